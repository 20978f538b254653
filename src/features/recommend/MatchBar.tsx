import styles from "./MatchBar.module.css";

interface Props {
  /** Beside the best of the list, from 0 to 1. */
  share: number;
  /** The share in words. */
  words: string;
}

/** How a product does beside the best of the list: a bar without a number, for its score is no rating. */
export function MatchBar({ share, words }: Props) {
  return (
    <span title={words}>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.fill} style={{ width: `${100 * share}%` }} />
      </span>
      <span className="hidden">{words}</span>
    </span>
  );
}
