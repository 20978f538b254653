import type { DatasetSummary } from "../../../../engine/read/types";
import { DataTable } from "../../../../ui/DataTable";
import { nounOf } from "../../../../ui/feedback";
import { formatAmount, formatCount, formatNumber, formatRmse, formatShare } from "../../../../ui/format";
import { modelLabel } from "../../../train/choices";
import { comparisonSentence, verdict } from "../../../train/comparisons";
import { plotDomain } from "../../../train/FigureCells";
import { FoldTable, foldNote } from "../../../train/FoldTable";
import { rankingRows, rankingSample } from "../../../train/RankingTable";
import { ratingUnit } from "../../../train/sentences";
import { errorRows, missingNotes, partRows } from "../../../train/TestTables";
import { plotColumn, Value } from "../cells";
import type { FinishedRun } from "../types";

interface Props {
  run: FinishedRun;
  summary: DatasetSummary;
}

/** The Run against simple arithmetic on the test part. */
export function ReportedVerdict({ run: { result }, summary }: Props) {
  const unit = ratingUnit(summary).one;
  return (
    <section className="keep">
      <h3>Does it beat simple arithmetic?</h3>
      <p className="answer">{verdict(result, unit)}</p>
      {result.test.rmse !== null && <Errors result={result} unit={unit} />}
      {missingNotes(result.baselines).map((note) => (
        <p key={note} className="n">
          {note}
        </p>
      ))}
    </section>
  );
}

interface ResultProps {
  result: FinishedRun["result"];
  unit: string;
}

function Errors({ result, unit }: ResultProps) {
  const rows = errorRows(result);
  const domain = plotDomain(rows.map(({ rmse, interval }) => ({ value: rmse, interval })));
  return (
    <>
      <DataTable<(typeof rows)[number]>
        caption={`Errors on the test part, in ${unit}`}
        columns={[
          {
            name: "Predictor",
            cell: ({ name, isRun }) => (isRun ? <strong>{name}, this run</strong> : name),
          },
          plotColumn(domain, ({ rmse, interval, isRun }) => ({
            value: rmse,
            interval,
            tone: isRun ? "ink" : "baseline",
          })),
          {
            name: `RMSE, ${unit}`,
            numeric: true,
            cell: ({ rmse, interval }) => <Value value={rmse} interval={interval} />,
          },
          { name: "MAE", numeric: true, cell: ({ mae, maeInterval }) => <Value value={mae} interval={maeInterval} /> },
        ]}
        rows={rows}
        rowKey={({ name }) => name}
      />
      <p className="n">
        n = {formatAmount(result.split.test, "test rating")}, {formatShare(result.split.newUserShare)} of them by users
        who are not in the training part. Lower is better; small figures and whiskers are 95 % intervals, bootstrapped
        by user.
      </p>
    </>
  );
}

/** How good its ten best products are. */
export function TopTen({ run: { result }, summary }: Props) {
  const rows = rankingRows(result);
  const [first] = rows;
  if (!first) return null;
  const domain = plotDomain(rows.map(({ figures }) => ({ value: figures.ndcg10, interval: figures.ndcgInterval })));
  return (
    <section className="keep">
      <h3>How good is its top 10?</h3>
      <DataTable<(typeof rows)[number]>
        caption="Quality of the ten best products"
        columns={[
          { name: "Predictor", cell: ({ name, isRun }) => (isRun ? <strong>{name}, this run</strong> : name) },
          plotColumn(domain, ({ figures, isRun }) => ({
            value: figures.ndcg10,
            interval: figures.ndcgInterval,
            tone: isRun ? "ink" : "baseline",
          })),
          {
            name: "NDCG@10",
            numeric: true,
            cell: ({ figures }) => <Value value={figures.ndcg10} interval={figures.ndcgInterval} />,
          },
          { name: "Recall@10", numeric: true, cell: ({ figures }) => formatRmse(figures.recall10) },
          { name: "Hit rate", numeric: true, cell: ({ figures }) => formatShare(figures.hitRate10) },
          { name: "Coverage", numeric: true, cell: ({ figures }) => formatShare(figures.coverage) },
          { name: "Novelty", numeric: true, cell: ({ figures }) => formatNumber(figures.novelty) },
        ]}
        rows={rows}
        rowKey={({ name }) => name}
      />
      <p className="n">{rankingSample(first.figures, summary.feedback)} Higher is better.</p>
    </section>
  );
}

/** The Run's errors for users and products that it has seen and for those it has not. */
export function KnownAndNew({ run: { result }, summary }: Props) {
  if (result.test.rmse === null) return null;
  const unit = ratingUnit(summary).one;
  const rows = partRows(result);
  const other = rows[0]?.baseline ? result.comparison?.baseline : undefined;
  const domain = plotDomain(
    rows.flatMap(({ run, baseline }) => [
      { value: run.rmse, interval: run.interval },
      { value: baseline?.rmse ?? null, interval: null },
    ]),
  );
  return (
    <section className="keep">
      <h3>For whom does it work?</h3>
      <DataTable<(typeof rows)[number]>
        caption="Errors for known and new users and products"
        columns={[
          { name: "Test ratings of", cell: ({ name }) => name },
          plotColumn(domain, ({ run, baseline }) => ({
            value: run.rmse,
            interval: run.interval,
            reference: baseline?.rmse ?? null,
            tone: "ink",
          })),
          {
            name: `RMSE, ${unit}`,
            numeric: true,
            cell: ({ run }) => <Value value={run.rmse} interval={run.interval} />,
          },
          ...(other
            ? [
                {
                  name: other,
                  numeric: true,
                  cell: ({ baseline }: (typeof rows)[number]) => formatRmse(baseline?.rmse ?? null),
                },
              ]
            : []),
          { name: "n", numeric: true, cell: ({ run }) => formatCount(run.n) },
        ]}
        rows={rows}
        rowKey={({ name }) => name}
      />
      <p className="n">Known: with a rating in the training part.{other && ` Dashed: ${other} on the same ratings.`}</p>
    </section>
  );
}

/** The same training on other random cuts, where that was asked for. */
export function Folds({ run: { result }, summary }: Props) {
  if (!result.folds) return null;
  return (
    <section className="keep">
      <h3>Does it hold on other cuts?</h3>
      <FoldTable result={result} unit={ratingUnit(summary).one} />
      <p className="n">{foldNote(result.folds.count, nounOf(summary.feedback).many)}</p>
    </section>
  );
}

/** The Run against each earlier one on the same test ratings. */
export function OtherRuns({ run: { id, result }, summary }: Props) {
  if (result.rivals.length === 0) return null;
  const unit = ratingUnit(summary).one;
  return (
    <section className="keep">
      <h3>Is it better than the runs before it?</h3>
      <ul>
        {result.rivals.map((rival) => (
          <li key={rival.run}>
            Run {id} ({modelLabel(result.run.model)}): {comparisonSentence(rival, `run ${rival.run}`, unit)}
          </li>
        ))}
      </ul>
    </section>
  );
}
