import type { Random } from "../domain/random";
import { type DenseParameter, type StartRow, startingAtZero, startingRows } from "./rows";

/** Rows of an earlier model that a table starts from, where it has one for the same id or value. */
export interface EarlierRows {
  /** Rows × width, row-major, of the earlier table. */
  values: Float32Array;
  width: number;
  /** By row of the new table: the earlier row, 0 where it has none and starts at random. */
  from: Int32Array;
}

/** What training goes on from in place of random starting weights. */
export interface EarlierWeights {
  users: EarlierRows;
  products: EarlierRows;
  /** Of `hybrid`. */
  sides: EarlierRows | null;
  dense: readonly Pick<DenseParameter, "name" | "values">[];
}

/**
 * Starting rows that are the earlier ones where there are such: their first `columns` numbers (factors and bias; of
 * `hybrid` the means, while what is known of them is again as little as in any starting row, for the data are others).
 */
export function startingFrom(start: StartRow, earlier: EarlierRows | null | undefined, columns: number): StartRow {
  if (!earlier) return start;
  const { values, width, from } = earlier;
  let row = 1;
  return (target, at) => {
    // Drawn all the same, so that a new row starts as it would without the others.
    start(target, at);
    const known = from[row++];
    if (known > 0) target.set(values.subarray(known * width, known * width + columns), at);
  };
}

/** The starting weights of a table as one array, rows × width, row-major; at zero without random numbers. */
export function startingTable(
  rows: number,
  width: number,
  columns: number,
  random: Random | null,
  earlier?: EarlierRows,
): Float32Array {
  const weights = new Float32Array(rows * width);
  const anew = random ? startingRows(rows, columns, random) : startingAtZero;
  const startRow = startingFrom(anew, earlier, columns);
  for (let row = 1; row < rows; row++) startRow(weights, row * width);
  return weights;
}

/** The layers with the earlier weights in them. */
export function denseFrom(parameters: DenseParameter[], earlier: EarlierWeights | undefined): DenseParameter[] {
  if (!earlier) return parameters;
  return parameters.map((parameter, i) => ({ ...parameter, values: earlier.dense[i].values.slice() }));
}
