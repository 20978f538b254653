import { solvePositive } from "../linear/cholesky";
import { effect } from "./effect";
import { squaredDeviations } from "./means";
import type { Effect, TwoWay } from "./types";

/** Observations by the levels of two factors: cell (i, j) is at i × columns + j. */
export interface FactorCells {
  rows: number;
  columns: number;
  n: Float64Array;
  sum: Float64Array;
  squares: Float64Array;
}

export function emptyCells(rows: number, columns: number): FactorCells {
  const size = rows * columns;
  return { rows, columns, n: new Float64Array(size), sum: new Float64Array(size), squares: new Float64Array(size) };
}

export function addObservation(cells: FactorCells, row: number, column: number, value: number): void {
  const at = row * cells.columns + column;
  cells.n[at]++;
  cells.sum[at] += value;
  cells.squares[at] += value * value;
}

/**
 * Two-way ANOVA, type II, of unbalanced cells, as statsmodels' `anova_lm(typ=2)` of y ~ C(a) * C(b) has it. A main
 * effect is how much better row + column fits than the other factor alone, the interaction how much better a mean for
 * each cell fits than row + column; each is tested against the spread within the cells. The additive fit is weighted
 * least squares on the cell means, which has the same solution as least squares on the observations (Searle 1971,
 * "Linear Models", chapter 7). Nested fits differ by as many squares as lie between them, so that none is subtracted.
 * An effect is null where it cannot be estimated: a factor with one level; and all are: an empty cell, as many cells as
 * observations, or observations that do not vary within the cells.
 */
export function twoWay(cells: FactorCells): TwoWay {
  const { rows, columns, n, sum, squares } = cells;
  const observations = total(n);
  const residual = observations - n.length;
  const within = n.some((count) => count === 0)
    ? 0
    : total(n.map((count, at) => squaredDeviations(count, sum[at], squares[at])));
  if (!(within > 0)) return { n: observations, row: null, column: null, interaction: null };

  const rowMeans = marginMeans(cells);
  const columnMeans = marginMeans(transposed(cells));
  const additive = additiveFit(cells);
  let [ofRow, ofColumn, ofBoth] = [0, 0, 0];
  n.forEach((count, at) => {
    ofRow += count * (additive[at] - columnMeans[at % columns]) ** 2;
    ofColumn += count * (additive[at] - rowMeans[Math.floor(at / columns)]) ** 2;
    ofBoth += count * (sum[at] / count - additive[at]) ** 2;
  });
  return {
    n: observations,
    row: effect(ofRow, within, [rows - 1, residual]),
    column: effect(ofColumn, within, [columns - 1, residual]),
    interaction: effect(ofBoth, within, [(rows - 1) * (columns - 1), residual]),
  };
}

/** The interaction alone of a two-way ANOVA; null where it cannot be estimated. */
export function interaction(cells: FactorCells): Effect | null {
  return twoWay(cells).interaction;
}

/** Mean of each row's observations. */
function marginMeans({ rows, columns, n, sum }: FactorCells): Float64Array {
  const ofRow = (values: Float64Array, row: number) => total(values.subarray(row * columns, (row + 1) * columns));
  return Float64Array.from({ length: rows }, (_, row) => ofRow(sum, row) / ofRow(n, row));
}

/**
 * Row + column effect fitted to each cell by weighted least squares. The effects of the factor with more levels are
 * eliminated, so that a system of the size of the other is solved; the first column's effect is 0.
 */
function additiveFit(cells: FactorCells): Float64Array {
  const { rows, columns, n, sum } = cells;
  if (rows < columns) return turned(additiveFit(transposed(cells)), columns, rows);
  const rowCounts = new Float64Array(rows);
  const rowSums = new Float64Array(rows);
  n.forEach((count, at) => {
    rowCounts[Math.floor(at / columns)] += count;
    rowSums[Math.floor(at / columns)] += sum[at];
  });
  // The first column's row and column are left out: its effect is 0.
  const free = columns - 1;
  const matrix = new Float64Array(free * free);
  const right = new Float64Array(free);
  for (let i = 0; i < rows; i++) {
    const from = i * columns + 1;
    for (let j = 0; j < free; j++) {
      const count = n[from + j];
      matrix[j * free + j] += count;
      for (let k = 0; k < free; k++) matrix[j * free + k] -= (count * n[from + k]) / rowCounts[i];
      right[j] += sum[from + j] - (count * rowSums[i]) / rowCounts[i];
    }
  }
  const columnEffect = Float64Array.of(0, ...solvePositive(matrix, right));
  const rowEffect = rowSums.map((whole, i) => {
    let explained = 0;
    for (let j = 0; j < columns; j++) explained += n[i * columns + j] * columnEffect[j];
    return (whole - explained) / rowCounts[i];
  });
  return n.map((_, at) => rowEffect[Math.floor(at / columns)] + columnEffect[at % columns]);
}

function transposed({ rows, columns, n, sum, squares }: FactorCells): FactorCells {
  const turn = (values: Float64Array) => turned(values, rows, columns);
  return { rows: columns, columns: rows, n: turn(n), sum: turn(sum), squares: turn(squares) };
}

/** Values of rows × columns cells as columns × rows. */
function turned(values: Float64Array, rows: number, columns: number): Float64Array {
  return values.map((_, at) => values[(at % rows) * columns + Math.floor(at / rows)]);
}

function total(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
