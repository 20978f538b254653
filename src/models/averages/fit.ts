import { Matrix, solve } from "ml-matrix";
import type { RatingRows } from "../bayesian/types";
import { Averages } from "./features";
import type { AdditiveScore, AveragesData } from "./types";

/** Ridge, of standardised features. */
const RIDGE = 5;
/** Rows between two breaths. */
const ROWS_PER_BREATH = 50_000;

/** A ridge regression on averages, each taken without the rating that is learnt from. */
export interface FittedAverages {
  /** Rating of each row, at its time; not held to the scale. */
  predict(rows: Omit<RatingRows, "rating">): Float64Array;
  /** The same as parts that add up, at one time of asking (NaN: the newest of training). */
  at(time: number): AdditiveScore;
}

/**
 * Ridge regression in closed form of ratings on averages of all others (leave-one-out: ours is the stacking of Wolpert 1992
 * with n folds). Not beside effects of products or users: these would leak the rating that was left out.
 */
export async function fitAverages(data: AveragesData, breathe: () => Promise<void>): Promise<FittedAverages> {
  const averages = new Averages(data);
  const { user: ofUser, product: ofProduct, time: ofTime } = averages.groups;
  const columns = ofUser + ofProduct + ofTime;
  const row = new Float64Array(columns);
  const parts = [
    row.subarray(0, ofUser),
    row.subarray(ofUser, ofUser + ofProduct),
    row.subarray(ofUser + ofProduct),
  ] as const;
  const { user, product, rating, time } = data.training;
  const timeOf = (rows: Pick<RatingRows, "time">, i: number) => (rows.time ? rows.time[i] : Number.NaN);
  const means = new Float64Array(columns);
  const products = new Float64Array(columns * columns);
  const targets = new Float64Array(columns);
  const n = user.length;
  // Sums are taken about the first row, so that large values such as times keep their digits.
  const base = new Float64Array(columns);
  for (let i = 0; i < n; i++) {
    averages.ofUser(user[i], i, parts[0]);
    averages.ofProduct(product[i], timeOf({ time }, i), i, parts[1]);
    averages.ofTime(timeOf({ time }, i), i, parts[2]);
    if (i === 0) base.set(row);
    const target = rating[i] - averages.mean;
    for (let a = 0; a < columns; a++) row[a] -= base[a];
    for (let a = 0; a < columns; a++) {
      means[a] += row[a];
      targets[a] += row[a] * target;
      for (let b = 0, at = a * columns; b <= a; b++, at++) products[at] += row[a] * row[b];
    }
    if (i % ROWS_PER_BREATH === 0) await breathe();
  }
  for (let a = 0; a < columns; a++) means[a] /= n;
  const covariance = (a: number, b: number) =>
    products[Math.max(a, b) * columns + Math.min(a, b)] - n * means[a] * means[b];
  const scales = Float64Array.from(means, (_, a) => Math.sqrt(Math.max(0, covariance(a, a)) / n));
  const unit = (a: number) => (scales[a] > 1e-12 ? 1 / scales[a] : 0);
  const system = new Matrix(columns, columns);
  for (let a = 0; a < columns; a++) {
    for (let b = 0; b < columns; b++) system.set(a, b, covariance(a, b) * unit(a) * unit(b) + (a === b ? RIDGE : 0));
  }
  // Ratings less their mean sum to 0, so the targets need no centring.
  const solved = solve(system, Matrix.columnVector(Array.from(targets, (target, a) => target * unit(a)))).to1DArray();
  const weights = Float64Array.from(solved, (weight, a) => weight * unit(a));
  const offset = averages.mean - weights.reduce((sum, weight, a) => sum + weight * (means[a] + base[a]), 0);
  const [userWeights, productWeights, timeWeights] = [
    weights.subarray(0, ofUser),
    weights.subarray(ofUser, ofUser + ofProduct),
    weights.subarray(ofUser + ofProduct),
  ];
  const userPart = (code: number) => {
    averages.ofUser(code, -1, parts[0]);
    return dot(userWeights, parts[0]);
  };
  const productPart = (code: number, at: number) => {
    averages.ofProduct(code, at, -1, parts[1]);
    return dot(productWeights, parts[1]);
  };
  const timePart = (at: number) => {
    averages.ofTime(at, -1, parts[2]);
    return dot(timeWeights, parts[2]);
  };
  return {
    predict: (rows) =>
      Float64Array.from(rows.user, (code, i) => {
        const at = timeOf(rows, i);
        return offset + userPart(code) + productPart(rows.product[i], at) + timePart(at);
      }),
    at: (time) => ({
      offset: offset + timePart(time),
      ofUser: Float32Array.from({ length: data.users }, (_, code) => userPart(code)),
      ofProduct: Float32Array.from({ length: data.products }, (_, code) => productPart(code, time)),
      unknownUser: userPart(-1),
      unknownProduct: productPart(-1, time),
    }),
  };
}

function dot(weights: Float64Array, values: Float64Array): number {
  let sum = 0;
  for (let a = 0; a < weights.length; a++) sum += weights[a] * values[a];
  return sum;
}
