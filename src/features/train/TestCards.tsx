import type { RunResult } from "../../engine/train/types";
import { Card } from "../../ui/Card";
import { nounOf } from "../../ui/feedback";
import { FoldTable, foldNote } from "./FoldTable";
import { RankingTable } from "./RankingTable";
import { ErrorTable, KnownAndNewTable, missingNotes, Rivals, Verdict } from "./TestTables";
import styles from "./TestTables.module.css";
import { useFeedback } from "./useFeedback";

interface Props {
  run: number;
  result: RunResult;
  /** What ratings are counted in, such as "stars". */
  unit: string;
}

/** Whether the selected Run beats simple arithmetic on the test part, which no choice between Runs has looked at. */
export function VerdictCard({ result, unit }: Omit<Props, "run">) {
  return (
    <Card title="Does it beat simple arithmetic?">
      <Verdict result={result} unit={unit} />
      {result.test.rmse !== null ? <ErrorTable result={result} unit={unit} /> : <RankingTable result={result} />}
      {missingNotes(result.baselines).map((note) => (
        <p key={note} className={styles.n}>
          {note}
        </p>
      ))}
    </Card>
  );
}

/** The selected Run's test figures in parts, its top 10, and the other Runs. */
export function TestCards({ run, result, unit }: Props) {
  const predicts = result.test.rmse !== null;
  const hasRivals = result.rivals.length > 0;
  const { many } = nounOf(useFeedback());
  return (
    <>
      {predicts && (
        <Card title="For whom does it work?" span={hasRivals ? 7 : 12}>
          <KnownAndNewTable result={result} unit={unit} />
        </Card>
      )}
      {hasRivals && (
        <Card title="Is it better than the other runs?" span={predicts ? 5 : 12}>
          <p className={styles.against}>
            Run {run} against each earlier one, on the same test {many}.
          </p>
          <Rivals result={result} unit={unit} />
        </Card>
      )}
      {predicts && (
        <Card title="How good is its top 10?">
          <RankingTable result={result} />
        </Card>
      )}
      {result.folds && (
        <Card title="Does it hold on other cuts?">
          <FoldTable result={result} unit={unit} />
          <p className={styles.n}>{foldNote(result.folds.count, many)}</p>
        </Card>
      )}
    </>
  );
}
