import { singleValues } from "../../read/severalValues";
import { size, textOf } from "../../read/vocabulary";
import type { ProductIndex } from "../products/productIndex";
import { type MapColour, type MapGroups, type MapKind, MOST_GROUPS } from "./types";

/** Upper ends of the error's groups, as shares of the points below each. */
const STEPS = [0.2, 0.4, 0.6, 0.8, 1] as const;

/** Divide points by the values that they have in a segment: the most frequent ones, all others, and unknown. */
export function mapGroups(index: ProductIndex, kind: MapKind, codes: Int32Array, by: MapColour): MapGroups {
  const column = segmentOf(index, kind, by);
  if (!column) return ungrouped(codes.length);
  // A point has one colour: of several values the first.
  const singles = singleValues(column.vocabulary);
  const counts = new Int32Array(singles?.labels.length ?? size(column.vocabulary));
  const values = codes.map((code) => (singles ? singles.of[singles.starts[column.codes[code]]] : column.codes[code]));
  for (const value of values) counts[value]++;
  const ranked = Array.from(counts.keys()).filter((value) => value > 0 && counts[value] > 0);
  ranked.sort((a, b) => counts[b] - counts[a] || a - b);
  const named = ranked.slice(0, MOST_GROUPS);
  const groupOf = new Uint8Array(counts.length).fill(named.length + 1);
  groupOf[0] = 0;
  named.forEach((value, place) => {
    groupOf[value] = place + 1;
  });
  const rest = ranked.slice(named.length);
  return {
    by,
    groups: Uint8Array.from(values, (value) => groupOf[value]),
    labels: named.map((value) => singles?.labels[value] ?? textOf(column.vocabulary, value)),
    counts: named.map((value) => counts[value]),
    others: { points: rest.reduce((sum, value) => sum + counts[value], 0), values: rest.length },
    unknown: counts[0],
  };
}

function segmentOf({ columns }: ProductIndex, kind: MapKind, by: MapColour) {
  if (by === "none" || by === "error" || kind === "brands") return null;
  return (kind === "users" ? columns.userSegments : columns.productSegments)[by] ?? null;
}

function ungrouped(points: number): MapGroups {
  const none = { labels: [], counts: [], others: { points: 0, values: 0 } };
  return { by: "none", groups: new Uint8Array(points), ...none, unknown: points };
}

/** What a Run predicted for ratings of its test part, by their places among all ratings. */
export interface TestErrors {
  places: Int32Array;
  predicted: Float32Array;
}

/**
 * Divide products by the mean absolute error of their test ratings, into fifths from the smallest to the largest.
 * Products without a test rating are unknown.
 */
export function errorGroups(
  { columns, products }: ProductIndex,
  codes: Int32Array,
  { places, predicted }: TestErrors,
): MapGroups {
  const sums = new Float64Array(products);
  const counts = new Int32Array(products);
  places.forEach((place, i) => {
    const product = columns.product[place];
    sums[product] += Math.abs(columns.rating[place] - predicted[i]);
    counts[product]++;
  });
  const errors = Float64Array.from(codes, (code) => sums[code] / counts[code]);
  const sorted = errors.filter((error) => !Number.isNaN(error)).sort();
  if (sorted.length === 0) return { ...ungrouped(codes.length), by: "error" };
  const ends = [...new Set(STEPS.map((share) => sorted[Math.ceil(share * sorted.length) - 1]))];
  const groups = Uint8Array.from(errors, (error) =>
    Number.isNaN(error) ? 0 : 1 + ends.findIndex((end) => error <= end),
  );
  const inGroups = new Int32Array(ends.length + 1);
  for (const group of groups) inGroups[group]++;
  return {
    by: "error",
    groups,
    labels: ends.map((end, i) => rangeWords(i === 0 ? sorted[0] : ends[i - 1], end)),
    counts: Array.from(inGroups.subarray(1)),
    others: { points: 0, values: 0 },
    unknown: inGroups[0],
  };
}

function rangeWords(low: number, high: number): string {
  const [from, to] = [low.toFixed(2), high.toFixed(2)];
  return from === to ? to : `${from} to ${to}`;
}
