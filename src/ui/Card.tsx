import type { CSSProperties, ReactNode } from "react";
import styles from "./Card.module.css";

interface Props {
  title?: ReactNode;
  /** Controls at the end of the title's line. */
  actions?: ReactNode;
  /** How many of the twelve columns of a Grid it takes. */
  span?: number;
  /** Makes it a place to go to: it can be scrolled to and focused, clear of the bars that stick to the top. */
  id?: string;
  children: ReactNode;
}

/** A panel with a hairline border; with a title it is a labelled section. */
export function Card({ title, actions, span, id, children }: Props) {
  const titleId = id && title ? `${id}-title` : undefined;
  return (
    <section
      id={id}
      tabIndex={id ? -1 : undefined}
      aria-labelledby={titleId}
      className={styles.card}
      style={{ "--span": span } as CSSProperties}
    >
      {(title || actions) && (
        <header className={styles.header}>
          {title && (
            <h2 id={titleId} className={styles.title}>
              {title}
            </h2>
          )}
          {actions && <div className={styles.actions}>{actions}</div>}
        </header>
      )}
      {children}
    </section>
  );
}
