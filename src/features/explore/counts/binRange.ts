import type { Bin, Range } from "../../../engine/explore/types";

/** Indices of the first and the last bin that the range touches; null without a range, and where it touches none. */
export function binsOfRange(bins: readonly Bin[], range: Range | undefined): [number, number] | null {
  if (!range) return null;
  const touched = [...bins.keys()].filter((i) => bins[i].high >= range[0] && bins[i].low <= range[1]);
  const [first, last] = [touched[0], touched.at(-1)];
  return first === undefined || last === undefined ? null : [first, last];
}

/** From the low end of the first bin to the high end of the last; undefined, no filter, without bins. */
export function rangeOfBins(bins: readonly Bin[], chosen: readonly [number, number] | null): Range | undefined {
  return chosen ? [bins[chosen[0]].low, bins[chosen[1]].high] : undefined;
}
