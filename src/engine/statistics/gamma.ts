/** Relative change at which a sum or fraction has converged, and a bound of its terms: they grow as √a. */
const PRECISION = 1e-16;
const MOST_TERMS = 1_000_000;
/** Stands for 0 in a denominator. */
const TINY = 1e-300;
/** Stirling's series is exact to rounding from here on. */
const LARGE = 10;

/** ln Γ(z) for z > 0: Stirling's series from 10 on, the recurrence below. */
export function logGamma(z: number): number {
  let product = 1;
  let shifted = z;
  for (; shifted < LARGE; shifted++) product *= shifted;
  const leading = (shifted - 0.5) * Math.log(shifted) - shifted + 0.5 * Math.log(2 * Math.PI);
  return leading + stirlingRest(shifted) - Math.log(product);
}

/** What Stirling's formula leaves of ln Γ(z) (DLMF 5.11.1); from 10 on the next term is below 2e-14. */
export function stirlingRest(z: number): number {
  const w = 1 / (z * z);
  return (1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w / 1188)))) / z;
}

/**
 * xᵃ e⁻ˣ / Γ(a + 1) for x, a ≥ 0: the chance of a when x is expected, by Poisson's distribution. For large a the powers
 * cancel before they are computed (Loader 2000, "Fast and accurate computation of binomial probabilities").
 */
export function poissonTerm(a: number, x: number): number {
  if (x === 0 || a === 0) return a === 0 ? Math.exp(-x) : 0;
  if (a < LARGE) return Math.exp(a * Math.log(x) - x - logGamma(a + 1));
  const excess = (x - a) / a;
  const logRatio = Math.abs(excess) < 0.5 ? Math.log1p(excess) : Math.log(x / a);
  return Math.exp(a * (logRatio - excess) - stirlingRest(a)) / Math.sqrt(2 * Math.PI * a);
}

/**
 * The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 − P(a, x) for a > 0, x ≥ 0 (NIST DLMF 8.2). The
 * smaller keeps its digits: P by its series (8.11.4) up to the mean, Q by its continued fraction (8.9.2) beyond.
 */
export function gammaTails(a: number, x: number): readonly [lower: number, upper: number] {
  if (x < a + 1) {
    const lower = lowerSeries(a, x);
    return [lower, 1 - lower];
  }
  const upper = upperFraction(a, x);
  return [1 - upper, upper];
}

function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let i = 1; i < MOST_TERMS && term > PRECISION * sum; i++) {
    term *= x / (a + i);
    sum += term;
  }
  return poissonTerm(a, x) * sum;
}

/** From front to back (Lentz 1976; Thompson & Barnett 1986). */
function upperFraction(a: number, x: number): number {
  const nonZero = (value: number) => (Math.abs(value) < TINY ? TINY : value);
  let denominator = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / nonZero(denominator);
  let fraction = d;
  for (let i = 1; i < MOST_TERMS; i++) {
    const numerator = i * (a - i);
    denominator += 2;
    d = 1 / nonZero(denominator + numerator * d);
    c = nonZero(denominator + numerator / c);
    fraction *= c * d;
    if (Math.abs(c * d - 1) <= PRECISION) break;
  }
  return poissonTerm(a, x) * a * fraction;
}
