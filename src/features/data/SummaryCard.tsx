import { SEGMENT_ROLES } from "../../domain/roles";
import type { DatasetSummary } from "../../engine/read/types";
import { Card } from "../../ui/Card";
import { nounOf } from "../../ui/feedback";
import { formatCount, formatDate, formatNumber, formatShare } from "../../ui/format";
import { Stat, Stats } from "../../ui/Stat";
import { segmentName } from "../../ui/segmentName";
import { ActivityTable } from "./ActivityTable";
import { density } from "./fitness";
import styles from "./SummaryCard.module.css";

/** What the file holds, in figures. */
export function SummaryCard({ summary, span }: { summary: DatasetSummary; span?: number }) {
  return (
    <Card title="What is in it?" span={span}>
      <Figures summary={summary} />
      <div className={styles.activity}>
        <ActivityTable summary={summary} />
      </div>
    </Card>
  );
}

function Figures({ summary }: { summary: DatasetSummary }) {
  const { feedback, ratings, users, products, perUser, perProduct, timeSpan, titled } = summary;
  const { many } = nounOf(feedback);
  const segments = SEGMENT_ROLES.flatMap((role) => {
    const segment = summary.segments[role];
    return segment ? [{ ...segment, role, name: segmentName(role, summary) }] : [];
  });
  return (
    <Stats>
      <Stat
        label={feedback === "explicit" ? "Ratings" : "Interactions"}
        value={formatCount(ratings)}
        note={`${formatNumber(perUser.mean)} a user`}
      />
      <Stat label="Users" value={formatCount(users)} note={`${formatShare(perUser.once)} with one of them`} />
      <Stat label="Products" value={formatCount(products)} note={`${formatNumber(perProduct.mean)} ${many} each`} />
      <Stat label="Density" value={formatShare(density(summary))} note="of all pairs" />
      <Scale summary={summary} />
      {timeSpan && <Stat label="From" value={formatDate(timeSpan[0])} note={`to ${formatDate(timeSpan[1])}`} />}
      {segments.map(({ role, name, values, known }) => (
        <Stat key={role} label={name} value={formatCount(values)} note={`known for ${formatShare(known)}`} />
      ))}
      {titled !== null && <Stat label="Titles" value={formatShare(titled)} note="of products" />}
    </Stats>
  );
}

function Scale({ summary }: { summary: DatasetSummary }) {
  const { feedback, ratingLow, ratingHigh, ratingMean, ratingStep } = summary;
  if (feedback === "implicit" && ratingHigh === 1) return null;
  const range = `${formatNumber(ratingLow)} to ${formatNumber(ratingHigh)}`;
  if (feedback === "implicit")
    return <Stat label="How often" value={range} note={`mean ${formatNumber(ratingMean)}`} />;
  const steps = ratingStep < ratingHigh - ratingLow ? `in steps of ${formatNumber(ratingStep)}, ` : "";
  return <Stat label="Rating scale" value={range} note={`${steps}mean ${formatNumber(ratingMean)}`} />;
}
