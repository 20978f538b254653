import { ridgeStep } from "./ridge";

/** A row to be fitted to ratings while everything else stands still. */
export interface RowProblem {
  ratings: Float64Array;
  /** Predicted ratings lie between these. */
  range: readonly [low: number, high: number];
  /** Σ pull[k] · (row[k] − centre[k])² stands beside the squared errors; each above 0. */
  pull: Float64Array;
  centre: Float64Array;
  /** Writes the logit of each rating with this row, and its slopes by the row, [ratings × columns]. */
  at(row: Float64Array, logits: Float64Array, slopes: Float64Array): void;
}

/** Steps tried at most; a fit to 50 ratings takes about a dozen. */
const MOST_STEPS = 60;
/** A step that brings less than this share of the loss is the last. */
const ENOUGH = 1e-9;
const FIRST_DAMPING = 1e-3;
const MOST_DAMPING = 1e9;

/**
 * The row of least Σ (rating − predicted)² + Σ pull · (row − centre)², predicted = low + (high − low) · σ(logit), by
 * damped Gauss–Newton steps (Levenberg 1944, Marquardt 1963), started from `start`.
 */
export function fitRow(problem: RowProblem, start: Float64Array): Float64Array {
  const { ratings, range, pull, centre } = problem;
  const [low, span] = [range[0], range[1] - range[0]];
  const [n, columns] = [ratings.length, pull.length];
  const logits = new Float64Array(n);

  const place = (row: Float64Array) => {
    const errors = new Float64Array(n);
    const slopes = new Float64Array(n * columns);
    problem.at(row, logits, slopes);
    let loss = 0;
    for (let i = 0, at = 0; i < n; i++) {
      const share = 1 / (1 + Math.exp(-logits[i]));
      errors[i] = ratings[i] - low - span * share;
      loss += errors[i] ** 2;
      const steepness = span * share * (1 - share);
      for (let k = 0; k < columns; k++, at++) slopes[at] *= steepness;
    }
    for (let k = 0; k < columns; k++) loss += pull[k] * (row[k] - centre[k]) ** 2;
    return { row, errors, slopes, loss };
  };

  let now = place(start);
  let damping = FIRST_DAMPING;
  for (let step = 0; step < MOST_STEPS && damping < MOST_DAMPING; step++) {
    const drag = pull.map((value, k) => value * (centre[k] - now.row[k]));
    const weight = pull.map((value) => value * (1 + damping));
    const move = ridgeStep(now.slopes, now.errors, weight, drag);
    const next = place(now.row.map((value, k) => value + move[k]));
    if (!(next.loss < now.loss)) {
      damping *= 8;
      if (move.every((value) => Math.abs(value) < ENOUGH)) break;
      continue;
    }
    const gain = now.loss - next.loss;
    now = next;
    damping /= 8;
    if (gain <= ENOUGH * now.loss) break;
  }
  return now.row;
}
