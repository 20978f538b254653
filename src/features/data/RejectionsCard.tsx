import { Button } from "@mantine/core";
import { Download } from "lucide-react";
import type { ReadReport, Rejection } from "../../engine/read/types";
import { Card } from "../../ui/Card";
import { DataTable } from "../../ui/DataTable";
import { formatCount, formatShare } from "../../ui/format";
import styles from "./RejectionsCard.module.css";

const EXAMPLES_SHOWN = 6;

interface Props {
  report: ReadReport;
  span?: number;
  onSave(): void;
}

/** Why records were left out, with the first of them as they stand in the file. */
export function RejectionsCard({ report, span, onSave }: Props) {
  const { rejectedBy, rejected, examples, columns, files } = report;
  const reasons = Object.entries(rejectedBy).sort(([, a], [, b]) => b - a);
  return (
    <Card
      title="Why were records rejected?"
      span={span}
      actions={
        <Button variant="default" size="xs" leftSection={<Download size={14} />} onClick={onSave}>
          Save rejected rows
        </Button>
      }
    >
      <div className={styles.tables}>
        <DataTable
          caption="Records rejected, by reason"
          rows={reasons}
          columns={[
            { name: "Reason", cell: ([reason]) => reason },
            { name: "Records", numeric: true, cell: ([, count]) => formatCount(count) },
            { name: "Share", numeric: true, cell: ([, count]) => formatShare(count / rejected) },
          ]}
        />
        <DataTable<Rejection>
          caption="The first rejected records"
          rows={examples.slice(0, EXAMPLES_SHOWN)}
          columns={[
            ...(files.length > 1 ? [{ name: "File", cell: ({ file }: Rejection) => files[file]?.name }] : []),
            { name: "Line", cell: ({ line }) => formatCount(line) },
            { name: "Column", cell: ({ column }) => (column > 0 ? (columns[column - 1]?.name ?? column) : "") },
            { name: "Reason", cell: ({ reason }) => reason },
            { name: "Text", cell: ({ text }) => <code className={styles.text}>{text || "(empty)"}</code> },
          ]}
        />
      </div>
    </Card>
  );
}
