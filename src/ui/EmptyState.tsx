import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./EmptyState.module.css";

interface Props {
  icon: LucideIcon;
  /** What is not here yet. */
  title: string;
  /** Why, and how it comes to be. */
  children?: ReactNode;
  actions?: ReactNode;
}

/** A panel that has nothing to show yet, with the way to fill it. */
export function EmptyState({ icon: Icon, title, children, actions }: Props) {
  return (
    <div className={styles.empty}>
      <Icon size={28} strokeWidth={1.5} className={styles.icon} aria-hidden />
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.text}>{children}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
