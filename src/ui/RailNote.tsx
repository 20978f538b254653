import { X } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./RailNote.module.css";

interface Props {
  title: string;
  children: ReactNode;
  onDismiss(): void;
}

/** What the page has to say about itself, at the foot of the rail, until it was read. */
export function RailNote({ title, children, onDismiss }: Props) {
  return (
    <section className={styles.note} aria-label={title}>
      <div className={styles.head}>
        <strong className={styles.title}>{title}</strong>
        <button type="button" className={styles.dismiss} onClick={onDismiss} aria-label="Dismiss">
          <X size={14} aria-hidden />
        </button>
      </div>
      {children}
    </section>
  );
}
