import styles from "./CosineBar.module.css";

interface Props {
  /** From -1 to 1. */
  value: number;
  /** Without it the number stands alone, where there is no room. */
  wide?: boolean;
}

/** A cosine as a number and as a bar from zero, to the left where it is negative. */
export function CosineBar({ value, wide = true }: Props) {
  const text = Math.abs(value).toFixed(3);
  return (
    <span className={styles.cosine}>
      {wide && (
        <span className={styles.track} aria-hidden="true">
          <span
            className={styles.fill}
            style={{ width: `${50 * Math.abs(value)}%`, left: value < 0 ? `${50 + 50 * value}%` : "50%" }}
          />
        </span>
      )}
      <span className={styles.number}>{value < 0 && text !== "0.000" ? `−${text}` : text}</span>
    </span>
  );
}
