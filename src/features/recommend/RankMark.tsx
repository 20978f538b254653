import { ArrowDown, ArrowUp } from "lucide-react";
import styles from "./RankMark.module.css";
import type { RankChange } from "./rankChanges";

/** Places gained or lost since the epoch before. */
export function RankMark({ change }: { change: RankChange | undefined }) {
  if (change === undefined) return null;
  if (change === "new") return <span className={styles.mark}>new</span>;
  const Arrow = change > 0 ? ArrowUp : ArrowDown;
  return (
    <span className={styles.mark}>
      <Arrow size={12} aria-hidden />
      <span className="hidden">{change > 0 ? "up" : "down"}</span> {Math.abs(change)}
    </span>
  );
}
