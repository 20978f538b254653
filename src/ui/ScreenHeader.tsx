import type { ReactNode } from "react";
import styles from "./ScreenHeader.module.css";

interface Props {
  title: string;
  /** One sentence under the title: what this screen says about the loaded data. */
  lead?: ReactNode;
  actions?: ReactNode;
}

/** The head of a screen. */
export function ScreenHeader({ title, lead, actions }: Props) {
  return (
    <header className={styles.header}>
      <div>
        <h1 className={styles.title}>{title}</h1>
        {lead && <p className={styles.lead}>{lead}</p>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
