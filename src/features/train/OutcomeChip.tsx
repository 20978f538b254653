import { ArrowDown, ArrowUp, CircleHelp, Equal } from "lucide-react";
import type { Outcome } from "../../engine/evaluate/types";
import type { OutcomeLabel } from "./comparisons";
import styles from "./OutcomeChip.module.css";

const ICONS: Record<Outcome, typeof Equal> = {
  better: ArrowUp,
  "no different": Equal,
  worse: ArrowDown,
  "too few": CircleHelp,
};

/** How a Run stands to the best baseline, on the test part: "worse than damped bias". */
export function OutcomeChip({ label: { outcome, text } }: { label: OutcomeLabel }) {
  const Icon = ICONS[outcome];
  return (
    <span
      className={styles.chip}
      data-outcome={outcome}
      title="On the test part, by paired bootstrap over users: better or worse when the 95 % interval of the difference excludes 0"
    >
      <Icon size={12} aria-hidden />
      {text}
    </span>
  );
}
