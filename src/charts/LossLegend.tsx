import styles from "./LossLegend.module.css";

interface Props {
  /** What the loss is: mean squared error, or cross-entropy of a softmax. */
  measure: "MSE" | "softmax";
  /** Unit of the loss, such as "stars²". */
  unit: string;
  hasEarlier: boolean;
  /** True of a model that is sampled. */
  isSampled?: boolean;
}

/** The title of the loss axis, and what each mark of the chart stands for. */
export function LossLegend({ measure, unit, hasEarlier, isSampled = false }: Props) {
  return (
    <ul className={styles.legend}>
      <li className={styles.axis}>
        Loss ({measure}, {unit})
      </li>
      <li>
        <svg width="22" height="10" aria-hidden="true">
          <line x1="0" y1="5" x2="22" y2="5" stroke="var(--training)" strokeWidth="2.5" />
        </svg>
        {isSampled ? "Training, mean of the sweeps so far" : "Training, smoothed"}
      </li>
      {!isSampled && (
        <li>
          <svg width="22" height="10" aria-hidden="true">
            <path d="M0 7 L4 2 L8 8 L12 3 L16 8 L22 2" fill="none" stroke="var(--training)" strokeOpacity="0.45" />
          </svg>
          every batch
        </li>
      )}
      <li>
        <svg width="10" height="10" aria-hidden="true">
          <circle cx="5" cy="5" r="4.5" fill="var(--validation)" />
        </svg>
        {isSampled ? "Validation, of the same mean" : "Validation, by epoch"}
      </li>
      {hasEarlier && (
        <li>
          <svg width="22" height="10" aria-hidden="true">
            <line x1="0" y1="5" x2="22" y2="5" stroke="var(--behind)" />
          </svg>
          Earlier runs
        </li>
      )}
    </ul>
  );
}
