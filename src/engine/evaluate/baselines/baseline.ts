import type { TrainingColumns } from "../../read/copies";
import type { CatalogueScorer } from "../ranking";
import type { BaselineName } from "../types";

/** A simple predictor, learnt from the training part. */
export interface Baseline {
  name: BaselineName;
  /** Rating that the user would give the product, both by code, fastest when asked user by user; null if it ranks only. */
  predict: Predictor | null;
  /** Null for one that cannot tell products apart, or that was left out. */
  score: CatalogueScorer | null;
  /** Why one of them is missing: a sentence. */
  note: string | null;
}

/** Users × products of a trial on the validation part, by which a baseline chooses what it has to choose. */
export const TRIAL_PAIRS = 600_000;

export type Predictor = (user: number, product: number) => number;

/** The columns that baselines read. */
export type BaselineColumns = Pick<TrainingColumns, "users" | "products" | "user" | "product" | "rating">;

export function leftOutBaseline(name: BaselineName, reason: string): Baseline {
  return { name, predict: null, score: null, note: `Left out: ${reason}.` };
}

/** Number of training ratings by code. */
export function countByCode(codes: Int32Array, size: number, training: Int32Array): Int32Array {
  const counts = new Int32Array(size);
  for (const i of training) counts[codes[i]]++;
  return counts;
}

/** Sum of a value of the training ratings, by code. */
export function sumByCode(
  codes: Int32Array,
  size: number,
  training: Int32Array,
  valueAt: (index: number) => number,
): Float64Array {
  const sums = new Float64Array(size);
  for (const i of training) sums[codes[i]] += valueAt(i);
  return sums;
}
