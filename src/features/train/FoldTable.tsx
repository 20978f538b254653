import type { FoldFigures, FoldSpread, RunResult } from "../../engine/train/types";
import { DataTable } from "../../ui/DataTable";
import { formatRmse } from "../../ui/format";
import { modelLabel } from "./choices";

interface FoldRow extends FoldFigures {
  name: string;
  isRun: boolean;
}

/** The Run and the baselines over the folds, the best first: by error where there is one, else by ranking. */
function foldRows({ run, folds }: Pick<RunResult, "run" | "folds">): FoldRow[] {
  if (!folds) return [];
  const rows = [
    { ...folds.run, name: modelLabel(run.model), isRun: true },
    ...folds.baselines.map((baseline) => ({ ...baseline, isRun: false })),
  ];
  const badness = ({ rmse, ndcg10 }: FoldRow) => rmse?.mean ?? (ndcg10 ? 1e9 - ndcg10.mean : Number.POSITIVE_INFINITY);
  return rows.filter(({ rmse, ndcg10 }) => rmse ?? ndcg10).sort((a, b) => badness(a) - badness(b));
}

/** "1.0712 ± 0.0103": the mean and the standard deviation over the folds. */
function spreadText(spread: FoldSpread | null): string {
  if (!spread) return "–";
  return `${formatRmse(spread.mean)} ± ${formatRmse(spread.deviation)}`;
}

/** Test figures of the same training on other random cuts, beside those of the baselines. */
export function FoldTable({ result, unit }: { result: Pick<RunResult, "run" | "folds">; unit: string }) {
  const rows = foldRows(result);
  const hasErrors = rows.some(({ rmse }) => rmse !== null);
  return (
    <DataTable
      caption="Mean and standard deviation over the folds"
      columns={[
        { name: "Predictor", cell: ({ name, isRun }: FoldRow) => (isRun ? <strong>{name}</strong> : name) },
        ...(hasErrors ? [{ name: `RMSE, ${unit}`, numeric: true, cell: ({ rmse }: FoldRow) => spreadText(rmse) }] : []),
        { name: "NDCG@10", numeric: true, cell: ({ ndcg10 }) => spreadText(ndcg10) },
      ]}
      rows={rows}
      rowKey={({ name }) => name}
    />
  );
}

/** What the table is of, in a sentence. */
export function foldNote(count: number, many: string): string {
  return (
    `Mean ± standard deviation over ${count} folds: the same training on ${count} random cuts, each of the ${many} tested ` +
    "once, whatever the run’s own split."
  );
}
