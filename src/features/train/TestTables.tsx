import type { BaselineResult, ErrorFigures } from "../../engine/evaluate/types";
import type { RunResult } from "../../engine/train/types";
import { DataTable, type TableColumn } from "../../ui/DataTable";
import { formatAmount, formatCount, formatRmse, formatShare } from "../../ui/format";
import { modelLabel } from "./choices";
import { comparisonSentence, verdict } from "./comparisons";
import { FigureCell, PlotCell, PlotHead, plotDomain } from "./FigureCells";
import styles from "./TestTables.module.css";

interface TestProps {
  result: RunResult;
  /** What ratings are counted in, such as "stars". */
  unit: string;
}

interface ErrorRow extends ErrorFigures {
  name: string;
  isRun: boolean;
}

/** The Run among the baselines that predict ratings, lowest test RMSE first; what has none comes last. */
export function errorRows({ run, test, baselines }: Pick<RunResult, "run" | "test" | "baselines">): ErrorRow[] {
  const mine = { ...test, name: modelLabel(run.model), isRun: true };
  const others = baselines.map((baseline) => ({ ...baseline, isRun: false }));
  return [mine, ...others]
    .filter(({ isRun, rmse }) => rmse !== null || isRun)
    .sort((a, b) => (a.rmse ?? Number.POSITIVE_INFINITY) - (b.rmse ?? Number.POSITIVE_INFINITY));
}

function Name({ name, isRun }: Pick<ErrorRow, "name" | "isRun">) {
  if (!isRun) return <span className={styles.baseline}>{name}</span>;
  return (
    <>
      <strong>{name}</strong> <span className={styles.note}>this run</span>
    </>
  );
}

/** Errors of the Run and of the baselines on the test part, with their intervals. */
export function ErrorTable({ result, unit }: TestProps) {
  const rows = errorRows(result);
  const domain = plotDomain(rows.map(({ rmse, interval }) => ({ value: rmse, interval })));
  return (
    <>
      <DataTable
        caption={`Errors on the test part, in ${unit}`}
        columns={[
          { name: "Predictor", cell: (row: ErrorRow) => <Name {...row} /> },
          {
            name: <PlotHead />,
            cell: ({ rmse, interval, isRun }) => (
              <PlotCell value={rmse} interval={interval} domain={domain} tone={isRun ? "ink" : "baseline"} />
            ),
          },
          {
            name: `RMSE, ${unit}`,
            numeric: true,
            cell: ({ rmse, interval }) => <FigureCell value={rmse} interval={interval} />,
          },
          {
            name: "MAE",
            numeric: true,
            cell: ({ mae, maeInterval }) => <FigureCell value={mae} interval={maeInterval} />,
          },
        ]}
        rows={rows}
        rowKey={({ name }) => name}
      />
      <p className={styles.n}>
        n = {formatAmount(result.split.test, "test rating")}, {formatShare(result.split.newUserShare)} of them by users
        who are not in the training part. Whiskers are 95 % intervals, bootstrapped by user.
      </p>
    </>
  );
}

interface PartRow {
  name: string;
  run: ErrorFigures;
  baseline: ErrorFigures | null;
}

export function partRows({
  test,
  baselines,
  comparison,
}: Pick<RunResult, "test" | "baselines" | "comparison">): PartRow[] {
  const best = baselines.find(({ name, rmse }) => name === comparison?.baseline && rmse !== null) ?? null;
  const row = (name: string, of: "known" | "new" | "knownProducts" | "newProducts"): PartRow => ({
    name,
    run: test[of],
    baseline: best?.[of] ?? null,
  });
  return [
    row("Known users", "known"),
    row("New users", "new"),
    row("Known products", "knownProducts"),
    row("New products", "newProducts"),
  ];
}

/** The Run's errors for users and products that it has seen and for those it has not, beside the best baseline's. */
export function KnownAndNewTable({ result, unit }: TestProps) {
  const rows = partRows(result);
  const other = rows[0]?.baseline ? result.comparison?.baseline : undefined;
  const domain = plotDomain(
    rows.flatMap(({ run, baseline }) => [
      { value: run.rmse, interval: run.interval },
      { value: baseline?.rmse ?? null, interval: null },
    ]),
  );
  const beside: TableColumn<PartRow> = {
    name: other,
    numeric: true,
    cell: ({ baseline }) => <span className={styles.baseline}>{formatRmse(baseline?.rmse ?? null)}</span>,
  };
  return (
    <>
      <DataTable
        caption="Errors for known and new users and products"
        columns={[
          { name: "Test ratings of", cell: ({ name }: PartRow) => name },
          {
            name: <PlotHead />,
            cell: ({ run, baseline }) => (
              <PlotCell
                value={run.rmse}
                interval={run.interval}
                reference={baseline?.rmse ?? null}
                domain={domain}
                tone="ink"
              />
            ),
          },
          {
            name: `RMSE, ${unit}`,
            numeric: true,
            cell: ({ run }) => <FigureCell value={run.rmse} interval={run.interval} />,
          },
          ...(other ? [beside] : []),
          { name: "n", numeric: true, cell: ({ run }) => formatCount(run.n) },
        ]}
        rows={rows}
        rowKey={({ name }) => name}
      />
      <p className={styles.n}>
        Known: with a rating in the training part.{other && ` Dashed: ${other} on the same ratings.`}
      </p>
    </>
  );
}

/** The verdict in words. */
export function Verdict({ result, unit }: TestProps) {
  return (
    <p className={styles.verdict} data-testid="verdict">
      {verdict(result, unit)}
    </p>
  );
}

/** The Run against each earlier one on the same test ratings. */
export function Rivals({ result, unit }: TestProps) {
  return (
    <ul className={styles.list}>
      {result.rivals.map((rival) => (
        <li key={rival.run}>{comparisonSentence(rival, `run ${rival.run}`, unit)}</li>
      ))}
    </ul>
  );
}

/** Baselines that were not computed at all, each with the reason. */
export function missingNotes(baselines: readonly BaselineResult[]): string[] {
  return baselines
    .filter(({ rmse, ranking }) => rmse === null && ranking === null)
    .flatMap(({ name, note }) => (note ? [/^[a-z]/.test(note) ? `${name} ${note}` : `${name}: ${note}`] : []));
}
