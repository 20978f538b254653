/** Of the first `count` numbers of `a` and those of `b` from index `at` on. */
export function dot(a: Float32Array, b: Float32Array, at: number, count: number): number {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += a[k] * b[at + k];
  return sum;
}

/** The sum of the rows of this width that stand one after the other. */
export function sumOfRows(rows: Float32Array, width: number): Float32Array {
  const sum = rows.slice(0, width);
  for (let at = width; at < rows.length; at++) sum[at % width] += rows[at];
  return sum;
}
