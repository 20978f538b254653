import type { Random } from "../domain/random";

/** Floats of an embedding row that holds this many weights: whole groups of four, for texels and vectors. */
export function paddedWidth(columns: number): number {
  return Math.ceil(columns / 4) * 4;
}

/** Outputs of a dense layer in memory: the kernels work on eight columns at a time. */
export function paddedOutputs(outputs: number): number {
  return Math.ceil(outputs / 8) * 8;
}

/** One weight matrix or bias vector of a dense layer. */
export interface DenseParameter {
  name: string;
  shape: number[];
  /** Row-major. */
  values: Float32Array;
  /** Biases do not decay (fastai: `norm_bias_params`). */
  decays: boolean;
}

/** Distinct starting weights: a table of millions takes its rows from these at random, for drawing each is slow. */
const DISTINCT_STARTS = 2 ** 16;

/** Writes the starting weights of a table's next row to `target` from index `at` on; the first call is for row 1. */
export type StartRow = (target: Float32Array, at: number) => void;

/**
 * Starting weights of an embedding table: normal with σ 0.01, cut at two σ (fastai's `Embedding`). Row 0, which unknown
 * ids use, and the padding of the rows stay zero.
 */
export function startingRows(rows: number, columns: number, random: Random): StartRow {
  const trained = (rows - 1) * columns;
  const starts = Float32Array.from({ length: Math.min(DISTINCT_STARTS, trained) }, () => random.truncatedNormal(0.01));
  const each = starts.length === trained;
  let next = 0;
  return (target, at) => {
    for (let i = at; i < at + columns; i++) {
      target[i] = starts[each ? next++ : random.uint32() & (DISTINCT_STARTS - 1)];
    }
  };
}

/** Leaves a new table's row at zero. */
export const startingAtZero: StartRow = () => {};
