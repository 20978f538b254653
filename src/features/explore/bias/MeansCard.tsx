import { memo } from "react";
import { DotRows } from "../../../charts/svg/DotRows";
import { intervalAround } from "../../../charts/svg/place";
import { ChartCard } from "../../../ui/ChartCard";
import { formatCount, formatNumber } from "../../../ui/format";
import { segmentName } from "../../../ui/segmentName";
import { meaningOf } from "../boxes/figures";
import { chartId } from "../chartIds";
import { countLine, sumOf } from "../chartWords";
import type { Look } from "../look";
import { figure, sureMargin } from "../segment/values";
import { meanText } from "../segment/words";
import { AnovaTable } from "./AnovaTable";
import { type BiasCell, biasCells, pickCell } from "./cells";
import { MEANS_QUESTION, meansSentence } from "./meansWords";
import { bothOf, capital, cellPhrase } from "./names";

interface Props {
  look: Look;
  span?: number;
  /** Of the chart, in pixels. */
  width?: number;
}

/** Rows of the chart; the table has all cells. */
const MOST_ROWS = 24;

/** Whether the mean rating depends on two segments together. Nothing where the file has no ratings or no two segments. */
export const MeansCard = memo(function MeansCard({ look, ...place }: Props) {
  return look.survey.bias && look.selection.bias?.anova ? <MeansChart look={look} {...place} /> : null;
});

function MeansChart({ look, span, width }: Props) {
  const { survey, selection, summary, feedback } = look;
  const { pair } = survey.bias!;
  const { ratings: all, n, mean, margin } = selection.bias!.cells;
  const cells = biasCells(look);
  const shown = mostRated(cells, n);
  const sentence = meansSentence(look);
  // Where ratings are in several cells, the mean of the cells is not that of all ratings.
  const isSeveral = all < sumOf(n);
  const overall = all > 0 && !isSeveral ? sumOf(n.map((count, at) => (count > 0 ? count * mean[at] : 0))) / all : null;
  const figuresAt = (at: number) => ({ mean: figure(mean, at), margin: sureMargin({ n, margin }, at) });
  return (
    <ChartCard<BiasCell>
      id={chartId("means")}
      title={MEANS_QUESTION}
      sentence={sentence}
      n={`${countLine(feedback, all, survey.all.ratings)}${drawnText(cells, shown)}`}
      span={span}
      chart={
        <>
          <DotRows
            label={`${MEANS_QUESTION} ${sentence}`}
            rows={shown.map((cell) => {
              const figures = figuresAt(cell.at);
              const text = meanText(figures);
              return {
                key: String(cell.at),
                label: cell.names.join(", "),
                figures: [{ value: figures.mean, interval: intervalAround(figures.mean, figures.margin), text }],
                n: formatCount(n[cell.at]),
                tone: meaningOf(pair[1], cell.labels[1]),
                faded: cell.faded,
                spoken: `${capital(cellPhrase(pair, cell.labels, feedback, summary))}: mean ${text}, n = ${formatCount(n[cell.at])}`,
              };
            })}
            panels={[
              {
                title: "Mean rating, 95 % interval",
                reference: overall,
                referenceText: overall === null ? undefined : `all ${overall.toFixed(2)}`,
              },
            ]}
            namesTitle={pair.map((role) => segmentName(role, summary)).join(", ")}
            width={width}
            onPick={(key) => {
              const cell = cells[Number(key)];
              if (cell) pickCell(look, cell);
            }}
          />
          {!isSeveral && <AnovaTable look={look} />}
        </>
      }
      figure={{
        ...look.figure(MEANS_QUESTION),
        table: {
          caption: `Mean rating by ${bothOf(pair, summary)}`,
          rows: cells,
          rowKey: ({ at }) => at,
          columns: [
            { name: segmentName(pair[0], summary), cell: ({ names }) => names[0] },
            { name: segmentName(pair[1], summary), cell: ({ names }) => names[1] },
            { name: "Ratings", numeric: true, cell: ({ at }) => formatCount(n[at]), value: ({ at }) => n[at] },
            {
              name: "Mean rating",
              numeric: true,
              cell: ({ at }) => formatNumber(figure(mean, at)),
              value: ({ at }) => figure(mean, at),
            },
            {
              name: "± (95 %)",
              numeric: true,
              cell: ({ at }) => formatNumber(figure(margin, at), 2),
              value: ({ at }) => figure(margin, at),
            },
          ],
        },
      }}
    />
  );
}

/** The cells with ratings, in the table's order; of very many those with the most ratings. */
function mostRated(cells: readonly BiasCell[], n: Uint32Array): BiasCell[] {
  const rated = cells.filter(({ at }) => n[at] > 0);
  if (rated.length <= MOST_ROWS) return rated;
  const kept = new Set([...rated].sort((a, b) => n[b.at] - n[a.at]).slice(0, MOST_ROWS));
  return rated.filter((cell) => kept.has(cell));
}

/** Which combinations are drawn, where not all are. */
function drawnText(cells: readonly BiasCell[], shown: readonly BiasCell[]): string {
  if (shown.length === cells.length) return "";
  const part = `; drawn are the ${formatCount(shown.length)} of ${formatCount(cells.length)} combinations`;
  return `${part} ${shown.length < MOST_ROWS ? "that have ratings" : "with the most ratings"}`;
}
