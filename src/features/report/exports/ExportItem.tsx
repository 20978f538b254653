import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./Exports.module.css";

interface Props {
  icon: LucideIcon;
  /** What it is. */
  name: string;
  /** For whom or what, in one sentence. */
  about: ReactNode;
  /** Format and size. */
  format: string;
  /** The button that makes it. */
  children: ReactNode;
  /** What there is to say while it is made, and when that came to nothing. */
  below?: ReactNode;
}

/** One thing to take away. */
export function ExportItem({ icon: Icon, name, about, format, children, below }: Props) {
  return (
    <li className={styles.item}>
      <Icon size={20} strokeWidth={1.75} className={styles.icon} aria-hidden />
      <div className={styles.what}>
        <h3 className={styles.name}>{name}</h3>
        <p className={styles.about}>{about}</p>
      </div>
      <p className={styles.format} aria-live="polite">
        {format}
      </p>
      <div className={styles.action}>{children}</div>
      {below && <div className={styles.below}>{below}</div>}
    </li>
  );
}
