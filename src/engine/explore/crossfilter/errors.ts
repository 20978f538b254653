import { meanMargin } from "../../statistics/means";
import type { Bin, SelectionErrors } from "../types";
import { errorBins } from "./bins";
import type { Columns } from "./columns";
import type { Mask, RowErrors } from "./mask";

/** The same with the bins that they are shown in. */
export interface BinnedErrors extends RowErrors {
  bins: Bin[];
}

/** A prediction that is no number has no error: its row is left out. */
export function rowErrors({ levels }: Columns, places: Int32Array, predicted: Float32Array): BinnedErrors {
  const { values } = levels;
  const rows = places.filter((_, i) => Number.isFinite(predicted[i]));
  const known = predicted.filter(Number.isFinite);
  const absolute = Float64Array.from(rows, (row, i) => Math.abs(known[i] - values[levels.codes[row]]));
  const largest = absolute.reduce((most, error) => Math.max(most, error), 0);
  const scale = (values[values.length - 1] ?? 0) - (values[0] ?? 0);
  return { rows, absolute, bins: errorBins(largest, scale || 1) };
}

/**
 * RMSE over the test ratings that pass, with an interval from that of the mean squared error; ratings are taken as
 * independent. The bins are of absolute errors.
 */
export function selectionErrors({ rows, absolute, bins }: BinnedErrors, mask: Mask): SelectionErrors {
  const width = bins[0].high;
  const counts = new Uint32Array(bins.length);
  let n = 0;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < rows.length; i++) {
    if (!mask.passes(rows[i], "error")) continue;
    const square = absolute[i] ** 2;
    n++;
    sum += square;
    squares += square * square;
    counts[Math.min(bins.length - 1, Math.floor(absolute[i] / width))]++;
  }
  if (n === 0) return { n, rmse: null, interval: null, bins: counts };
  const margin = meanMargin(n, sum, squares);
  const end = (mse: number) => Math.sqrt(Math.max(0, mse));
  const interval = Number.isNaN(margin) ? null : ([end(sum / n - margin), end(sum / n + margin)] as const);
  return { n, rmse: Math.sqrt(sum / n), interval, bins: counts };
}
