import type { ReactNode } from "react";
import styles from "./Stat.module.css";

interface Props {
  label: ReactNode;
  value: ReactNode;
  /** The figure's unit or what it is of, smaller under it. */
  note?: ReactNode;
}

/** One figure with its name; put several in a Stats list. */
export function Stat({ label, value, note }: Props) {
  return (
    <div className={styles.stat}>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.value}>
        {value}
        {note && <span className={styles.note}>{note}</span>}
      </dd>
    </div>
  );
}

/** A row of figures that wraps. */
export function Stats({ children }: { children: ReactNode }) {
  return <dl className={styles.stats}>{children}</dl>;
}
