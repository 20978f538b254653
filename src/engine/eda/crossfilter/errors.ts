import { meanMargin } from "../../statistics/means";
import type { Bin, ErrorFigures } from "../types";
import { errorBins } from "./bins";
import type { Columns } from "./columns";
import type { Mask } from "./mask";

/** How far a Run's predictions are off: rows of the Dataset, and the absolute error of each. */
export interface RowErrors {
  rows: Int32Array;
  absolute: Float64Array;
  bins: Bin[];
}

export function rowErrors({ levels }: Columns, rows: Int32Array, predicted: Float32Array): RowErrors {
  const absolute = new Float64Array(rows.length);
  let largest = 0;
  rows.forEach((row, i) => {
    absolute[i] = Math.abs(predicted[i]! - levels.values[levels.codes[row]!]!);
    largest = Math.max(largest, absolute[i]!);
  });
  const { values } = levels;
  const scale = (values[values.length - 1] ?? 0) - (values[0] ?? 0);
  return { rows, absolute, bins: errorBins(largest, scale || 1) };
}

/**
 * RMSE over the test ratings that pass, with an interval from that of the mean squared error; ratings are taken as
 * independent. The bins are of absolute errors.
 */
export function errorFigures({ rows, absolute, bins }: RowErrors, mask: Mask): ErrorFigures {
  const width = bins[0]!.high;
  const counts = new Uint32Array(bins.length);
  let n = 0;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < rows.length; i++) {
    if (!mask.passes(rows[i]!, "error")) continue;
    const square = absolute[i]! ** 2;
    n++;
    sum += square;
    squares += square * square;
    counts[Math.min(bins.length - 1, Math.floor(absolute[i]! / width))]++;
  }
  if (n === 0) return { n, rmse: null, interval: null, bins: counts };
  const margin = meanMargin(n, sum, squares);
  const end = (mse: number) => Math.sqrt(Math.max(0, mse));
  const interval = Number.isNaN(margin) ? null : ([end(sum / n - margin), end(sum / n + margin)] as const);
  return { n, rmse: Math.sqrt(sum / n), interval, bins: counts };
}
