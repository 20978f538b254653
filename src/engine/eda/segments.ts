import type { SegmentColumn } from "../dataset/types";
import { size, textOf } from "../dataset/vocabulary";
import type { CountByLabel } from "./types";

/** Number and mean of the ratings of each value, most ratings first; unknown (empty label) among them if there is any. */
export function segmentCounts({ codes, vocabulary }: SegmentColumn, ratings: Float32Array): CountByLabel[] {
  const values = size(vocabulary);
  const counts = new Uint32Array(values);
  const sums = new Float64Array(values);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    counts[code]! += 1;
    sums[code]! += ratings[row]!;
  }
  return Array.from(counts, (count, code) => ({
    label: textOf(vocabulary, code),
    count,
    mean: count === 0 ? null : sums[code]! / count,
  }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}
