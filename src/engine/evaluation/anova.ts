import { fUpperTail } from "./fDistribution";
import type { BiasTest } from "./types";

/** Observations by the levels of two factors: cell (i, j) is at i × columns + j. */
export interface Cells {
  rows: number;
  columns: number;
  n: Float64Array;
  sum: Float64Array;
  squares: Float64Array;
}

/** Below this share of the observations' squares, what is left is rounding. */
const ROUNDING = 1e-12;

export function emptyCells(rows: number, columns: number): Cells {
  const size = rows * columns;
  return { rows, columns, n: new Float64Array(size), sum: new Float64Array(size), squares: new Float64Array(size) };
}

export function addObservation(cells: Cells, row: number, column: number, value: number): void {
  const at = row * cells.columns + column;
  cells.n[at]++;
  cells.sum[at] += value;
  cells.squares[at] += value * value;
}

/**
 * Interaction of a two-way ANOVA, type II, of unbalanced cells: how much worse the sum of two main effects fits than
 * a mean for each cell, against the spread within the cells. The additive fit is weighted least squares on the cell
 * means, which has the same solution as least squares on the observations (Searle 1971, "Linear Models", chapter 7).
 * Null where it cannot be estimated: an empty cell, a factor with one level, as many cells as observations, or
 * observations that do not vary within the cells.
 */
export function interaction(cells: Cells): Pick<BiasTest, "f" | "degrees" | "p" | "partialEtaSquared"> | null {
  const { rows, columns, n, sum, squares } = cells;
  if (rows < 2 || columns < 2 || n.some((count) => count === 0)) return null;
  const degrees: BiasTest["degrees"] = [(rows - 1) * (columns - 1), total(n) - rows * columns];
  const within = total(squares.map((square, at) => square - sum[at] ** 2 / n[at]));
  if (degrees[1] < 1 || !(within > ROUNDING * total(squares))) return null;
  const fitted = additiveFit(rows < columns ? transposed(cells) : cells);
  const between = total(
    n.map((count, at) => {
      const [i, j] = [Math.floor(at / columns), at % columns];
      const additive = rows < columns ? fitted(j, i) : fitted(i, j);
      return count * (sum[at] / count - additive) ** 2;
    }),
  );
  const f = between / degrees[0] / (within / degrees[1]);
  return { f, degrees, p: fUpperTail(f, degrees), partialEtaSquared: between / (between + within) };
}

/**
 * Fitted row + column effect by weighted least squares. The row effects are eliminated, so that a system of the size
 * of `columns` is solved; the first column's effect is 0.
 */
function additiveFit({ rows, columns, n, sum }: Cells): (row: number, column: number) => number {
  const rowCounts = new Float64Array(rows);
  const rowSums = new Float64Array(rows);
  n.forEach((count, at) => {
    rowCounts[Math.floor(at / columns)] += count;
    rowSums[Math.floor(at / columns)] += sum[at];
  });
  const matrix = Array.from({ length: columns }, () => new Float64Array(columns));
  const right = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const count = n[i * columns + j];
      matrix[j][j] += count;
      for (let k = 0; k < columns; k++) matrix[j][k] -= (count * n[i * columns + k]) / rowCounts[i];
      right[j] += sum[i * columns + j] - (count * rowSums[i]) / rowCounts[i];
    }
  }
  const free = solve(
    matrix.slice(1).map((row) => row.slice(1)),
    right.slice(1),
  );
  const columnEffect = Float64Array.of(0, ...free);
  const rowEffect = rowSums.map((whole, i) => {
    let explained = 0;
    for (let j = 0; j < columns; j++) explained += n[i * columns + j] * columnEffect[j];
    return (whole - explained) / rowCounts[i];
  });
  return (row, column) => rowEffect[row] + columnEffect[column];
}

/** Solve a symmetric positive definite system by Cholesky's decomposition; the matrix is overwritten. */
function solve(matrix: Float64Array[], right: Float64Array): Float64Array {
  const x = right.slice();
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i][j];
      for (let k = 0; k < j; k++) rest -= matrix[i][k] * matrix[j][k];
      matrix[i][j] = i === j ? Math.sqrt(rest) : rest / matrix[j][j];
    }
    for (let k = 0; k < i; k++) x[i] -= matrix[i][k] * x[k];
    x[i] /= matrix[i][i];
  }
  for (let i = x.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < x.length; k++) x[i] -= matrix[k][i] * x[k];
    x[i] /= matrix[i][i];
  }
  return x;
}

function transposed({ rows, columns, n, sum, squares }: Cells): Cells {
  const turn = (values: Float64Array) => values.map((_, at) => values[(at % rows) * columns + Math.floor(at / rows)]);
  return { rows: columns, columns: rows, n: turn(n), sum: turn(sum), squares: turn(squares) };
}

function total(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
