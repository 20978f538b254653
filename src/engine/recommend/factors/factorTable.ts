import { topN } from "../topN";

/** Factors of some products, users or brands, by which they are compared and placed on a map. */
export interface FactorTable {
  /** What each row belongs to, ascending. */
  codes: Int32Array;
  /** Floats of a row. */
  width: number;
  /** Row-major. */
  rows: Float32Array;
  /** Length of each row; never 0. */
  lengths: Float32Array;
}

export interface Neighbour {
  code: number;
  /** From -1 to 1. */
  cosine: number;
}

/** The factors of these codes, in this order; those without factors, or with none but zeros, are left out. */
export function factorTable(
  codes: ArrayLike<number>,
  factorsOf: (code: number) => Float32Array | null,
  width = firstWidth(codes, factorsOf),
): FactorTable {
  const kept = new Int32Array(codes.length);
  const rows = new Float32Array(codes.length * width);
  const lengths = new Float32Array(codes.length);
  let count = 0;
  for (let i = 0; i < codes.length; i++) {
    const factors = factorsOf(codes[i]);
    const length = factors ? Math.hypot(...factors) : 0;
    if (!factors || !(length > 0)) continue;
    kept[count] = codes[i];
    rows.set(factors, count * width);
    lengths[count++] = length;
  }
  return {
    codes: kept.subarray(0, count),
    width,
    rows: rows.subarray(0, count * width),
    lengths: lengths.subarray(0, count),
  };
}

function firstWidth(codes: ArrayLike<number>, factorsOf: (code: number) => Float32Array | null): number {
  for (let i = 0; i < codes.length; i++) {
    const factors = factorsOf(codes[i]);
    if (factors) return factors.length;
  }
  return 0;
}

/** The table's row of a code; -1 where it has none. */
export function placeOf({ codes }: Pick<FactorTable, "codes">, code: number): number {
  let [low, high] = [0, codes.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (codes[middle] === code) return middle;
    if (codes[middle] < code) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Cosine of each row with these factors; 0 where they are all zero. */
export function cosines({ width, rows, lengths }: FactorTable, factors: Float32Array): Float32Array {
  const length = Math.hypot(...factors);
  const found = new Float32Array(lengths.length);
  if (!(length > 0)) return found;
  for (let row = 0, at = 0; row < found.length; row++) {
    let sum = 0;
    for (let k = 0; k < width; k++, at++) sum += rows[at] * factors[k];
    found[row] = Math.max(-1, Math.min(1, sum / (length * lengths[row])));
  }
  return found;
}

/** The allowed codes of highest cosine with these factors, highest first. None for factors of length 0. */
export function nearest(
  table: FactorTable,
  factors: Float32Array,
  count: number,
  allows: (code: number) => boolean,
): Neighbour[] {
  if (!(Math.hypot(...factors) > 0)) return [];
  const found = cosines(table, factors);
  return topN(found, count, (row) => allows(table.codes[row])).map((row) => ({
    code: table.codes[row],
    cosine: found[row],
  }));
}
