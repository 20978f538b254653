import type { ReactNode } from "react";
import styles from "./Chip.module.css";

/** A short fact in a small frame. */
export function Chip({ children, title }: { children: ReactNode; title?: string }) {
  return (
    <span className={styles.chip} title={title}>
      {children}
    </span>
  );
}
