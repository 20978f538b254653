import { isTooFew } from "../../domain/telling";
import { holm } from "../statistics/holm";
import type { BaselineOutcome } from "./baselines/evaluate";
import { compareErrors, compareNdcg, type TestedComparison } from "./compare";
import { bootstrapOf, type EvaluationPart } from "./part";
import { type RankingTask, rankingBootstrapOf } from "./ranking";
import type {
  BaselineComparison,
  BaselineResult,
  Comparison,
  ListStanding,
  Outcome,
  RankingFigures,
  TestTrace,
} from "./types";

/** Length of the lists that are compared. */
const TEN = 10;
/** Of the tests with several baselines, together. */
const LEVEL = 0.05;

/** The test rows, and the users who are ranked for there, on which predictors are compared. */
export interface Ground {
  test: EvaluationPart;
  ranking: RankingTask | null;
  /** What the validation figures of the baselines are of. */
  validation: EvaluationPart;
  onValidation: RankingTask | null;
}

/** Two predictors by what is told of them. */
type Compare = (baseline: BaselineOutcome) => TestedComparison | null;
type Badness = (result: BaselineResult) => number | null;

/**
 * One predictor against another on the same ground: by RMSE where both predict ratings, else by NDCG@10 where both
 * rank. Null where neither is possible: figures of other rows, which their number gives away, or too few users.
 */
export function compareTraces(ground: Ground, mine: TestTrace, other: TestTrace): Comparison | null {
  const found = mine.predicted && other.predicted ? byErrors(ground, mine, other) : byLists(ground, mine, other);
  return found && told(found);
}

function byErrors({ test }: Ground, mine: TestTrace, other: TestTrace): TestedComparison | null {
  if (!mine.predicted || !other.predicted) return null;
  if (mine.predicted.length !== test.part.length || other.predicted.length !== test.part.length) return null;
  return compareErrors(test, mine.predicted, other.predicted);
}

function byLists({ test, ranking }: Ground, mine: TestTrace, other: TestTrace): TestedComparison | null {
  if (!ranking || !mine.ndcg || !other.ndcg) return null;
  if (mine.ndcg.length !== ranking.users.length || other.ndcg.length !== ranking.users.length) return null;
  return compareNdcg(rankingBootstrapOf(ranking), mine.ndcg, other.ndcg, test.part.length);
}

function traceOf({ predictedTest, ndcg }: BaselineOutcome): TestTrace {
  return { predicted: predictedTest, ndcg };
}

/**
 * Against the baseline of least validation RMSE, or against all of them where the validation part is too small to say
 * which that is; for a predictor that only ranks, by NDCG@10 in the same way. Null below six test users, or users ranked
 * for.
 */
export function compareWithBaselines(
  ground: Ground,
  mine: TestTrace,
  baselines: readonly BaselineOutcome[],
): BaselineComparison | null {
  if (!mine.predicted) return compareListsWithBaselines(ground, mine, baselines);
  const { validation } = ground;
  const canTell = !isTooFew(validation.part.length, bootstrapOf(validation).clusters);
  const compare: Compare = (baseline) => byErrors(ground, mine, traceOf(baseline));
  return againstBest(baselines, canTell, (result) => result.validation.rmse, compare);
}

function compareListsWithBaselines(ground: Ground, mine: TestTrace, baselines: readonly BaselineOutcome[]) {
  const { validation, onValidation } = ground;
  const canTell = onValidation !== null && !isTooFew(validation.part.length, onValidation.users.length);
  const badness: Badness = ({ validationRanking }) => validationRanking && -validationRanking.ndcg10;
  return againstBest(baselines, canTell, badness, (baseline) => byLists(ground, mine, traceOf(baseline)));
}

/** Against the baseline of least badness, where that can be told; else against each of them. */
function againstBest(
  baselines: readonly BaselineOutcome[],
  canTell: boolean,
  badness: Badness,
  compare: Compare,
): BaselineComparison | null {
  const best = canTell ? least(baselines, badness) : null;
  if (best) {
    const found = compare(best);
    return found && { ...told(found), baseline: best.result.name };
  }
  const all = baselines.flatMap((baseline) => {
    const found = compare(baseline);
    return found ? [{ ...found, baseline: baseline.result.name }] : [];
  });
  return againstAll(all);
}

const HARDEST_FIRST: readonly Outcome[] = ["worse", "no different", "better", "too few"];

/**
 * Better where it is better than each, worse where it is worse than any, by p-values that Holm's correction has made
 * larger: the baseline that decides is the hardest to beat of those with the least flattering outcome.
 */
function againstAll(
  all: readonly (TestedComparison & Pick<BaselineComparison, "baseline">)[],
): BaselineComparison | null {
  const adjusted = holm(all.map(({ p }) => p));
  const outcomes = all.map((found, i): BaselineComparison => {
    const outcome = found.outcome === "too few" ? found.outcome : adjusted[i] < LEVEL ? signOf(found) : "no different";
    return { ...told(found), outcome, baseline: found.baseline, ...(all.length > 1 && { among: all.length }) };
  });
  const rank = ({ outcome }: Comparison) => HARDEST_FIRST.indexOf(outcome);
  const [first] = outcomes.sort((a, b) => rank(a) - rank(b) || excess(b) - excess(a));
  return first ?? null;
}

/** How much worse it is than the other: below 0 where it is better. */
function excess({ metric, difference }: Comparison): number {
  return metric === "rmse" ? difference : -difference;
}

function signOf(found: Comparison): Outcome {
  return excess(found) < 0 ? "better" : "worse";
}

/** Without the p-value, which is of use among several alone. */
function told({ metric, difference, interval, outcome }: TestedComparison): Comparison {
  return { metric, difference, interval, outcome };
}

/** A Run's lists against the best baseline's, and against those of the most popular products. */
export function compareLists(
  ground: Ground,
  mine: TestTrace,
  figures: RankingFigures | null,
  baselines: readonly BaselineOutcome[],
): ListStanding | null {
  if (!ground.ranking || !mine.ndcg || !figures) return null;
  const popular = baselines.find(({ result }) => result.name === "popularity");
  const against = popular ? byLists(ground, mine, traceOf(popular)) : null;
  const hits = hitsOf(popular?.result.ranking);
  return {
    comparison: compareListsWithBaselines(ground, mine, baselines),
    popularity: against && told(against),
    hitsRatio: hits > 0 ? hitsOf(figures) / hits : null,
  };
}

/** Relevant products in a list of ten, on average; 0 where that is not known. */
function hitsOf(figures: RankingFigures | null | undefined): number {
  const ten = figures?.detail?.at.find(({ k }) => k === TEN);
  return ten ? ten.precision * TEN : 0;
}

/** The baseline of least badness, the first of equals; null where none has a figure. */
function least(baselines: readonly BaselineOutcome[], badness: Badness): BaselineOutcome | null {
  let best: { outcome: BaselineOutcome; badness: number } | null = null;
  for (const outcome of baselines) {
    const value = badness(outcome.result);
    if (value !== null && (!best || value < best.badness)) best = { outcome, badness: value };
  }
  return best?.outcome ?? null;
}
