import { valueCounts } from "../dataset/valueCounts";
import type { Overview } from "./types";

const MOST_VALUES = 20;
const BINS = 20;

/**
 * Ratings per distinct value, in the order of the values (`low` = `high` = the value); in 20 bins of equal width when
 * there are more than 20 values. A bin holds low ≤ rating < high, the last one also its upper end.
 */
export function ratingDistribution(ratings: Float32Array): Overview["ratingDistribution"] {
  return byValue(ratings) ?? byBin(ratings);
}

/**
 * The same of counts, which are rarely large: where there are more than 20 values, each bin is twice as wide as the one
 * before (1, 2–3, 4–7 and so on, both ends in the bin), up to the highest count.
 */
export function countDistribution(counts: Float32Array): Overview["ratingDistribution"] {
  return byValue(counts) ?? byDoubling(counts) ?? byBin(counts);
}

/** Null when there are too many values. */
function byValue(ratings: Float32Array): Overview["ratingDistribution"] | null {
  const counts = valueCounts(ratings, MOST_VALUES);
  return counts?.map(([value, count]) => ({ low: shortest(value), high: shortest(value), count })) ?? null;
}

/** Null when there is a count that is not a whole number from 1 on. */
function byDoubling(counts: Float32Array): Overview["ratingDistribution"] | null {
  const bins: number[] = [];
  let most = 1;
  for (const count of counts) {
    if (!Number.isInteger(count) || count < 1) return null;
    const bin = Math.floor(Math.log2(count));
    bins[bin] = (bins[bin] ?? 0) + 1;
    if (count > most) most = count;
  }
  return Array.from(bins, (count = 0, i) => ({ low: 2 ** i, high: Math.min(2 ** (i + 1) - 1, most), count }));
}

function byBin(ratings: Float32Array): Overview["ratingDistribution"] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const rating of ratings) {
    if (rating < low) low = rating;
    if (rating > high) high = rating;
  }
  const width = (high - low) / BINS;
  const counts = new Array<number>(BINS).fill(0);
  for (const rating of ratings) counts[Math.min(BINS - 1, Math.floor((rating - low) / width))]! += 1;
  return counts.map((count, i) => ({
    low: low + i * width,
    high: i === BINS - 1 ? high : low + (i + 1) * width,
    count,
  }));
}

/** 0.1 rather than 0.10000000149: the number that was in the file, of those that make this 32-bit float. */
function shortest(value: number): number {
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}
