import { intervalOf, LANES, type Sums } from "./bootstrap";
import { bootstrapOf, type EvaluationPart } from "./part";
import type { ErrorFigures, ErrorReport } from "./types";

export type { EvaluationPart } from "./part";

/**
 * Errors of a predictor over the part, and over its ratings of known and of new users, and products.
 * @param predicted rating of each position of the part; empty for what predicts none, whose figures are null
 */
export function errorReport(part: EvaluationPart, predicted: ArrayLike<number>): ErrorReport {
  const { user, product } = part.columns;
  const isKnownUser = (position: number) => part.knownUsers[user[part.part[position]]] === 1;
  const isKnownProduct = (position: number) => part.knownProducts[product[part.part[position]]] === 1;
  return {
    ...errorFigures(part, predicted),
    known: errorFigures(part, predicted, isKnownUser),
    new: errorFigures(part, predicted, (position) => !isKnownUser(position)),
    knownProducts: errorFigures(part, predicted, isKnownProduct),
    newProducts: errorFigures(part, predicted, (position) => !isKnownProduct(position)),
  };
}

/**
 * RMSE and MAE with their intervals over the positions of the part that `include` keeps. An interval is null below six
 * users; a figure is null without ratings, or when it is no finite number.
 * @param predicted rating of each position of the part
 */
export function errorFigures(
  part: EvaluationPart,
  predicted: ArrayLike<number>,
  include: (position: number) => boolean = () => true,
): ErrorFigures {
  const { clusterOf } = bootstrapOf(part);
  const { rating } = part.columns;
  const sums = bootstrapOf(part).emptySums();
  for (let position = 0; position < part.part.length; position++) {
    if (include(position)) addError(sums, clusterOf[position], predicted[position] - rating[part.part[position]]);
  }
  return figuresOfSums(part, sums).figures;
}

/** Lanes of the sums of errors: count, squares, absolute values, and with their sign. */
export function addError(sums: Sums, cluster: number, error: number): void {
  const at = cluster * LANES;
  sums[at]++;
  sums[at + 1] += error * error;
  sums[at + 2] += Math.abs(error);
  sums[at + 3] += error;
}

/** The figures of sums of errors by cluster, with the mean signed error beside them. */
export function figuresOfSums(part: EvaluationPart, sums: Sums) {
  const whole = new Float64Array(LANES);
  for (let at = 0; at < sums.length; at++) whole[at % LANES] += sums[at];
  // Where nothing was predicted there is nothing to resample.
  const totals = whole.every(Number.isFinite) ? bootstrapOf(part).totals(sums) : null;
  const [n] = whole;
  const figures: ErrorFigures = {
    n,
    rmse: finiteOrNull(rmse(whole, 0)),
    mae: finiteOrNull(mae(whole, 0)),
    interval: intervalOf(totals, rmse),
    maeInterval: intervalOf(totals, mae),
  };
  return { figures, meanError: finiteOrNull(meanError(whole, 0)), meanErrorInterval: intervalOf(totals, meanError) };
}

const rmse = (sums: Sums, at: number) => Math.sqrt(sums[at + 1] / sums[at]);
const mae = (sums: Sums, at: number) => sums[at + 2] / sums[at];
const meanError = (sums: Sums, at: number) => sums[at + 3] / sums[at];

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
