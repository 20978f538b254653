import type { BaselineOutcome } from "../baselines/evaluate";
import { compareErrors, compareNdcg } from "./compare";
import type { EvaluationPart } from "./part";
import { type RankingTask, rankingBootstrapOf } from "./ranking";
import type { BaselineName, Comparison, TestTrace } from "./types";

/** The test rows, and the users who are ranked for there, on which predictors are compared. */
export interface Ground {
  test: EvaluationPart;
  ranking: RankingTask | null;
}

/**
 * One predictor against another on the same ground: by RMSE where both predict ratings, else by NDCG@10 where both
 * rank. Null where neither is possible: figures of other rows, which their number gives away, or too few users.
 */
export function compareTraces({ test, ranking }: Ground, mine: TestTrace, other: TestTrace): Comparison | null {
  if (mine.predicted && other.predicted) {
    if (mine.predicted.length !== test.part.length || other.predicted.length !== test.part.length) return null;
    return compareErrors(test, mine.predicted, other.predicted);
  }
  if (!ranking || !mine.ndcg || !other.ndcg) return null;
  if (mine.ndcg.length !== ranking.users.length || other.ndcg.length !== ranking.users.length) return null;
  return compareNdcg(rankingBootstrapOf(ranking), mine.ndcg, other.ndcg);
}

/**
 * Against the baseline of least validation RMSE, or, for a predictor that only ranks, that of highest NDCG@10 for the
 * very users that are compared on, so the strongest.
 */
export function compareWithBaselines(
  ground: Ground,
  mine: TestTrace,
  baselines: readonly BaselineOutcome[],
): (Comparison & { baseline: BaselineName }) | null {
  const badness = ({ result }: BaselineOutcome) =>
    mine.predicted ? result.validation.rmse : result.ranking && -result.ranking.ndcg10;
  let best: { outcome: BaselineOutcome; badness: number } | null = null;
  for (const outcome of baselines) {
    const value = badness(outcome);
    if (value !== null && (!best || value < best.badness)) best = { outcome, badness: value };
  }
  if (!best) return null;
  const { result, predictedTest, ndcg } = best.outcome;
  const comparison = compareTraces(ground, mine, { predicted: predictedTest, ndcg });
  return comparison && { ...comparison, baseline: result.name };
}
