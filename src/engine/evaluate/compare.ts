import { isTooFew } from "../../domain/telling";
import type { Interval } from "../statistics/types";
import { type Bootstrap, intervalOf, LANES, pValueOf, type Sums } from "./bootstrap";
import { bootstrapOf, type EvaluationPart } from "./part";
import type { Comparison, Outcome } from "./types";

/** A comparison with the two-sided p-value of "they are alike", for those who make several at once. */
export interface TestedComparison extends Comparison {
  p: number;
}

/**
 * Paired bootstrap of two predictors' RMSE on the same ratings: both are resampled with the same weights, so what the
 * ratings have in common cancels. Null below six users, or where a prediction is no finite number.
 * @param predicted rating of each position of the part
 * @param other the other predictor's
 */
export function compareErrors(
  part: EvaluationPart,
  predicted: ArrayLike<number>,
  other: ArrayLike<number>,
): TestedComparison | null {
  const { rating } = part.columns;
  const actual = (position: number) => rating[part.part[position]];
  const squared = (of: ArrayLike<number>) => (position: number) => (of[position] - actual(position)) ** 2;
  const bootstrap = bootstrapOf(part);
  const found = compareMeans(bootstrap, squared(predicted), squared(other), Math.sqrt);
  if (!found) return null;
  const isSmall = isTooFew(part.part.length, bootstrap.clusters);
  return { metric: "rmse", ...found, outcome: isSmall ? "too few" : outcomeOf(found.interval, "lower") };
}

/**
 * Paired bootstrap of two rankings' NDCG@10 for the same users. Null below six users.
 * @param bootstrap over the measured users
 * @param ndcg of each measured user
 * @param other the other ranking's
 * @param ratings of the part that the users are ranked for on
 */
export function compareNdcg(
  bootstrap: Bootstrap,
  ndcg: ArrayLike<number>,
  other: ArrayLike<number>,
  ratings: number,
): TestedComparison | null {
  const found = compareMeans(
    bootstrap,
    (position) => ndcg[position],
    (position) => other[position],
    (mean) => mean,
  );
  if (!found) return null;
  const isSmall = isTooFew(ratings, bootstrap.clusters);
  return { metric: "ndcg10", ...found, outcome: isSmall ? "too few" : outcomeOf(found.interval, "higher") };
}

/** Difference of `figure` of the mean of one value a position, mine minus the other's, with its interval. */
function compareMeans(
  bootstrap: Bootstrap,
  mine: (position: number) => number,
  other: (position: number) => number,
  figure: (mean: number) => number,
): { difference: number; interval: Interval; p: number } | null {
  const { clusterOf } = bootstrap;
  const sums = bootstrap.emptySums();
  const whole = new Float64Array(LANES);
  for (let position = 0; position < clusterOf.length; position++) {
    const at = clusterOf[position] * LANES;
    sums[at]++;
    sums[at + 1] += mine(position);
    sums[at + 2] += other(position);
  }
  for (let at = 0; at < sums.length; at++) whole[at % LANES] += sums[at];
  const difference = (of: Sums, at: number) => figure(of[at + 1] / of[at]) - figure(of[at + 2] / of[at]);
  const totals = bootstrap.totals(sums);
  const interval = intervalOf(totals, difference);
  return interval && { difference: difference(whole, 0), interval, p: pValueOf(totals, difference) };
}

function outcomeOf([low, high]: Interval, better: "lower" | "higher"): Outcome {
  if (low <= 0 && high >= 0) return "no different";
  return high < 0 === (better === "lower") ? "better" : "worse";
}
