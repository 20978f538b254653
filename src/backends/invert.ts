/**
 * Replaces a symmetric positive definite matrix by its inverse, in place.
 * @param triangle its lower triangle by rows: row i of n begins at i (i + 1) / 2
 * @param breathe rejects when nobody waits any more
 * @param progress told the share done, 0 to 1
 */
export type Inverter = (
  triangle: Float32Array,
  n: number,
  breathe: () => Promise<void>,
  progress?: (share: number) => void,
) => Promise<void>;

/** `invertInPlace` of a lower triangle, in 64 bits: about a billion multiplications a second. */
export const invertTriangle: Inverter = async (triangle, n, breathe, progress) => {
  const matrix = new Float64Array(n * n);
  for (let i = 0, at = 0; i < n; at += ++i) matrix.set(triangle.subarray(at, at + i + 1), i * n);
  await invertInPlace(matrix, n, breathe, progress);
  for (let i = 0, at = 0; i < n; at += ++i) triangle.set(matrix.subarray(i * n, i * n + i + 1), at);
};

/** Width of a block of pivots. */
const BLOCK = 32;

/** Side of the square of sums that the innermost loop keeps in the processor's registers. */
const TILE = 3;

/** Multiplications between two breaths: some milliseconds. */
const STEPS_PER_BREATH = 8_000_000;

/**
 * Replace a symmetric positive definite matrix by its inverse, in place.
 *
 * The sweep operator (Goodnight 1979, "A Tutorial on the SWEEP Operator"), in blocks: for each block K of pivots
 *
 *   A_ij ← A_ij − A_iK (A_KK)⁻¹ A_Kj,   A_iK ← A_iK (A_KK)⁻¹,   A_KK ← −(A_KK)⁻¹
 *
 * which ends at −A⁻¹. It takes n³ / 2 multiplications, as a Cholesky inverse does, nearly all of them in one loop over
 * contiguous memory; a positive definite matrix needs no pivoting. Only the lower triangle is read and swept.
 *
 * @param matrix n × n, row-major
 * @param progress told the share done, 0 to 1
 */
export async function invertInPlace(
  matrix: Float64Array,
  n: number,
  breathe: () => Promise<void>,
  progress?: (share: number) => void,
): Promise<void> {
  // Rows of A_iK and of A_iK (A_KK)⁻¹; those of K itself and those beyond n stay 0, so that the products leave K alone.
  const right = new Float64Array((n + TILE) * BLOCK);
  const left = new Float64Array((n + TILE) * BLOCK);
  const inverse = new Float64Array(BLOCK * BLOCK);
  let steps = 0;
  for (let from = 0; from < n; from += BLOCK) {
    const to = Math.min(n, from + BLOCK);
    invertPivots(matrix, n, from, to, inverse, BLOCK);
    takeColumns(matrix, n, from, to, right);
    multiplyRows(right, inverse, n, left);
    for (let row = 0; row < n; row += TILE) {
      steps += row * TILE * BLOCK;
      if (steps > STEPS_PER_BREATH) {
        steps = 0;
        await breathe();
      }
      subtractProducts(matrix, n, row, left, right);
    }
    putColumns(matrix, n, from, to, left, inverse);
    progress?.(to / n);
  }
  for (let i = 0; i < n; i++) {
    if (i % 64 === 0) await breathe();
    for (let j = 0; j <= i; j++) matrix[j * n + i] = matrix[i * n + j] = -matrix[i * n + j];
  }
}

/** (A_KK)⁻¹ for K = from .. to in rows of `stride`, 0 beyond: one pivot after the other. */
export function invertPivots(
  matrix: Float32Array | Float64Array,
  n: number,
  from: number,
  to: number,
  inverse: Float64Array,
  stride: number,
): void {
  const width = to - from;
  inverse.fill(0);
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < width; j++) {
      const [low, high] = i < j ? [i, j] : [j, i];
      inverse[i * stride + j] = matrix[(from + high) * n + from + low];
    }
  }
  for (let k = 0; k < width; k++) sweepPivot(inverse, width, stride, k);
  for (let at = 0; at < inverse.length; at++) inverse[at] = -inverse[at];
}

function sweepPivot(block: Float64Array, width: number, stride: number, k: number): void {
  const pivot = block[k * stride + k];
  for (let i = 0; i < width; i++) {
    if (i === k) continue;
    const factor = block[i * stride + k] / pivot;
    for (let j = 0; j < width; j++) if (j !== k) block[i * stride + j] -= factor * block[k * stride + j];
    block[i * stride + k] = factor;
  }
  for (let j = 0; j < width; j++) block[k * stride + j] = block[j * stride + k];
  block[k * stride + k] = -1 / pivot;
}

/** A_iK for every row i outside K; those above K are read from the lower triangle's rows. */
function takeColumns(matrix: Float64Array, n: number, from: number, to: number, right: Float64Array): void {
  right.fill(0);
  for (let k = from; k < to; k++) for (let i = 0; i < from; i++) right[i * BLOCK + k - from] = matrix[k * n + i];
  for (let i = to; i < n; i++) for (let k = from; k < to; k++) right[i * BLOCK + k - from] = matrix[i * n + k];
}

function multiplyRows(right: Float64Array, inverse: Float64Array, n: number, left: Float64Array): void {
  left.fill(0);
  for (let row = 0; row < n * BLOCK; row += BLOCK) {
    for (let k = 0; k < BLOCK; k++) {
      const factor = right[row + k];
      if (factor === 0) continue;
      for (let j = 0; j < BLOCK; j++) left[row + j] += factor * inverse[k * BLOCK + j];
    }
  }
}

/** Subtract left · rightᵀ from three rows of the matrix, up to the diagonal's tile. */
function subtractProducts(matrix: Float64Array, n: number, row: number, left: Float64Array, right: Float64Array): void {
  const tile = new Float64Array(TILE * TILE);
  for (let column = 0; column <= row; column += TILE) {
    let [a, b, c, d, e, f, g, h, i] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
    for (let k = 0, p = row * BLOCK, q = column * BLOCK; k < BLOCK; k++, p++, q++) {
      const u = right[q];
      const v = right[q + BLOCK];
      const w = right[q + 2 * BLOCK];
      const x = left[p];
      const y = left[p + BLOCK];
      const z = left[p + 2 * BLOCK];
      a += x * u;
      b += x * v;
      c += x * w;
      d += y * u;
      e += y * v;
      f += y * w;
      g += z * u;
      h += z * v;
      i += z * w;
    }
    tile[0] = a;
    tile[1] = b;
    tile[2] = c;
    tile[3] = d;
    tile[4] = e;
    tile[5] = f;
    tile[6] = g;
    tile[7] = h;
    tile[8] = i;
    for (let r = 0; r < TILE && row + r < n; r++) {
      for (let s = 0; s < TILE && column + s < n; s++) matrix[(row + r) * n + column + s] -= tile[r * TILE + s];
    }
  }
}

function putColumns(
  matrix: Float64Array,
  n: number,
  from: number,
  to: number,
  left: Float64Array,
  inverse: Float64Array,
): void {
  for (let k = from; k < to; k++) {
    for (let i = 0; i < from; i++) matrix[k * n + i] = left[i * BLOCK + k - from];
    for (let i = from; i <= k; i++) matrix[k * n + i] = -inverse[(i - from) * BLOCK + k - from];
  }
  for (let i = to; i < n; i++) for (let k = from; k < to; k++) matrix[i * n + k] = left[i * BLOCK + k - from];
}
