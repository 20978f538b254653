import type { Ratings } from "./baseline";

/** A sparse matrix by row: the entries of row r are at positions `starts[r] .. starts[r + 1]`. */
export interface SparseRows {
  starts: Int32Array;
  /** Column and value of each entry. */
  columns: Int32Array;
  values: Float32Array;
}

/** Users × products: a value for each of these ratings. */
export function historiesOf(
  { users, user, product }: Ratings,
  ratings: Int32Array,
  valueAt: (index: number) => number,
): SparseRows {
  return fill(
    ratings.length,
    users,
    (at) => user[ratings[at]],
    (at) => product[ratings[at]],
    (at) => valueAt(ratings[at]),
  );
}

export function transpose({ starts, columns, values }: SparseRows, width: number): SparseRows {
  const rowOf = new Int32Array(columns.length);
  for (let row = 0; row + 1 < starts.length; row++) rowOf.fill(row, starts[row], starts[row + 1]);
  return fill(
    columns.length,
    width,
    (at) => columns[at],
    (at) => rowOf[at],
    (at) => values[at],
  );
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

/** Counting sort of the entries by row; entries of one row keep their order. */
function fill(
  entries: number,
  rows: number,
  rowOf: (at: number) => number,
  columnOf: (at: number) => number,
  valueAt: (at: number) => number,
): SparseRows {
  const starts = new Int32Array(rows + 1);
  for (let at = 0; at < entries; at++) starts[rowOf(at) + 1]++;
  for (let row = 0; row < rows; row++) starts[row + 1] += starts[row];
  const next = starts.slice();
  const columns = new Int32Array(entries);
  const values = new Float32Array(entries);
  for (let at = 0; at < entries; at++) {
    const to = next[rowOf(at)]++;
    columns[to] = columnOf(at);
    values[to] = valueAt(at);
  }
  return { starts, columns, values };
}
