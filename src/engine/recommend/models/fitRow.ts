import { ridgeStep } from "../../linear/ridge";

/** The logit of a rating with some row, and its slopes by the row. */
export interface Linear {
  logit: number;
  slopes: Float64Array;
}

/** A row to be fitted to ratings while everything else stands still. */
export interface RowProblem {
  ratings: Float64Array;
  /** Predicted ratings lie between these. */
  range: readonly [low: number, high: number];
  /** Where the logit is the predicted rating itself: then the problem is linear, and one step solves it. */
  isLinear?: boolean;
  /** Σ pull[k] · (row[k] − centre[k])² stands beside the squared errors; each above 0. */
  pull: Float64Array;
  centre: Float64Array;
  /** Writes the logit of each rating with this row and, where they are asked for, its slopes, [ratings × columns]. */
  at(row: Float64Array, logits: Float64Array, slopes: Float64Array | null): void;
  /** What `at` says of each rating at the row that is started from, where it is known. */
  first?: Linear[] | null;
}

/** A step that brings less than this share of the loss is the last. */
const ENOUGH = 1e-7;
const FIRST_DAMPING = 1e-3;
const DAMPING_FACTOR = 8;
/** A rating weighs at least this share of what Gauss–Newton gives it. */
const LEAST_CURVATURE = 0.1;

/**
 * The row of least Σ (rating − predicted)² + Σ pull · (row − centre)², predicted = low + (high − low) · σ(logit), from
 * `start` on, by damped steps (Levenberg 1944, Marquardt 1963). A rating weighs as Newton has it, with the sigmoid's
 * curvature, which far ratings bend the other way: there less than Gauss–Newton has it, but never nothing. Logits are
 * linear in a row (piecewise, through a network), so that there is no other curvature.
 */
export function fitRow(problem: RowProblem, start: Float64Array, mostSteps: number): Float64Array {
  const { pull, centre } = problem;
  let now = place(problem, start, problem.first ?? null, true);
  let damping = FIRST_DAMPING;
  for (let step = 0; step < mostSteps; step++) {
    const drag = pull.map((value, k) => value * (centre[k] - now.row[k]));
    const weight = pull.map((value) => value * (1 + damping) + damping);
    const move = ridgeStep(now.slopes, now.errors, weight, drag);
    const row = now.row.map((value, k) => value + move[k]);
    const next = place(problem, row, null, step + 1 < mostSteps);
    const gain = now.loss - next.loss;
    if (gain > 0) {
      now = next;
      damping /= DAMPING_FACTOR;
    } else {
      damping *= DAMPING_FACTOR;
    }
    if (Math.abs(gain) <= ENOUGH * now.loss) break;
  }
  return now.row;
}

/**
 * The loss of a row; errors and, if they are needed, slopes as a linear problem that has the same gradient and curvature
 * there.
 */
function place(problem: RowProblem, row: Float64Array, known: Linear[] | null, isToGoOn: boolean) {
  const { ratings, range, pull, centre } = problem;
  const [low, span] = [range[0], range[1] - range[0]];
  const [n, columns] = [ratings.length, pull.length];
  const errors = new Float64Array(n);
  const slopes = new Float64Array(n * columns);
  if (known) {
    known.forEach((linear, i) => {
      errors[i] = linear.logit;
      slopes.set(linear.slopes, i * columns);
    });
  } else problem.at(row, errors, isToGoOn ? slopes : null);
  let loss = 0;
  for (let i = 0, from = 0; i < n; i++) {
    if (problem.isLinear) {
      errors[i] = ratings[i] - errors[i];
      loss += errors[i] ** 2;
      continue;
    }
    const share = 1 / (1 + Math.exp(-errors[i]));
    const error = ratings[i] - low - span * share;
    loss += error ** 2;
    const steepness = span * share * (1 - share);
    const curvature = steepness - error * (1 - 2 * share);
    const root = Math.sqrt(steepness * Math.max(LEAST_CURVATURE * steepness, curvature));
    errors[i] = root > 0 ? (error * steepness) / root : 0;
    for (let k = 0; k < columns; k++, from++) slopes[from] *= root;
  }
  for (let k = 0; k < columns; k++) loss += pull[k] * (row[k] - centre[k]) ** 2;
  return { row, errors, slopes, loss };
}
