import { logGamma, stirlingRest } from "./gamma";

/**
 * Probability that an F-distributed value with these degrees of freedom is at least `f` ≥ 0: the regularised incomplete
 * beta function I_x(d₂/2, d₁/2) at x = d₂ / (d₂ + d₁ f) (NIST DLMF 8.17). Small probabilities keep their digits, which
 * 1 − CDF would lose.
 */
export function fUpperTail(f: number, [d1, d2]: readonly [number, number]): number {
  if (f <= 0) return 1;
  const ratio = (d1 / d2) * f;
  const [logX, logY] = [-Math.log1p(ratio), -Math.log1p(1 / ratio)];
  const [a, b] = [d2 / 2, d1 / 2];
  const x = 1 / (1 + ratio);
  // The continued fraction converges fast on one side of the mean; the other side is the complement's.
  if (x < (a + 1) / (a + b + 2)) return betaTail(a, b, x, logX, logY);
  return 1 - betaTail(b, a, ratio / (1 + ratio), logY, logX);
}

/** Relative change at which the fraction has converged, and a bound of its terms: they grow as √(a + b). */
const PRECISION = 1e-15;
const MOST_TERMS = 100_000;
/** Stands for 0 in a denominator. */
const TINY = 1e-300;

/** I_x(a, b) by the continued fraction DLMF 8.17.22, from front to back (Lentz 1976; Thompson & Barnett 1986). */
function betaTail(a: number, b: number, x: number, logX: number, logY: number): number {
  const nonZero = (value: number) => (Math.abs(value) < TINY ? TINY : value);
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    let change = 1;
    for (const term of [even, odd]) {
      d = 1 / nonZero(1 + term * d);
      c = nonZero(1 + term / c);
      change = c * d;
      fraction *= change;
    }
    if (Math.abs(change - 1) < PRECISION) break;
  }
  return (Math.exp(a * logX + b * logY - logBeta(a, b)) * fraction) / a;
}

function logBeta(a: number, b: number): number {
  const [small, large] = a < b ? [a, b] : [b, a];
  if (large < 10) return logGamma(small) + logGamma(large) - logGamma(small + large);
  // ln Γ(large + small) − ln Γ(large) by Stirling, arranged so that the large terms cancel before they are computed.
  const rise = (large + small - 0.5) * Math.log1p(small / large) + small * (Math.log(large) - 1);
  return logGamma(small) - (rise + stirlingRest(large + small) - stirlingRest(large));
}
