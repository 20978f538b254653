import type { DatasetSummary } from "../../engine/dataset/types";
import { Card } from "../../ui/Card";
import { formatCount, formatDate, formatNumber, formatShare } from "../../ui/format";
import { Stat, Stats } from "../../ui/Stat";
import { density, fitnessSentence } from "./fitness";
import styles from "./SummaryCard.module.css";

const SEGMENT_NAMES = {
  category: "Category",
  brand: "Brand",
  productGender: "Target gender",
  userGender: "User’s gender",
} as const;

/** What the file holds, in figures and in one sentence. */
export function SummaryCard({ summary, span }: { summary: DatasetSummary; span?: number }) {
  const { ratings, users, products, ratingLow, ratingHigh, ratingMean, singleRatingUsers, timeSpan } = summary;
  const segments = Object.entries(SEGMENT_NAMES).flatMap(([role, name]) => {
    const segment = summary.segments[role as keyof typeof SEGMENT_NAMES];
    return segment ? [{ name, ...segment }] : [];
  });
  return (
    <Card title="What can be learnt from it?" span={span}>
      <p className={styles.fitness}>{fitnessSentence(summary)}</p>
      <Stats>
        <Stat label="Ratings" value={formatCount(ratings)} note={`${formatNumber(ratings / users)} a user`} />
        <Stat label="Users" value={formatCount(users)} note={`${formatShare(singleRatingUsers)} rated once`} />
        <Stat
          label="Products"
          value={formatCount(products)}
          note={`${formatNumber(ratings / products)} ratings each`}
        />
        <Stat label="Density" value={formatShare(density(summary))} note="of all pairs rated" />
        <Stat
          label="Rating scale"
          value={`${formatNumber(ratingLow)} to ${formatNumber(ratingHigh)}`}
          note={`mean ${formatNumber(ratingMean)}`}
        />
        {timeSpan && <Stat label="From" value={formatDate(timeSpan[0])} note={`to ${formatDate(timeSpan[1])}`} />}
        {segments.map(({ name, values, known }) => (
          <Stat key={name} label={name} value={formatCount(values)} note={`known for ${formatShare(known)}`} />
        ))}
      </Stats>
    </Card>
  );
}
