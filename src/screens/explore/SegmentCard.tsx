import { BarsChart } from "../../charts/BarsChart";
import type { Feedback, SegmentRole } from "../../engine/dataset/types";
import type { CountByLabel } from "../../engine/eda/types";
import { ChartCard } from "../../ui/ChartCard";
import { DataTable } from "../../ui/DataTable";
import { formatCount, formatShare } from "../../ui/format";
import { countColumn, meanColumns } from "./columns";
import { SEGMENT_TEXTS, type SegmentRow, segmentRows, segmentSentence } from "./segments";
import { countLine } from "./sentences";

interface Props {
  role: SegmentRole;
  values: readonly CountByLabel[];
  ratings: number;
  feedback: Feedback;
  span?: number;
  /** Of the chart, in pixels; as wide as its place without it. */
  width?: number;
}

/** How the ratings divide over the values of one column, the unknown included. */
export function SegmentCard({ role, values, ratings, feedback, span, width }: Props) {
  const { column } = SEGMENT_TEXTS[role];
  const question = SEGMENT_TEXTS[role].question[feedback];
  const gendered = role === "userGender" || role === "productGender";
  const rows = segmentRows(values, gendered);
  const sentence = segmentSentence(role, values, feedback);
  return (
    <ChartCard
      title={question}
      sentence={sentence}
      n={countLine(feedback, ratings)}
      span={span}
      chart={
        <BarsChart
          label={`${question} ${sentence}`}
          width={width}
          rows={rows.map(({ label, count, share, meaning }) => ({
            label,
            value: count,
            // A label with a plain space would be broken into two lines.
            text: `${formatCount(count)}\u00a0(${formatShare(share)})`,
            meaning,
          }))}
        />
      }
      table={
        <DataTable<SegmentRow>
          caption={question}
          rows={segmentRows(values, gendered, Number.POSITIVE_INFINITY)}
          rowKey={({ label }) => label}
          columns={[
            { name: column, cell: ({ label }) => label },
            countColumn(feedback),
            { name: "Share of all", numeric: true, cell: ({ share }) => formatShare(share) },
            ...meanColumns(feedback),
          ]}
        />
      }
    />
  );
}
