import type { ReadReport } from "../../engine/dataset/types";
import { Card } from "../../ui/Card";
import { Facts } from "../../ui/Facts";
import styles from "./QualityCard.module.css";
import { balanceSentence, dialectText, otherLines, speedText } from "./quality";

/** Whether every record of the file is accounted for, and how the file was read. */
export function QualityCard({ report, span }: { report: ReadReport; span?: number }) {
  const { read, accepted, rejected, merged } = report;
  const parts = [
    { name: "accepted", count: accepted },
    { name: "rejected", count: rejected },
    { name: "merged", count: merged },
  ];
  return (
    <Card title="Was everything read?" span={span}>
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
    </Card>
  );
}
