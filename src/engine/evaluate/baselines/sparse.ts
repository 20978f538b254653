import type { BaselineColumns } from "./baseline";

/** A sparse matrix by row: the entries of row r are at positions `starts[r] .. starts[r + 1]`. */
export interface SparseRows {
  starts: Int32Array;
  /** Column and value of each entry. */
  columns: Int32Array;
  values: Float32Array;
}

/** Users × products: an entry for each of these ratings, with a value by its index. */
export async function historiesOf(
  { users, user, product }: BaselineColumns,
  ratings: Int32Array,
  valueAt: (index: number) => number,
  breathe: () => Promise<void>,
): Promise<SparseRows> {
  const values = new Float32Array(ratings.length);
  for (let at = 0; at < values.length; at++) values[at] = valueAt(ratings[at]);
  await breathe();
  const rows = ratings.map((i) => user[i]);
  const columns = ratings.map((i) => product[i]);
  await breathe();
  return groupRows(rows, users, columns, values, breathe);
}

export async function transpose(
  { starts, columns, values }: SparseRows,
  width: number,
  breathe: () => Promise<void>,
): Promise<SparseRows> {
  const rowOf = new Int32Array(columns.length);
  for (let row = 0; row + 1 < starts.length; row++) rowOf.fill(row, starts[row], starts[row + 1]);
  await breathe();
  return groupRows(columns, width, rowOf, values, breathe);
}

/** More pairs of entries in one row than this take longer than some seconds to visit. */
const MOST_PAIRS = 400_000_000;

/** Why comparing all columns by the rows they share takes too long; null when it does not. */
export function tooManyPairs({ starts }: SparseRows): string | null {
  let pairs = 0;
  for (let row = 0; row + 1 < starts.length; row++) pairs += (starts[row + 1] - starts[row]) ** 2;
  if (pairs <= MOST_PAIRS) return null;
  const [needed, most] = [pairs, MOST_PAIRS].map((value) => value.toLocaleString("en"));
  return `comparing the products takes ${needed} steps; up to ${most} are done here`;
}

/** Counting sort of entries, each with its row, column and value; entries of one row keep their order. */
async function groupRows(
  rowOf: Int32Array,
  rows: number,
  columnOf: Int32Array,
  entryOf: Float32Array,
  breathe: () => Promise<void>,
): Promise<SparseRows> {
  const starts = new Int32Array(rows + 1);
  for (const row of rowOf) starts[row + 1]++;
  for (let row = 0; row < rows; row++) starts[row + 1] += starts[row];
  await breathe();
  const next = starts.slice();
  const columns = new Int32Array(rowOf.length);
  const values = new Float32Array(rowOf.length);
  for (let at = 0; at < rowOf.length; at++) {
    const to = next[rowOf[at]]++;
    columns[to] = columnOf[at];
    values[to] = entryOf[at];
  }
  await breathe();
  return { starts, columns, values };
}
