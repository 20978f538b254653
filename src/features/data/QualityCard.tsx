import type { ReadReport } from "../../engine/read/types";
import { Card } from "../../ui/Card";
import { Facts } from "../../ui/Facts";
import { formatAmount, formatBytes, formatCount } from "../../ui/format";
import { repeatsSentence } from "./guesses";
import styles from "./QualityCard.module.css";
import { balanceSentence, otherLines, passedOverText, speedText } from "./quality";
import { mendedIn } from "./warnings";

/** Whether every record of the file is accounted for. */
export function QualityCard({ report, span }: { report: ReadReport; span?: number }) {
  const { read, accepted, rejected, merged, shortRecords, files, bytes } = report;
  const parts = [
    { name: "accepted", count: accepted },
    { name: "rejected", count: rejected },
    { name: "merged", count: merged },
  ];
  const repeats = repeatsSentence(report);
  const passedOver = passedOverText(report);
  return (
    <Card title="Was everything read?" span={span}>
      <p>{balanceSentence(report)}</p>
      <div className={styles.balance} aria-hidden>
        {parts.map(({ name, count }) => (
          <div key={name} data-part={name} style={{ flexGrow: count / read }} />
        ))}
      </div>
      {repeats && <p className={styles.fine}>{repeats}</p>}
      {shortRecords > 0 && (
        <p className={styles.fine}>
          {formatAmount(shortRecords, "record")} lack fields at their end; what is missing counts as unknown.
        </p>
      )}
      {mendedIn(report).map((mended) => (
        <p key={mended} className={styles.fine}>
          {mended}
        </p>
      ))}
      <Facts
        facts={[
          ...(files.length > 1 ? files.map(({ name, read }) => [name, formatAmount(read, "record")] as const) : []),
          ["Size", formatBytes(bytes)],
          ...(report.emptyCells ? [["Empty cells", formatCount(report.emptyCells)] as const] : []),
          ...(passedOver ? [["Passed over", passedOver] as const] : []),
          ["Other lines", otherLines(report)],
          ["Read in", speedText(report)],
        ]}
      />
    </Card>
  );
}
