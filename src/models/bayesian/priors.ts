import type { Random } from "../../domain/random";

/** The normal prior of one group of values in one column. */
export interface Prior {
  mean: number;
  precision: number;
}

/** Number, sum and sum of squares of a group's values. */
export type Moments = readonly [number, number, number];

/**
 * Draw a prior anew given its group's values: mean ~ N(0, 1 / precision), where it has one, and precision ~ Gamma(½, ½)
 * before these (as in Rendle 2012, "Factorization machines with libFM", table 2).
 */
export function drawPrior(prior: Prior, [n, sum, squares]: Moments, hasMean: boolean, random: Random): void {
  if (hasMean) {
    prior.mean = sum / (n + 1) + random.normal() / Math.sqrt((n + 1) * prior.precision);
    const about = squares - 2 * prior.mean * sum + n * prior.mean ** 2 + prior.mean ** 2;
    prior.precision = gamma((n + 2) / 2, random) / ((1 + Math.max(0, about)) / 2);
  } else {
    prior.precision = gamma((n + 1) / 2, random) / ((1 + squares) / 2);
  }
}

/** A draw of Gamma(shape, 1), shape at least ½ (Marsaglia & Tsang 2000; below 1 by their boost). */
export function gamma(shape: number, random: Random): number {
  if (shape < 1) return gamma(shape + 1, random) * (1 - random.next()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    if (Math.log(1 - random.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}
