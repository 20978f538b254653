import type { Breathe } from "../breathe";
import type { FactorTable } from "../factors/factorTable";

export interface Nearest {
  /** Of each row: the rows nearest to it, itself first. */
  indices: number[][];
  /** Their distances: 1 - cosine; above 0 of any but itself, which is how UMAP tells the two apart. */
  distances: number[][];
}

/** Distance of rows that point the same way. */
const CLOSEST = 1e-6;

/** Rows between two breaths. */
const BLOCK = 32;

/** The k rows of highest cosine with each row, itself among them, by comparing all pairs. */
export async function kNearest(
  { rows, width, lengths }: FactorTable,
  k: number,
  breathe: Breathe,
  tell: (done: number) => void,
): Promise<Nearest> {
  const count = lengths.length;
  const unit = rows.slice();
  for (let row = 0, at = 0; row < count; row++) for (let i = 0; i < width; i++) unit[at++] /= lengths[row];
  const nearest: Nearest = { indices: [], distances: [] };
  const best = new Float64Array(k);
  const who = new Int32Array(k);
  for (let row = 0; row < count; row++) {
    best.fill(Number.NEGATIVE_INFINITY);
    const own = unit.subarray(row * width, (row + 1) * width);
    for (let other = 0, at = 0; other < count; other++) {
      let cosine = 0;
      for (let i = 0; i < width; i++) cosine += own[i] * unit[at++];
      if (other === row) cosine = 2; // before whatever points exactly the same way
      if (cosine > best[k - 1]) insert(best, who, cosine, other);
    }
    nearest.indices.push(Array.from(who));
    nearest.distances.push(Array.from(best, (cosine, place) => (place === 0 ? 0 : Math.max(CLOSEST, 1 - cosine))));
    if (row % BLOCK === BLOCK - 1) {
      tell(row + 1);
      await breathe();
    }
  }
  return nearest;
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
