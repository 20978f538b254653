import type { ReactNode } from "react";
import type { RunResult } from "../../engine/train/types";
import { isRanking } from "../../models/registry";
import { formatRmse } from "../../ui/format";
import { listLabel, listVerdict, type OutcomeLabel, outcomeLabel, verdict } from "./comparisons";
import { OutcomeChip } from "./OutcomeChip";
import styles from "./Verdicts.module.css";

interface Props {
  result: RunResult;
  /** What ratings are counted in, such as "stars". */
  unit: string;
}

interface VerdictProps {
  title: string;
  figure: string;
  what: string;
  label: OutcomeLabel | null;
  testId: string;
  children: ReactNode;
}

function Verdict({ title, figure, what, label, testId, children }: VerdictProps) {
  return (
    <section className={styles.verdict} data-testid={testId} aria-label={title}>
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.figure}>
        <span className={styles.number}>{figure}</span> <span className={styles.what}>{what}</span>
        {label && <OutcomeChip label={label} />}
      </p>
      <p className={styles.words}>{children}</p>
    </section>
  );
}

/**
 * What the selected Run came to, in words, equally large: its ratings against the best simple arithmetic, and its lists
 * against showing everybody the most popular products.
 */
export function Verdicts({ result, unit }: Props) {
  const { run, test } = result;
  const predicts = !isRanking(run.model);
  const lists = listVerdict(result);
  return (
    <div className={styles.verdicts} data-testid="verdicts">
      {predicts && (
        <Verdict
          title="Are its ratings good?"
          figure={formatRmse(test.rmse)}
          what={`${unit} of error (RMSE)`}
          label={outcomeLabel(result)}
          testId="verdict-ratings"
        >
          {verdict(result, unit)}
        </Verdict>
      )}
      {lists && (
        <Verdict
          title="Are its lists good?"
          figure={formatRmse(test.ranking?.ndcg10 ?? null)}
          what="of 1 in the best order (NDCG@10)"
          label={listLabel(result)}
          testId="verdict-lists"
        >
          {lists}
        </Verdict>
      )}
    </div>
  );
}
