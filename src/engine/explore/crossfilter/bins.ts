import type { Feedback } from "../../../domain/roles";
import type { Bin } from "../types";
import type { Levels } from "./levels";

const MOST_VALUES = 20;

/**
 * Bins of the ratings, and the bin of each level: one a value where there are at most 20. Of more, ratings are in 20
 * bins of equal width, counts in bins that double (1, 2–3, 4–7). A bin's ends are the least and the greatest value
 * in it, so that a range of bins holds exactly what they show; bins without a value are left out.
 */
export function ratingBins({ values }: Levels, feedback: Feedback): { bins: Bin[]; binOf: Uint16Array } {
  const placeOf = placing(values, feedback);
  const bins: Bin[] = [];
  const binOf = new Uint16Array(values.length);
  let place = Number.NaN;
  values.forEach((value, level) => {
    const next = placeOf(value, level);
    if (next !== place) bins.push({ low: value, high: value });
    else bins[bins.length - 1].high = value;
    place = next;
    binOf[level] = bins.length - 1;
  });
  return { bins, binOf };
}

function placing(values: Float64Array, feedback: Feedback): (value: number, level: number) => number {
  if (values.length <= MOST_VALUES) return (_, level) => level;
  const [low, high] = [values[0], values[values.length - 1]];
  if (feedback === "implicit" && low >= 1) return (value) => Math.floor(Math.log2(value));
  const width = (high - low) / MOST_VALUES;
  return (value) => Math.min(MOST_VALUES - 1, Math.floor((value - low) / width));
}

/** Ratings that a user or product can have, in bins about as wide on a logarithmic axis: 1, 2, 3, 4, 5–9, 10–19, 20–49. */
export function activityBins(most: number): Bin[] {
  const starts = [1, 2, 3, 4];
  for (let power = 1; power <= most; power *= 10) {
    for (const factor of [5, 10, 20]) if (factor * power <= most) starts.push(factor * power);
  }
  const within = starts.filter((start) => start <= most);
  return within.map((low, i) => ({ low, high: i + 1 < within.length ? within[i + 1] - 1 : most }));
}

/** The bin of each number of ratings from 0 on; 0 is in the first. */
export function binsOfCounts(bins: readonly Bin[], most: number): Uint8Array {
  const binOf = new Uint8Array(most + 1);
  bins.forEach(({ low, high }, bin) => {
    binOf.fill(bin, low, high + 1);
  });
  return binOf;
}

const ERROR_BINS = 16;

/** Bins of absolute errors up to the largest: of equal, round width, each with its lower end, the last with both. */
export function errorBins(largest: number, step: number): Bin[] {
  const width = roundUp(Math.max(largest / ERROR_BINS, step / 1000));
  const count = Math.max(1, Math.ceil(largest / width - 1e-9));
  const end = (i: number) => Number((i * width).toPrecision(12));
  return Array.from({ length: count }, (_, i) => ({ low: end(i), high: end(i + 1) }));
}

/** The least of 1, 2, 2.5 and 5 times a power of ten that is no smaller. */
function roundUp(least: number): number {
  if (!(least > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= least * (1 - 1e-9)) ?? 10) * power;
}
