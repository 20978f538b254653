import { Button } from "@mantine/core";
import { Download } from "lucide-react";
import type { ReadReport, Rejection } from "../../engine/dataset/types";
import { Card } from "../../ui/Card";
import { DataTable } from "../../ui/DataTable";
import { Facts } from "../../ui/Facts";
import { formatCount, formatShare } from "../../ui/format";
import styles from "./QualityCard.module.css";
import { balanceSentence, dialectText, otherLines, speedText } from "./quality";

const EXAMPLES_SHOWN = 5;

interface Props {
  report: ReadReport;
  span?: number;
  onSaveRejected(): void;
}

/** Whether every record of the file is accounted for, and why some were left out. */
export function QualityCard({ report, span, onSaveRejected }: Props) {
  const { read, accepted, rejected, merged } = report;
  const parts = [
    { name: "accepted", count: accepted },
    { name: "rejected", count: rejected },
    { name: "merged", count: merged },
  ];
  return (
    <Card
      title="Was everything read?"
      span={span}
      actions={
        rejected > 0 && (
          <Button variant="default" size="xs" leftSection={<Download size={14} />} onClick={onSaveRejected}>
            Save rejected rows
          </Button>
        )
      }
    >
      <p>{balanceSentence(report)}</p>
      <div className={styles.balance} aria-hidden>
        {parts.map(({ name, count }) => (
          <div key={name} data-part={name} style={{ flexGrow: count / read }} />
        ))}
      </div>
      {merged > 0 && <p className={styles.fine}>Merged records repeat a user and a product; the last rating counts.</p>}
      <Facts
        facts={[
          ["Other lines", otherLines(report)],
          ["Separated by", dialectText(report)],
          ["Encoding", report.dialect.encoding],
          ["Read in", speedText(report)],
        ]}
      />
      {rejected > 0 && <Rejections report={report} />}
    </Card>
  );
}

function Rejections({ report: { rejectedBy, rejected, examples } }: { report: ReadReport }) {
  const reasons = Object.entries(rejectedBy).sort(([, a], [, b]) => b - a);
  return (
    <div className={styles.rejections}>
      <DataTable
        caption="Why records were rejected"
        rows={reasons}
        columns={[
          { name: "Why rejected", cell: ([reason]) => reason },
          { name: "Records", numeric: true, cell: ([, count]) => formatCount(count) },
          { name: "Share", numeric: true, cell: ([, count]) => formatShare(count / rejected) },
        ]}
      />
      <DataTable<Rejection>
        caption="The first rejected records"
        rows={examples.slice(0, EXAMPLES_SHOWN)}
        columns={[
          { name: "Line", numeric: true, cell: ({ line }) => formatCount(line) },
          { name: "Reason", cell: ({ reason }) => reason },
          { name: "Text", cell: ({ text }) => <code className={styles.text}>{text || "(empty)"}</code> },
        ]}
      />
    </div>
  );
}
