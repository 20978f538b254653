import type { RunResult } from "../../engine/training/types";
import { Card } from "../../ui/Card";
import { outcomeLabel } from "./comparisons";
import { OutcomeChip } from "./OutcomeChip";
import { RankingTable } from "./RankingTable";
import { ErrorTable, KnownAndNewTable, missingNotes, Rivals, Verdict } from "./TestTables";
import styles from "./TestTables.module.css";

interface Props {
  run: number;
  result: RunResult;
  /** What ratings are counted in, such as "stars". */
  unit: string;
}

/** How the selected Run did on the test part, which no other Run's choice has looked at. */
export function TestCards({ run, result, unit }: Props) {
  const label = outcomeLabel(result);
  const predicts = result.test.rmse !== null;
  const notes = missingNotes(result.baselines);
  return (
    <>
      <Card
        title="Does it beat simple arithmetic?"
        span={predicts ? 7 : 12}
        actions={label && <OutcomeChip label={label} />}
      >
        <Verdict result={result} unit={unit} />
        {predicts ? <ErrorTable result={result} unit={unit} /> : <RankingTable result={result} />}
        {notes.map((note) => (
          <p key={note} className={styles.n}>
            {note}
          </p>
        ))}
      </Card>
      {predicts && (
        <Card title="For whom does it work?" span={5}>
          <KnownAndNewTable result={result} unit={unit} />
        </Card>
      )}
      {predicts && (
        <Card title="How good is its top 10?" span={result.rivals.length > 0 ? 8 : 12}>
          <RankingTable result={result} />
        </Card>
      )}
      {result.rivals.length > 0 && (
        <Card title="Is it better than the other runs?" span={predicts ? 4 : 12}>
          <p className={styles.n} style={{ margin: "-8px 0 12px" }}>
            Run {run} against each earlier one, on the same test ratings.
          </p>
          <Rivals result={result} unit={unit} />
        </Card>
      )}
    </>
  );
}
