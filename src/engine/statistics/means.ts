import { tQuantile975 } from "./tDistribution";

/** Below this share of the values' squares, what is left is rounding. */
const ROUNDING = 1e-12;

/**
 * Σ (value − mean)² of at least one value, from their number, sum and sum of squares; never negative, and 0 where it is
 * lost in the squares' rounding.
 */
export function squaredDeviations(n: number, sum: number, squares: number): number {
  const rest = squares - (sum * sum) / n;
  return rest <= ROUNDING * squares ? 0 : rest;
}

/** Half the width of the 95 % t-interval of a mean, in the values' unit; NaN of fewer than two values. */
export function meanMargin(n: number, sum: number, squares: number): number {
  if (n < 2) return Number.NaN;
  return tQuantile975(n - 1) * Math.sqrt(squaredDeviations(n, sum, squares) / (n - 1) / n);
}
