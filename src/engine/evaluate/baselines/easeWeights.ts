import { invertInPlace } from "../../linear/invert";
import type { SparseRows } from "./sparse";

/** Pairs of products counted between two breaths: about a millisecond. */
const PAIRS_PER_BREATH = 200_000;

/** Rows of a matrix worked on between two breaths. */
const ROWS_PER_BREATH = 32;

/**
 * How many users have both of two products, and in the diagonal each one: XᵀX.
 * @param histories users × products, with one entry where X is 1
 * @param places row of each product in the result, -1 for one that is left out
 * @param n rows of the result
 */
export async function countTogether(
  { starts, columns }: SparseRows,
  places: Int32Array,
  n: number,
  breathe: () => Promise<void>,
): Promise<Float64Array> {
  const together = new Float64Array(n * n);
  let steps = 0;
  for (let user = 0; user + 1 < starts.length; user++) {
    steps += 1 + (starts[user + 1] - starts[user]) ** 2;
    if (steps > PAIRS_PER_BREATH) {
      steps = 0;
      await breathe();
    }
    for (let a = starts[user]; a < starts[user + 1]; a++) {
      const row = places[columns[a]] * n;
      if (row < 0) continue;
      for (let b = starts[user]; b < starts[user + 1]; b++) {
        const place = places[columns[b]];
        if (place >= 0) together[row + place]++;
      }
    }
  }
  return together;
}

/**
 * Turn XᵀX into the weights of EASE, in place: P = (XᵀX + λI)⁻¹, then B_ij = −P_ij / P_jj with a zero diagonal
 * (Steck 2019, "Embarrassingly Shallow Autoencoders for Sparse Data", equation 8).
 * @param together n × n, row-major
 */
export async function solveEase(
  together: Float64Array,
  n: number,
  lambda: number,
  breathe: () => Promise<void>,
): Promise<Float64Array> {
  for (let i = 0; i < n; i++) together[i * n + i] += lambda;
  await invertInPlace(together, n, breathe);
  const diagonal = Float64Array.from({ length: n }, (_, i) => together[i * n + i]);
  for (let i = 0; i < n; i++) {
    if (i % ROWS_PER_BREATH === 0) await breathe();
    for (let j = 0; j < n; j++) together[i * n + j] /= -diagonal[j];
    together[i * n + i] = 0;
  }
  return together;
}
