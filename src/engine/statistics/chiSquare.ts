import { gammaTails, poissonTerm } from "./gamma";

/** Share of the sum below which a term no longer counts. */
const PRECISION = 1e-18;

/**
 * Probability that a χ²-distributed value with these degrees of freedom is at least `x` ≥ 0: Q(degrees/2, x/2). Small
 * probabilities keep their digits, which 1 − CDF would lose.
 */
export function chiSquareUpperTail(x: number, degrees: number): number {
  return x <= 0 ? 1 : gammaTails(degrees / 2, x / 2)[1];
}

/**
 * Probability that a noncentral χ²-distributed value is at most `x`: central χ² probabilities of `degrees` + 2 j, each
 * weighted by Poisson's chance of j when noncentrality / 2 is expected (NIST/Abramowitz & Stegun 26.4.25). Summed from
 * the most likely j outward (Benton & Krishnamoorthy 2003), the first term from logarithms, so that no weight of a large
 * noncentrality underflows. Exact to about 1e-12; below about 1e-150 it may be 0.
 */
export function noncentralChiSquareCdf(x: number, degrees: number, noncentrality: number): number {
  if (x <= 0) return 0;
  const [half, y] = [noncentrality / 2, x / 2];
  const mode = Math.floor(half);
  const shape = degrees / 2 + mode;
  const start = { weight: poissonTerm(mode, half), lower: gammaTails(shape, y)[0], step: poissonTerm(shape, y) };
  let sum = start.weight * start.lower;

  // P(a + 1, y) is P(a, y) less one Poisson term, and that term's neighbours are its multiples.
  let { weight, lower, step } = start;
  for (let j = mode + 1; ; j++) {
    weight *= half / j;
    lower = Math.max(lower - step, 0);
    step *= y / (degrees / 2 + j);
    sum += weight * lower;
    if (!(weight * lower > PRECISION * sum)) break;
  }
  ({ weight, lower, step } = start);
  for (let j = mode - 1; j >= 0; j--) {
    weight *= (j + 1) / half;
    step *= (degrees / 2 + j + 1) / y;
    lower += step;
    sum += weight * lower;
    if (!(weight * lower > PRECISION * sum)) break;
  }
  return Math.min(sum, 1);
}
