import styles from "./MatchBar.module.css";
import { matchWords } from "./sentences";

/** How a product matches beside the best of the list, `share` from 0 to 1: a bar without a number, for it is no rating. */
export function MatchBar({ share }: { share: number }) {
  return (
    <span title={matchWords(share)}>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.fill} style={{ width: `${100 * share}%` }} />
      </span>
      <span className="hidden">{matchWords(share)}</span>
    </span>
  );
}
