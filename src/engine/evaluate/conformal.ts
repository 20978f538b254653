import type { Intervals } from "../../domain/intervals";
import type { EvaluationPart } from "./part";

const LEVEL = 0.8;
/** Training ratings of a user, from the first of these to just below the next. */
const GROUP_STARTS = [0, 1, 2, 5, 10];
/** A group of fewer residuals joins the next one; the last, the one before. */
const LEAST_RESIDUALS = 50;

/**
 * How far from the prediction a rating lies, by how much training knows of the user: split conformal prediction (Vovk,
 * Gammerman & Shafer 2005; Lei et al. 2018). Half the interval's width is the ⌈(n + 1) · level⌉-th smallest of the n
 * absolute residuals of the validation part, within each group of users. The interval then holds a fresh rating by such
 * a user with at least that probability, as far as fresh ratings are like those of validation; it is a little too narrow
 * in that the best epoch was chosen by the same part. Null where too few residuals are left for that.
 * @param validation the held-out part
 * @param training indices of the training ratings
 * @param predicted rating of each position of the part
 */
export function conformalIntervals(
  { columns, part }: EvaluationPart,
  training: Int32Array,
  predicted: ArrayLike<number>,
): Intervals | null {
  const { users, user, rating } = columns;
  const trained = new Int32Array(users);
  for (const i of training) trained[user[i]]++;
  const clip = clipTo(rating);
  const residuals: number[][] = GROUP_STARTS.map(() => []);
  part.forEach((i, position) => {
    residuals[groupOf(trained[user[i]])].push(Math.abs(clip(predicted[position]) - rating[i]));
  });
  const groups = joined(residuals).map(({ first, last, values }) => ({
    from: GROUP_STARTS[first],
    to: last + 1 < GROUP_STARTS.length ? GROUP_STARTS[last + 1] - 1 : null,
    n: values.length,
    halfWidth: conformalQuantile(values, LEVEL),
  }));
  if (!groups.every(({ halfWidth }) => Number.isFinite(halfWidth))) return null;
  return { table: { level: LEVEL, groups }, trained: Uint8Array.from(trained, (count) => Math.min(count, 255)) };
}

/** Nobody can rate beyond the scale's ends, so lists show no prediction beyond them. */
function clipTo(rating: Float32Array): (value: number) => number {
  const low = rating.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = rating.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  return (value) => Math.min(high, Math.max(low, value));
}

interface Joined {
  first: number;
  last: number;
  values: number[];
}

/** Neighbouring groups in one until each has enough residuals, or one is left. */
function joined(residuals: readonly number[][]): Joined[] {
  const groups: Joined[] = [];
  residuals.forEach((values, group) => {
    const before = groups.at(-1);
    if (before && before.values.length < LEAST_RESIDUALS) {
      before.values = before.values.concat(values);
      before.last = group;
    } else groups.push({ first: group, last: group, values });
  });
  const last = groups.at(-1)!;
  const before = groups.at(-2);
  if (!before || last.values.length >= LEAST_RESIDUALS) return groups;
  return [...groups.slice(0, -2), { first: before.first, last: last.last, values: before.values.concat(last.values) }];
}

/** The ⌈(n + 1) · level⌉-th smallest of n values: infinite when there are too few of them. */
export function conformalQuantile(values: readonly number[], level: number): number {
  // What rounding adds to a whole number is no reason to take the next one.
  const place = Math.ceil((values.length + 1) * level - 1e-9);
  return place > values.length ? Number.POSITIVE_INFINITY : Float64Array.from(values).sort()[place - 1];
}

function groupOf(ratings: number): number {
  return GROUP_STARTS.findLastIndex((start) => ratings >= start);
}
