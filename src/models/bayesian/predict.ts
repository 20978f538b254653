import { Matrix, solve } from "ml-matrix";
import { binOf, deviation } from "./design";
import type { BayesianSnapshot, SideFeature } from "./types";

/** A rating that a fold-in is given. */
export interface Given {
  product: number;
  rating: number;
  /** Seconds; NaN or left out: the newest year. */
  time?: number;
}

/** Adds the rows of a code's values of the features of one side, and of what everybody there has, to `row`. */
function addSides(
  { sides, width, firstRow, everyUser, everyProduct }: BayesianSnapshot,
  features: readonly SideFeature[],
  of: "user" | "product",
  code: number,
  row: Float64Array,
): Float64Array {
  addRow(row, sides, of === "user" ? everyUser : everyProduct, width, 1);
  for (const [f, feature] of features.entries()) {
    if (feature.of !== of || code + 1 >= feature.starts.length || code < 0) continue;
    const [first, end] = [feature.starts[code], feature.starts[code + 1]];
    for (let at = first; at < end; at++) {
      addRow(row, sides, firstRow[f] + feature.values[at], width, 1 / Math.sqrt(end - first));
    }
  }
  return row;
}

function addRow(row: Float64Array, table: Float32Array, at: number, width: number, factor: number): void {
  for (let k = 0; k < width; k++) row[k] += factor * table[at * width + k];
}

/** Row of a product by code (one that the model does not know: −1) with those of its features. */
export function productRow(model: BayesianSnapshot, features: readonly SideFeature[], code: number): Float64Array {
  const own = code >= 0 ? model.products.subarray(code * model.width, (code + 1) * model.width) : model.unknownProduct;
  return addSides(model, features, "product", code, Float64Array.from(own));
}

/** Row of a user by code at a time, NaN for the newest year without drift. */
export function userRow(
  model: BayesianSnapshot,
  features: readonly SideFeature[],
  code: number,
  time: number,
): Float64Array {
  const own = model.users.subarray(code * model.width, (code + 1) * model.width);
  const row = addSides(model, features, "user", code, Float64Array.from(own));
  addYear(model, time, row);
  if (model.drift.length > 0) row[model.rank] += model.drift[code] * deviation(time - model.meanDate[code]);
  return row;
}

function addYear({ years, firstYear, sides, width }: BayesianSnapshot, time: number, row: Float64Array): void {
  if (years.length === 0) return;
  const year = Number.isNaN(time) ? years.length - 1 : new Date(time * 1000).getUTCFullYear() - firstYear;
  addRow(row, sides, years[Math.min(years.length - 1, Math.max(0, year))], width, 1);
}

/** Predicted rating, not held to the scale. */
export function scoreOf({ offset, rank }: BayesianSnapshot, user: Float64Array, product: Float64Array): number {
  let score = offset + user[rank] + product[rank];
  for (let k = 0; k < rank; k++) score += user[k] * product[k];
  return score;
}

/**
 * Row of a new user from their ratings, in closed form, without the rows of features and year: histories' inputs, then the
 * posterior mean of own factors and bias under their prior (see `userPull`); `code` says whose features they are, −1
 * without any.
 */
export function foldInUser(
  model: BayesianSnapshot,
  features: readonly SideFeature[],
  given: readonly Given[],
  code: number,
): Float64Array {
  const { rank, width, inputs, leastHistory, countBias, userPull } = model;
  const prior = new Float64Array(width);
  prior[rank] = countBias[binOf(given.length)];
  if (inputs.length > 0 && given.length >= leastHistory) {
    for (const { product } of given) addRow(prior, inputs, product, width, 1 / Math.sqrt(given.length));
  }
  if (given.length === 0) return prior;
  const known = addSides(model, features, "user", code, prior.slice());
  const system = Matrix.diag(Array.from(userPull));
  const target = Matrix.zeros(rank + 1, 1);
  for (const { product, rating, time = Number.NaN } of given) {
    const at = known.slice();
    addYear(model, time, at);
    const x = productRow(model, features, product);
    const error = rating - scoreOf(model, at, x);
    x[rank] = 1;
    for (let i = 0; i <= rank; i++) {
      target.set(i, 0, target.get(i, 0) + x[i] * error);
      for (let j = 0; j <= rank; j++) system.set(i, j, system.get(i, j) + x[i] * x[j]);
    }
  }
  const own = solve(system, target);
  for (let k = 0; k <= rank; k++) prior[k] += own.get(k, 0);
  return prior;
}
