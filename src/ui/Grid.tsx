import type { ReactNode } from "react";
import styles from "./Grid.module.css";

/** Twelve columns with 24 px gutters; one column on a phone. Children say how many they span. */
export function Grid({ children }: { children: ReactNode }) {
  return <div className={styles.grid}>{children}</div>;
}
