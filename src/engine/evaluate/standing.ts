import type { BaselineOutcome } from "./baselines/evaluate";
import { compareErrors, compareNdcg } from "./compare";
import type { EvaluationPart } from "./part";
import { type RankingTask, rankingBootstrapOf } from "./ranking";
import type { BaselineName, BaselineResult, Comparison, ListStanding, RankingFigures, TestTrace } from "./types";

/** Length of the lists that are compared. */
const TEN = 10;

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
 * Against the baseline of least validation RMSE, or of least test RMSE where there is no validation part, which is the
 * hardest to beat; for a predictor that only ranks, by NDCG@10 in the same way. Null below six test users, or six users ranked for.
 */
export function compareWithBaselines(
  ground: Ground,
  mine: TestTrace,
  baselines: readonly BaselineOutcome[],
): (Comparison & { baseline: BaselineName }) | null {
  const best = mine.predicted
    ? (least(baselines, ({ validation }) => validation.rmse) ?? least(baselines, ({ rmse }) => rmse))
    : (least(baselines, ({ validationRanking }) => validationRanking && -validationRanking.ndcg10) ??
      least(baselines, ({ ranking }) => ranking && -ranking.ndcg10));
  if (!best) return null;
  const { result, predictedTest, ndcg } = best;
  const comparison = compareTraces(ground, mine, { predicted: predictedTest, ndcg });
  return comparison && { ...comparison, baseline: result.name };
}

/** A Run's lists against the best baseline's, and against those of the most popular products. */
export function compareLists(
  { ranking }: Ground,
  { ndcg }: TestTrace,
  figures: RankingFigures | null,
  baselines: readonly BaselineOutcome[],
): ListStanding | null {
  if (!ranking || !ndcg || !figures) return null;
  const bootstrap = rankingBootstrapOf(ranking);
  const against = (other: BaselineOutcome | null | undefined) =>
    other?.ndcg ? compareNdcg(bootstrap, ndcg, other.ndcg) : null;
  const best =
    least(baselines, ({ validationRanking }) => validationRanking && -validationRanking.ndcg10) ??
    least(baselines, ({ ranking: ranked }) => ranked && -ranked.ndcg10);
  const comparison = against(best);
  const popular = baselines.find(({ result }) => result.name === "popularity");
  const hits = hitsOf(popular?.result.ranking);
  return {
    comparison: comparison && { ...comparison, baseline: best!.result.name },
    popularity: against(popular),
    hitsRatio: hits > 0 ? hitsOf(figures) / hits : null,
  };
}

/** Relevant products in a list of ten, on average; 0 where that is not known. */
function hitsOf(figures: RankingFigures | null | undefined): number {
  const ten = figures?.detail?.at.find(({ k }) => k === TEN);
  return ten ? ten.precision * TEN : 0;
}

/** The baseline of least badness, the first of equals; null where none has a figure. */
function least(
  baselines: readonly BaselineOutcome[],
  badness: (result: BaselineResult) => number | null,
): BaselineOutcome | null {
  let best: { outcome: BaselineOutcome; badness: number } | null = null;
  for (const outcome of baselines) {
    const value = badness(outcome.result);
    if (value !== null && (!best || value < best.badness)) best = { outcome, badness: value };
  }
  return best?.outcome ?? null;
}
