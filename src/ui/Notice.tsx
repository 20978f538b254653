import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./Notice.module.css";

interface Props {
  /** `error` interrupts a screen reader; the others do not. `warning`: it went on, but look at it. */
  kind?: "info" | "warning" | "error" | "success";
  title?: ReactNode;
  children: ReactNode;
  /** What to do next: buttons. */
  actions?: ReactNode;
  onDismiss?: () => void;
}

const ICONS = { info: Info, warning: TriangleAlert, error: CircleAlert, success: CircleCheck };

/** A sentence that matters, with the way on. */
export function Notice({ kind = "info", title, children, actions, onDismiss }: Props) {
  const Icon = ICONS[kind];
  return (
    <div className={styles.notice} data-kind={kind} role={kind === "error" ? "alert" : undefined}>
      <Icon size={18} className={styles.icon} aria-hidden />
      <div className={styles.body}>
        {title && <strong className={styles.title}>{title}</strong>}
        <div>{children}</div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {onDismiss && (
        <button type="button" className={styles.dismiss} onClick={onDismiss} aria-label="Dismiss">
          <X size={16} aria-hidden />
        </button>
      )}
    </div>
  );
}
