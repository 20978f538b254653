import styles from "./RatingBar.module.css";
import { formatRating } from "./sentences";

interface Props {
  value: number;
  /** Ends of the rating scale. */
  low: number;
  high: number;
}

/** A predicted rating as a number and as its place on the rating scale. */
export function RatingBar({ value, low, high }: Props) {
  const share = high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 1;
  return (
    <span className={styles.rating}>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.fill} style={{ width: `${100 * share}%` }} />
      </span>
      <span className={styles.number}>{formatRating(value)}</span>
    </span>
  );
}
