import { SegmentedControl } from "@mantine/core";
import { memo, useState } from "react";
import { BoxPlots } from "../../../charts/svg/BoxPlots";
import { StackedShares } from "../../../charts/svg/StackedShares";
import type { Pair } from "../../../engine/explore/types";
import { ChartCard } from "../../../ui/ChartCard";
import { formatCount, formatNumber } from "../../../ui/format";
import { hasSeveral, segmentName, segmentWord } from "../../../ui/segmentName";
import { useLatest } from "../../../ui/useLatest";
import { useStore } from "../../studio/store";
import { chartId } from "../chartIds";
import { countLine, nothingLeft, sumOf } from "../chartWords";
import { binLabel } from "../counts/words";
import type { Look } from "../look";
import { meanText, severalNote, valuesPhrase } from "../segment/words";
import { type BoxRow, boxAt, boxColumns, meaningOf, nameOf, ratingDomain, spokenBox } from "./figures";
import { PairSelect } from "./PairSelect";

interface Props {
  look: Look;
  span?: number;
  width?: number;
}

interface Cell {
  row: number;
  column: number;
  at: number;
  names: [row: string, column: string];
  faded: boolean;
}

function cellsOf(look: Look): Cell[] {
  const { survey, filter } = look;
  const { pair, rows, columns } = survey.boxes!;
  const passes = (place: 0 | 1, code: number) => {
    const kept = filter[pair[place]];
    return !kept || kept.includes(survey.labels[pair[place]]![code]);
  };
  return rows.flatMap((row, i) =>
    columns.map((column, j) => ({
      row,
      column,
      at: i * columns.length + j,
      names: [nameOf(look, pair[0], row), nameOf(look, pair[1], column)] as [string, string],
      faded: !passes(0, row) || !passes(1, column),
    })),
  );
}

const PLACES = ["Groups", "Within each group"] as const;
const DRAWINGS = [
  { value: "boxes", label: "Boxes" },
  { value: "shares", label: "Shares" },
];

const DrawnAs = memo(function DrawnAs({ view, onView }: { view: string; onView(view: string): void }) {
  return <SegmentedControl size="xs" aria-label="Ratings drawn as" value={view} onChange={onView} data={DRAWINGS} />;
});

/** Ratings by two segments, such as category and gender: as box plots, or as the share of each rating. */
export const BoxesCard = memo(function BoxesCard({ look, span, width }: Props) {
  const [view, setView] = useState("boxes");
  const setViews = useStore((state) => state.setViews);
  const setPair = useLatest((boxes: Pair) => setViews({ boxes }));
  const { survey, selection, summary, feedback, change } = look;
  const { pair, rows, rowsLeft } = survey.boxes!;
  const boxes = selection.boxes!;
  const cells = cellsOf(look);
  const labels = survey.labels;
  const words = pair.map((role) => segmentWord(role, summary));
  const question = `How do ratings spread by ${words[0]} and ${words[1]}?`;
  const sentence = boxesSentence(look, cells);
  const left = rowsLeft > 0 ? `; ${rowsLeft} smaller ${valuesPhrase(pair[0])} not shown` : "";

  function pick(row: number, column: number) {
    change({ [pair[0]]: [labels[pair[0]]![row]], [pair[1]]: [labels[pair[1]]![column]] });
  }

  const chart =
    view === "boxes" ? (
      <BoxPlots
        label={`${question} ${sentence}`}
        groups={rows.map((row) => ({
          key: String(row),
          label: nameOf(look, pair[0], row),
          boxes: cells
            .filter((cell) => cell.row === row)
            .map((cell) => {
              const figures = boxAt(boxes, cell.at);
              return {
                ...figures,
                key: String(cell.column),
                label: cell.names[1],
                meaning: meaningOf(pair[1], labels[pair[1]]![cell.column]),
                nText: formatCount(figures.n),
                faded: cell.faded,
                spoken: spokenBox(cell.names, figures),
              };
            }),
        }))}
        domain={ratingDomain(look)}
        yTitle="Rating"
        meanText="mean"
        height={320}
        width={width}
        onPick={(row, column) => pick(Number(row), Number(column))}
      />
    ) : (
      <StackedShares
        label={`${question} ${sentence}`}
        parts={survey.bins.map(binLabel)}
        rows={cells
          .filter(({ at }) => boxes.n[at] > 0)
          .map((cell) => ({
            key: `${cell.row} ${cell.column}`,
            label: `${cell.names[0]}, ${cell.names[1]}`,
            n: boxes.n[cell.at],
            nText: formatCount(boxes.n[cell.at]),
            counts: [...boxes.shares.subarray(cell.at * survey.bins.length, (cell.at + 1) * survey.bins.length)],
            faded: cell.faded,
            spoken: spokenBox(cell.names, boxAt(boxes, cell.at)),
          }))}
        width={width}
        onPick={(key) => {
          const [row, column] = key.split(" ").map(Number);
          pick(row!, column!);
        }}
      />
    );

  return (
    <ChartCard<BoxRow>
      id={chartId("boxes")}
      title={question}
      sentence={sentence}
      n={`${countLine(feedback, boxes.ratings, survey.all.ratings)}${left}`}
      span={span}
      actions={
        <>
          <PairSelect labels={labels} summary={summary} pair={pair} names={PLACES} onPair={setPair} />
          <DrawnAs view={view} onView={setView} />
        </>
      }
      chart={chart}
      figure={{
        ...look.figure(question),
        table: {
          rows: cells.map((cell) => ({ ...boxAt(boxes, cell.at), group: cell.names[0], box: cell.names[1] })),
          rowKey: ({ group, box }) => `${group}\n${box}`,
          columns: [
            { name: segmentName(pair[0], summary), cell: ({ group }) => group },
            { name: segmentName(pair[1], summary), cell: ({ box }) => box },
            ...boxColumns(),
            ...survey.bins.map((bin, b) => ({
              name: `Rated ${binLabel(bin)}`,
              numeric: true,
              cell: (row: BoxRow) => formatNumber(shareOf(look, cells, row, b), 2),
              value: (row: BoxRow) => shareOf(look, cells, row, b),
            })),
          ],
        },
      }}
    />
  );
});

/** The share of a rating bin among a cell's ratings; null in an empty cell. */
function shareOf({ selection, survey }: Look, cells: readonly Cell[], row: BoxRow, bin: number): number | null {
  const cell = cells.find(({ names }) => names[0] === row.group && names[1] === row.box);
  if (!cell || row.n === 0) return null;
  return selection.boxes!.shares[cell.at * survey.bins.length + bin] / row.n;
}

/** Cells of fewer ratings are not named as the highest or lowest. */
const FEWEST = 30;

function boxesSentence(look: Look, cells: readonly Cell[]): string {
  const { n, mean, margin } = look.selection.boxes!;
  if (sumOf(n) === 0) return nothingLeft(look.feedback);
  const sure = cells.filter(({ at }) => n[at] >= FEWEST).sort((a, b) => mean[b.at] - mean[a.at]);
  const [best, worst] = [sure[0], sure.at(-1)];
  const named = ({ names, at }: Cell) =>
    `${names.join(", ")} (mean ${meanText({ mean: mean[at], margin: margin[at] })}, n = ${n[at].toLocaleString("en-US")})`;
  const empty = cells.filter(({ at }) => n[at] === 0).length;
  const gaps = empty > 0 ? ` ${empty} of ${cells.length} groups have no rating.` : "";
  const several = severalNote(look.survey.boxes!.pair.filter((role) => hasSeveral(role, look.summary)));
  if (!best || !worst || best === worst) return `No two groups have ${FEWEST} ratings to compare.${gaps}${several}`;
  return `Rated highest: ${named(best)}; lowest: ${named(worst)}.${gaps}${several}`;
}
