import type { CSSProperties, ReactNode } from "react";
import styles from "./Card.module.css";

interface Props {
  title?: ReactNode;
  /** Controls at the end of the title's line. */
  actions?: ReactNode;
  /** How many of the twelve columns of a Grid it takes. */
  span?: number;
  children: ReactNode;
}

/** A panel with a hairline border; with a title it is a labelled section. */
export function Card({ title, actions, span, children }: Props) {
  return (
    <section className={styles.card} style={{ "--span": span } as CSSProperties}>
      {(title || actions) && (
        <header className={styles.header}>
          {title && <h2 className={styles.title}>{title}</h2>}
          {actions && <div className={styles.actions}>{actions}</div>}
        </header>
      )}
      {children}
    </section>
  );
}
