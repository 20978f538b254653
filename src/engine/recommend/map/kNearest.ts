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
  const best = new Float64Array(k);
  const who = new Int32Array(k);
  for (let row = 0; row < count; row++) {
    best.fill(Number.NEGATIVE_INFINITY);
    const from = row * width;
    for (let other = 0, at = 0; other < count; other++) {
      let cosine = 0;
      for (let i = 0; i < width; i++, at++) cosine += unit[from + i] * unit[at];
      if (cosine > best[k - 1] && other !== row) insert(best, who, cosine, other);
    }
    indices.set(who, row * k);
    for (let i = 0; i < k; i++) distances[row * k + i] = Math.max(0, 1 - best[i]);
    if (row % BLOCK === BLOCK - 1) {
      tell(row + 1);
      await breathe();
    }
  }
  return { k, indices, distances };
}

/** Into a list in descending order, at whose end one drops out. */
function insert(best: Float64Array, who: Int32Array, value: number, index: number): void {
  let at = best.length - 1;
  for (; at > 0 && best[at - 1] < value; at--) {
    best[at] = best[at - 1];
    who[at] = who[at - 1];
  }
  best[at] = value;
  who[at] = index;
}
