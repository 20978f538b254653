/** A Run's own numbering of the ids that its training part knows: rows 1, 2, …; everything else is row 0. */
export interface RowMap {
  /** Row by code of the Dataset. */
  rowOf: Int32Array;
  /** Number of rows, row 0 included. */
  rows: number;
}

/** Rows in the order in which the codes first occur in the training part. */
export function mapRows(codes: Int32Array, vocabularySize: number, training: Int32Array): RowMap {
  const rowOf = new Int32Array(vocabularySize);
  let rows = 1;
  for (const i of training) if (rowOf[codes[i]] === 0) rowOf[codes[i]] = rows++;
  return { rowOf, rows };
}

/** Training ratings by row; none for row 0, which is not trained. */
export function countRows(codes: Int32Array, { rowOf, rows }: RowMap, training: Int32Array): Int32Array {
  const counts = new Int32Array(rows);
  for (const i of training) counts[rowOf[codes[i]]]++;
  counts[0] = 0;
  return counts;
}
