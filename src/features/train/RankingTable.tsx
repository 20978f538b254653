import { Tooltip } from "@mantine/core";
import type { Feedback } from "../../domain/roles";
import type { RankingFigures } from "../../engine/evaluate/types";
import type { RunResult } from "../../engine/train/types";
import { DataTable } from "../../ui/DataTable";
import { formatAmount, formatCount, formatNumber, formatRmse, formatShare } from "../../ui/format";
import { modelLabel } from "./choices";
import { FigureCell, PlotCell, PlotHead, plotDomain } from "./FigureCells";
import { doneWith } from "./sentences";
import styles from "./TestTables.module.css";
import { useFeedback } from "./useFeedback";

interface RankingRow {
  name: string;
  isRun: boolean;
  figures: RankingFigures;
}

/** The Run among the baselines that rank, highest NDCG@10 first. */
export function rankingRows({ run, test, baselines }: Pick<RunResult, "run" | "test" | "baselines">): RankingRow[] {
  const name = modelLabel(run.model);
  const mine = test.ranking ? [{ name, isRun: true, figures: test.ranking }] : [];
  const byRating = test.ratingOrder
    ? [{ name: `${name}, by predicted rating`, isRun: false, figures: test.ratingOrder }]
    : [];
  const others = baselines.flatMap(({ name, ranking }) => (ranking ? [{ name, isRun: false, figures: ranking }] : []));
  return [...mine, ...byRating, ...others].sort((a, b) => b.figures.ndcg10 - a.figures.ndcg10);
}

/** How many users were measured, of how many, and what counted as a hit. */
export function rankingSample({ n, eligible, relevantFrom }: RankingFigures, feedback: Feedback): string {
  const users =
    n < eligible
      ? `${formatCount(n)} of ${formatAmount(eligible, "user")}, drawn with the seed,`
      : formatAmount(n, "user");
  const hit = feedback === "explicit" ? `a test rating of ${formatNumber(relevantFrom)} or more` : "a test interaction";
  return `n = ${users} with ${hit}; lists are out of all products, without those ${doneWith(feedback)} in training.`;
}

/** A figure's name that says on focus or hover what it means. */
function Hint({ name, children }: { name: string; children: string }) {
  return (
    <Tooltip label={children}>
      <button type="button" className={styles.hint}>
        {name}
      </button>
    </Tooltip>
  );
}

/** Quality of the ten best products of the Run and of the baselines. */
export function RankingTable({ result }: { result: RunResult }) {
  const feedback = useFeedback();
  const rows = rankingRows(result);
  const [first] = rows;
  if (!first) {
    const lacks =
      feedback === "explicit" ? "test user has a rating that counts as relevant" : "user is in the test part";
    return <p className={styles.note}>No {lacks}, so no list could be measured.</p>;
  }
  const domain = plotDomain(rows.map(({ figures }) => ({ value: figures.ndcg10, interval: figures.ndcgInterval })));
  return (
    <>
      <DataTable
        caption="Quality of the ten best products"
        columns={[
          {
            name: "Predictor",
            cell: ({ name, isRun }: RankingRow) =>
              isRun ? <strong>{name}</strong> : <span className={styles.baseline}>{name}</span>,
          },
          {
            name: <PlotHead />,
            cell: ({ figures, isRun }) => (
              <PlotCell
                value={figures.ndcg10}
                interval={figures.ndcgInterval}
                domain={domain}
                tone={isRun ? "ink" : "baseline"}
              />
            ),
          },
          {
            name: (
              <Hint name="NDCG@10">
                How high the relevant products stand in the list: 1 is the best order, 0 none of them.
              </Hint>
            ),
            numeric: true,
            cell: ({ figures }) => <FigureCell value={figures.ndcg10} interval={figures.ndcgInterval} />,
          },
          {
            name: <Hint name="Recall@10">Share of a user’s relevant products that are in the list.</Hint>,
            numeric: true,
            cell: ({ figures }) => formatRmse(figures.recall10),
          },
          {
            name: <Hint name="Hit rate">Share of users with a relevant product in the list.</Hint>,
            numeric: true,
            cell: ({ figures }) => formatShare(figures.hitRate10),
          },
          {
            name: <Hint name="Coverage">Share of all products that are in anybody’s list.</Hint>,
            numeric: true,
            cell: ({ figures }) => formatShare(figures.coverage),
          },
          {
            name: (
              <Hint name="Novelty">{`How rarely listed products were ${doneWith(feedback)}, in bits: one more is half as often.`}</Hint>
            ),
            numeric: true,
            cell: ({ figures }) => formatNumber(figures.novelty),
          },
        ]}
        rows={rows}
        rowKey={({ name }) => name}
      />
      <p className={styles.n}>{rankingSample(first.figures, feedback)}</p>
    </>
  );
}
