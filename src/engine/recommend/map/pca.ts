import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import type { FactorTable } from "../factors/factorTable";

/** Multiplications that the covariance may take; of more rows than that allows, every so-manieth is read. */
const MOST_PRODUCTS = 1e8;

export interface Projection {
  /** x and y of each row, one after the other. */
  xy: Float32Array;
  /** Share of the variance that each axis holds. */
  variance: [number, number];
}

/**
 * The rows on the two axes along which they vary most: principal components by the eigenvectors of their covariance
 * (Hotelling 1933). An axis points where its largest component is positive. With one factor all y are 0.
 */
export function principalAxes({ rows, width, codes }: Pick<FactorTable, "rows" | "width" | "codes">): Projection {
  const count = codes.length;
  const means = new Float64Array(width);
  for (let at = 0; at < rows.length; ) for (let k = 0; k < width; k++) means[k] += rows[at++] / count;
  const { values, axes } = leadingAxes(covariance(rows, width, means));
  const xy = new Float32Array(2 * count);
  for (let row = 0, at = 0; row < count; row++) {
    let [x, y] = [0, 0];
    for (let k = 0; k < width; k++) {
      const from = rows[at++] - means[k];
      x += from * axes[0][k];
      y += from * axes[1][k];
    }
    xy[2 * row] = x;
    xy[2 * row + 1] = y;
  }
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0);
  const share = (value: number | undefined) => (total > 0 ? Math.max(0, value ?? 0) / total : 0);
  return { xy, variance: [share(values[0]), share(values[1])] };
}

function covariance(rows: Float32Array, width: number, means: Float64Array): Matrix {
  const sums = new Float64Array(width * width);
  const from = new Float64Array(width);
  const count = rows.length / width;
  const stride = Math.max(1, Math.ceil((count * width * width) / 2 / MOST_PRODUCTS));
  let used = 0;
  for (let row = 0; row < count; row += stride, used++) {
    for (let k = 0, at = row * width; k < width; k++, at++) from[k] = rows[at] - means[k];
    for (let i = 0; i < width; i++) {
      for (let j = i, at = i * width + i; j < width; j++, at++) sums[at] += from[i] * from[j];
    }
  }
  const matrix = Matrix.zeros(width, width);
  for (let i = 0; i < width; i++) {
    for (let j = i; j < width; j++) {
      matrix.set(i, j, sums[i * width + j] / used);
      matrix.set(j, i, sums[i * width + j] / used);
    }
  }
  return matrix;
}

/** Eigenvalues, largest first, and the unit vectors of the first two; a vector of zeros where there is no second. */
function leadingAxes(matrix: Matrix): { values: number[]; axes: [Float64Array, Float64Array] } {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  const order = realEigenvalues.map((_, i) => i).sort((a, b) => realEigenvalues[b] - realEigenvalues[a]);
  const axis = (column: number | undefined) => {
    if (column === undefined) return new Float64Array(matrix.rows);
    const values = Float64Array.from(eigenvectorMatrix.getColumn(column));
    const largest = values.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
    return largest < 0 ? values.map((value) => -value) : values;
  };
  return { values: order.map((i) => realEigenvalues[i]), axes: [axis(order[0]), axis(order[1])] };
}
