import type { Interval } from "../statistics/types";
import { type Bootstrap, intervalOf, LANES, type Sums } from "./bootstrap";
import { bootstrapOf, type EvaluationPart } from "./part";
import type { Comparison, Outcome } from "./types";

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
): Comparison | null {
  const { rating } = part.columns;
  const actual = (position: number) => rating[part.part[position]];
  const squared = (of: ArrayLike<number>) => (position: number) => (of[position] - actual(position)) ** 2;
  const found = compareMeans(bootstrapOf(part), squared(predicted), squared(other), Math.sqrt);
  return found && { metric: "rmse", ...found, outcome: outcomeOf(found.interval, "lower") };
}

/**
 * Paired bootstrap of two rankings' NDCG@10 for the same users. Null below six users.
 * @param bootstrap over the measured users
 * @param ndcg of each measured user
 * @param other the other ranking's
 */
export function compareNdcg(
  bootstrap: Bootstrap,
  ndcg: ArrayLike<number>,
  other: ArrayLike<number>,
): Comparison | null {
  const found = compareMeans(
    bootstrap,
    (position) => ndcg[position],
    (position) => other[position],
    (mean) => mean,
  );
  return found && { metric: "ndcg10", ...found, outcome: outcomeOf(found.interval, "higher") };
}

/** Difference of `figure` of the mean of one value a position, mine minus the other's, with its interval. */
function compareMeans(
  bootstrap: Bootstrap,
  mine: (position: number) => number,
  other: (position: number) => number,
  figure: (mean: number) => number,
): { difference: number; interval: Interval } | null {
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
  const interval = intervalOf(bootstrap.totals(sums), difference);
  return interval && { difference: difference(whole, 0), interval };
}

function outcomeOf([low, high]: Interval, better: "lower" | "higher"): Outcome {
  if (low <= 0 && high >= 0) return "no different";
  return high < 0 === (better === "lower") ? "better" : "worse";
}
