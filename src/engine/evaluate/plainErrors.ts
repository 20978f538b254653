import type { ErrorFigures } from "./types";

/** RMSE and MAE of the predictions over the positions that `include` keeps; null figures where it keeps none. */
export function plainErrors(
  predicted: ArrayLike<number>,
  actual: ArrayLike<number>,
  include: (position: number) => boolean = () => true,
): Pick<ErrorFigures, "n" | "rmse" | "mae"> {
  let n = 0;
  let squares = 0;
  let absolutes = 0;
  for (let position = 0; position < predicted.length; position++) {
    if (!include(position)) continue;
    const error = predicted[position] - actual[position];
    n++;
    squares += error * error;
    absolutes += Math.abs(error);
  }
  return n === 0 ? { n, rmse: null, mae: null } : { n, rmse: Math.sqrt(squares / n), mae: absolutes / n };
}
