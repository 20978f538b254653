import { BestFew } from "../bestFew";
import type { Breathe } from "../breathe";
import type { FactorTable } from "../factors/factorTable";

/** Of each row the k rows nearest to it, itself left out: row-major, nearest first. */
export interface Nearest {
  k: number;
  indices: Int32Array;
  /** 1 - cosine, from 0 to 2. */
  distances: Float32Array;
}

/** Rows between two breaths. */
const BLOCK = 16;

/** The k rows of highest cosine with each row, by comparing all pairs; k is less than the number of rows. */
export async function kNearest(
  { rows, width, lengths }: Pick<FactorTable, "rows" | "width" | "lengths">,
  k: number,
  breathe: Breathe,
  tell: (done: number) => void,
): Promise<Nearest> {
  const count = lengths.length;
  const unit = rows.slice();
  for (let row = 0, at = 0; row < count; row++) for (let i = 0; i < width; i++) unit[at++] /= lengths[row];
  const indices = new Int32Array(count * k);
  const distances = new Float32Array(count * k);
  for (let row = 0; row < count; row++) {
    const best = new BestFew(k);
    const from = row * width;
    for (let other = 0, at = 0; other < count; other++) {
      let cosine = 0;
      for (let i = 0; i < width; i++, at++) cosine += unit[from + i] * unit[at];
      if (cosine > best.floor && other !== row) best.offer(other, cosine);
    }
    indices.set(best.codes, row * k);
    for (let i = 0; i < k; i++) distances[row * k + i] = Math.max(0, 1 - best.scores[i]);
    if (row % BLOCK === BLOCK - 1) {
      tell(row + 1);
      await breathe();
    }
  }
  return { k, indices, distances };
}
