import { SegmentedControl } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { Card } from "./Card";
import styles from "./ChartCard.module.css";

interface Props {
  /** The question that the chart answers. */
  title: string;
  /** The answer, with its numbers and its unknowns. */
  sentence: ReactNode;
  /** What was counted: "n = 41,200 ratings". */
  n: string;
  span?: number;
  /** The drawing; its height is the chart's own. */
  chart: ReactNode;
  /** The same numbers as a table. */
  table?: ReactNode;
  /** Other controls at the end of the title's line. */
  actions?: ReactNode;
}

/** A chart with its question, its answer in words, and its numbers as a table on request. */
export function ChartCard({ title, sentence, n, span, chart, table, actions }: Props) {
  const [view, setView] = useState("chart");
  const toggle = table && (
    <SegmentedControl
      size="xs"
      aria-label={`${title} Shown as`}
      value={view}
      onChange={setView}
      data={[
        { value: "chart", label: "Chart" },
        { value: "table", label: "Table" },
      ]}
    />
  );
  return (
    <Card
      title={title}
      span={span}
      actions={
        (actions || toggle) && (
          <>
            {actions}
            {toggle}
          </>
        )
      }
    >
      <p className={styles.sentence}>{sentence}</p>
      {view === "chart" || !table ? chart : <div className={styles.table}>{table}</div>}
      <p className={styles.n}>{n}</p>
    </Card>
  );
}
