import styles from "./ProgressLine.module.css";

interface Props {
  /** What is in progress, for those who hear the page. */
  label: string;
  /** 0 to 1; null while it cannot be told. */
  share: number | null;
}

/** A thin line that fills as a job goes on. */
export function ProgressLine({ label, share }: Props) {
  const percent = share === null ? undefined : Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <div
      className={styles.line}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <div className={styles.fill} style={{ width: `${percent ?? 0}%` }} />
    </div>
  );
}
