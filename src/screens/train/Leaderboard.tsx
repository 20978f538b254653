import type { RunResult } from "../../engine/training/types";
import { Card } from "../../ui/Card";
import { DataTable } from "../../ui/DataTable";
import { formatAmount, formatCount, formatRmse, formatShare } from "../../ui/format";
import { modelLabel } from "./choices";
import styles from "./Leaderboard.module.css";
import { bestBaseline, verdict } from "./sentences";

interface Row {
  name: string;
  isRun: boolean;
  rmse: number | null;
  mae: number | null;
}

/** The Run among the baselines, lowest RMSE first; what has none comes last. */
export function leaderboardRows(result: RunResult): Row[] {
  const run = { name: modelLabel(result.run.model), isRun: true, rmse: result.test.rmse, mae: result.test.mae };
  const baselines = result.baselines.map((baseline) => ({ ...baseline, isRun: false }));
  return [run, ...baselines].sort(
    (a, b) => (a.rmse ?? Number.POSITIVE_INFINITY) - (b.rmse ?? Number.POSITIVE_INFINITY),
  );
}

/** How far from the best baseline: "−0.0123" is better. */
function difference(rmse: number | null, reference: number | undefined): string {
  if (rmse === null || reference === undefined) return "–";
  const gap = rmse - reference;
  const sign = Math.abs(gap) < 0.00005 ? "" : gap < 0 ? "−" : "+";
  return `${sign}${formatRmse(Math.abs(gap))}`;
}

function Name({ row, worseThan }: { row: Row; worseThan: string | null }) {
  if (!row.isRun) return <span className={styles.baseline}>{row.name}</span>;
  return (
    <>
      <strong>{row.name}</strong> <span className={styles.note}>this run</span>
      {worseThan && " "}
      {worseThan && <span className={styles.worse}>worse than {worseThan}</span>}
    </>
  );
}

interface LeaderboardProps {
  result: RunResult;
  /** What ratings are counted in, such as "stars". */
  unit: string;
}

/** Errors of the Run and of the baselines on the test part. */
export function LeaderboardTable({ result, unit }: LeaderboardProps) {
  const best = bestBaseline(result.baselines);
  const { rmse } = result.test;
  const worse = best && rmse !== null && rmse > best.rmse ? best.name : null;
  return (
    <>
      <DataTable
        caption={`Errors on the test part, in ${unit}`}
        columns={[
          { name: "Predictor", cell: (row: Row) => <Name row={row} worseThan={worse} /> },
          { name: `RMSE, ${unit}`, numeric: true, cell: (row) => formatRmse(row.rmse) },
          { name: "MAE", numeric: true, cell: (row) => formatRmse(row.mae) },
          { name: "Against best baseline", numeric: true, cell: (row) => difference(row.rmse, best?.rmse) },
        ]}
        rows={leaderboardRows(result)}
        rowKey={({ name }) => name}
      />
      <p className={styles.n}>
        n = {formatAmount(result.split.test, "test rating")}, {formatShare(result.split.newUserShare)} of them by users
        who are not in the training part.
      </p>
    </>
  );
}

/** The Run's errors for users whom it has seen and for those it has not. */
export function KnownAndNewTable({ test, unit }: { test: RunResult["test"]; unit: string }) {
  const rows = [
    { name: "Known users", note: "seen in training", ...test.known },
    { name: "New users", note: "not seen in training", ...test.new },
  ];
  return (
    <DataTable
      caption="Errors for known and new users"
      columns={[
        {
          name: "Users",
          cell: ({ name, note }: (typeof rows)[number]) => (
            <>
              {name} <span className={styles.note}>{note}</span>
            </>
          ),
        },
        { name: `RMSE, ${unit}`, numeric: true, cell: ({ rmse }) => formatRmse(rmse) },
        { name: "MAE", numeric: true, cell: ({ mae }) => formatRmse(mae) },
        { name: "Test ratings", numeric: true, cell: ({ n }) => formatCount(n) },
      ]}
      rows={rows}
      rowKey={({ name }) => name}
    />
  );
}

/** The verdict in words, with what it does not tell. */
export function Verdict({ result, unit }: LeaderboardProps) {
  return (
    <p className={styles.verdict} data-testid="verdict">
      {verdict(result, unit)} <span className={styles.note}>One run on one test part; no interval yet.</span>
    </p>
  );
}

/** How the selected Run did on the test part, beside simple arithmetic. */
export function Leaderboard({ result, unit }: LeaderboardProps) {
  return (
    <>
      <Card title="Does it beat simple arithmetic?">
        <Verdict result={result} unit={unit} />
        <LeaderboardTable result={result} unit={unit} />
      </Card>
      <Card title="For whom does it work?">
        <KnownAndNewTable test={result.test} unit={unit} />
      </Card>
    </>
  );
}
