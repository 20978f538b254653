import { Select, TextInput } from "@mantine/core";
import { Search } from "lucide-react";
import { memo, useState } from "react";
import { intervalAround } from "../../../charts/svg/place";
import { type ValueBarRow, ValueBars } from "../../../charts/svg/ValueBars";
import { isGender, type SideRole } from "../../../domain/roles";
import { ChartCard } from "../../../ui/ChartCard";
import { nounOf } from "../../../ui/feedback";
import { formatCount, formatNumber, formatShare } from "../../../ui/format";
import { useIsPrinted } from "../../../ui/printed";
import { segmentName, segmentWord } from "../../../ui/segmentName";
import { chartId } from "../chartIds";
import { countLine, countName, countText } from "../chartWords";
import type { Look } from "../look";
import styles from "./SegmentCard.module.css";
import { type SegmentRow, segmentRows, shownValues } from "./values";
import { meanText, segmentQuestion, segmentSentence } from "./words";

interface Props {
  look: Look;
  by: SideRole;
  span?: number;
  width?: number;
  /** The first chart of the page, which says how it is operated. */
  isFirst?: boolean;
}

const STEPS = [10, 20, 50];
const OTHERS = "\u0000others";

/** How the ratings divide over the values of one segment, the unknown included; a bar pressed filters by it. */
export const SegmentCard = memo(function SegmentCard({ look, by, span, width, isFirst }: Props) {
  const [most, setMost] = useState(STEPS[0]);
  const [query, setQuery] = useState("");
  const isPrinted = useIsPrinted();
  const { feedback, filter, selection, survey, summary, toggle } = look;
  const rows = segmentRows(look, by);
  const chosen = filter[by] ?? [];
  const selected = selection.segments[by]!.ratings;
  const { rows: shown, others } = shownValues(rows, chosen, query, most);
  const question = segmentQuestion(by, feedback, summary);
  const sentence = segmentSentence(look, by);
  const withMeans = feedback === "explicit";
  const bars = shown.map((row) => barOf(row, chosen, selected, isGender(by), feedback));
  if (others) {
    bars.push({
      key: OTHERS,
      label: `Other (${formatCount(others.count)})`,
      all: others.all,
      selected: others.selected,
      text: countText(others.selected, selected),
      meaning: "neutral",
      offScale: true,
      state: chosen.length > 0 ? "left out" : "plain",
      spoken: `${formatCount(others.count)} others: ${formatCount(others.selected)}${isPrinted ? "" : ". Show more of them"}`,
    });
  }

  function press(key: string) {
    if (key === OTHERS) setMost((before) => STEPS.find((step) => step > before) ?? before * 2);
    else toggle(by, key);
  }

  const isLong = rows.length > STEPS[0] + 2;
  return (
    <ChartCard
      id={chartId(by)}
      title={question}
      sentence={sentence}
      n={countLine(feedback, selected, survey.all.ratings)}
      span={span}
      chart={
        <>
          {isLong && !isPrinted && (
            <Controls
              word={segmentWord(by, summary)}
              query={query}
              most={most}
              values={rows.length}
              onQuery={setQuery}
              onMost={setMost}
            />
          )}
          <ValueBars
            label={`${question} ${sentence}`}
            rows={bars}
            meanTitle={withMeans ? "Mean rating, 95 % interval" : undefined}
            width={width}
            hint={isFirst && Object.keys(filter).length === 0 ? "↓ Press to filter" : undefined}
            onToggle={press}
          />
        </>
      }
      figure={{
        ...look.figure(question),
        table: {
          rows,
          rowKey: ({ value }: SegmentRow) => value,
          columns: [
            { name: segmentName(by, summary), cell: ({ name }) => name },
            {
              name: countName(feedback),
              numeric: true,
              cell: (row) => formatCount(row.selected),
              value: (row) => row.selected,
            },
            {
              name: "Share",
              numeric: true,
              cell: (row) => (selected === 0 ? "–" : formatShare(row.selected / selected)),
              value: (row) => (selected === 0 ? null : row.selected / selected),
            },
            { name: "In the file", numeric: true, cell: (row) => formatCount(row.all), value: (row) => row.all },
            ...(withMeans
              ? [
                  {
                    name: "Mean rating",
                    numeric: true,
                    cell: (row: SegmentRow) => formatNumber(row.mean),
                    value: (row: SegmentRow) => row.mean,
                  },
                  {
                    name: "± (95 %)",
                    numeric: true,
                    cell: (row: SegmentRow) => formatNumber(row.margin, 2),
                    value: (row: SegmentRow) => row.margin,
                  },
                ]
              : []),
          ],
        },
      }}
    />
  );
});

function barOf(
  row: SegmentRow,
  chosen: readonly string[],
  selected: number,
  gendered: boolean,
  feedback: Look["feedback"],
): ValueBarRow {
  const withMeans = feedback === "explicit";
  const isChosen = chosen.includes(row.value);
  const { many } = nounOf(feedback);
  const mean = withMeans ? `, mean ${meanText(row)}` : "";
  return {
    key: row.value,
    label: row.name,
    all: row.all,
    selected: row.selected,
    text: countText(row.selected, selected),
    meaning: row.meaning,
    // Beside many values of which most ratings have none, these would be too small to compare.
    offScale: row.meaning === "unknown" && !gendered,
    state: isChosen ? "chosen" : chosen.length > 0 ? "left out" : "plain",
    spoken: `${row.name}: ${formatCount(row.selected)} of ${formatCount(row.all)} ${many}${mean}`,
    ...(withMeans && {
      mean: { value: row.mean, interval: intervalAround(row.mean, row.margin), text: meanText(row) },
    }),
  };
}

interface ControlsProps {
  word: string;
  query: string;
  most: number;
  values: number;
  onQuery(query: string): void;
  onMost(most: number): void;
}

/** To find one of many values, and to see more of them. */
const Controls = memo(function Controls({ word, query, most, values, onQuery, onMost }: ControlsProps) {
  const steps = [...new Set([...STEPS.filter((step) => step < values), most])].sort((a, b) => a - b);
  return (
    <div className={styles.controls}>
      <TextInput
        size="xs"
        className={styles.search}
        aria-label={`Find a ${word}`}
        placeholder={`Find a ${word}`}
        leftSection={<Search size={14} aria-hidden />}
        value={query}
        onChange={(event) => onQuery(event.currentTarget.value)}
      />
      <Select
        size="xs"
        w={104}
        aria-label="How many are shown"
        data={steps.map((step) => ({ value: String(step), label: `Top ${step}` }))}
        value={String(most)}
        onChange={(value) => onMost(Number(value))}
      />
    </div>
  );
});
