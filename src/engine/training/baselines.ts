import { errorFigures } from "./metrics";
import type { Split } from "./split";
import type { BaselineResult, TrainingColumns } from "./types";

/** Predicts the rating at an index of the Dataset. */
type Predictor = (index: number) => number;

/** Pseudo-ratings that pull an id's bias to zero; the best of these on the validation part is used. */
const DAMPINGS = [1, 2, 5, 10, 25, 50];

/** What arithmetic alone reaches on the test part, learnt from the training part. */
export function evaluateBaselines(columns: TrainingColumns, split: Split): BaselineResult[] {
  const mean = globalMean(columns, split.train);
  const predictors: [BaselineResult["name"], Predictor][] = [
    ["global mean", () => mean],
    ["product mean", productMean(columns, split.train, mean)],
    ["damped bias", bestDampedBias(columns, split, mean)],
  ];
  return predictors.map(([name, predict]) => {
    const { rmse, mae } = errorOn(columns, split.test, predict);
    return { name, rmse, mae };
  });
}

export function globalMean({ rating }: TrainingColumns, training: Int32Array): number {
  let sum = 0;
  for (const i of training) sum += rating[i];
  return sum / training.length;
}

/** The product's mean training rating; the global mean where it has none. */
function productMean({ product, products, rating }: TrainingColumns, training: Int32Array, mean: number): Predictor {
  const residual = dampedMeans(product, products, training, 0, (i) => rating[i] - mean);
  return (i) => mean + residual[product[i]];
}

/**
 * mean + product bias + user bias, each a damped mean of what is left: first by product, then by user
 * (Koren 2010, "Factor in the Neighbors", section 2.1).
 */
function dampedBias(columns: TrainingColumns, training: Int32Array, mean: number, damping: number): Predictor {
  const { user, users, product, products, rating } = columns;
  const ofProduct = dampedMeans(product, products, training, damping, (i) => rating[i] - mean);
  const ofUser = dampedMeans(user, users, training, damping, (i) => rating[i] - mean - ofProduct[product[i]]);
  return (i) => mean + ofProduct[product[i]] + ofUser[user[i]];
}

function bestDampedBias(columns: TrainingColumns, { train, validation }: Split, mean: number): Predictor {
  const candidates = DAMPINGS.map((damping) => {
    const predict = dampedBias(columns, train, mean, damping);
    return { predict, rmse: errorOn(columns, validation, predict).rmse ?? 0 };
  });
  return candidates.reduce((best, candidate) => (candidate.rmse < best.rmse ? candidate : best)).predict;
}

/** Sum of the values / (count + damping), by code; 0 for codes without values. */
function dampedMeans(
  codes: Int32Array,
  size: number,
  training: Int32Array,
  damping: number,
  valueAt: (index: number) => number,
): Float64Array {
  const sums = new Float64Array(size);
  const counts = new Int32Array(size);
  for (const i of training) {
    sums[codes[i]] += valueAt(i);
    counts[codes[i]]++;
  }
  for (let code = 0; code < size; code++) if (counts[code] > 0) sums[code] /= counts[code] + damping;
  return sums;
}

function errorOn({ rating }: TrainingColumns, part: Int32Array, predict: Predictor) {
  const predicted = Float64Array.from(part, predict);
  const actual = Float64Array.from(part, (i) => rating[i]);
  return errorFigures(predicted, actual);
}
