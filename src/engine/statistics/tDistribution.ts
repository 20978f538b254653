import { fUpperTail } from "./fDistribution";
import { NORMAL_975 } from "./normal";
import { findRoot } from "./root";

/** Up to this many degrees the quantile is looked up; beyond, the expansion is exact to 1e-11. */
const MOST_KEPT = 200;
const kept = new Float64Array(MOST_KEPT + 1);

/**
 * What Student's t stays below in 97.5 of 100 cases: 95 % lie between −this and this. NaN below one degree.
 * @param degrees of freedom, a whole number
 */
export function tQuantile975(degrees: number): number {
  if (!(degrees >= 1)) return Number.NaN;
  if (degrees > MOST_KEPT) return expansion(degrees);
  if (kept[degrees] === 0) kept[degrees] = quantile(degrees);
  return kept[degrees];
}

/** t² is F-distributed with one and `degrees` degrees of freedom. The bracket is from no to infinitely many. */
function quantile(degrees: number): number {
  return findRoot((t) => Math.log(fUpperTail(t * t, [1, degrees]) / 0.05), NORMAL_975, 13);
}

const Z = NORMAL_975;
/** Coefficients of 1 / degrees, its square and so on (Fisher and Cornish; Abramowitz & Stegun 26.7.5). */
const CORRECTIONS = [
  (Z ** 3 + Z) / 4,
  (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / 96,
  (3 * Z ** 7 + 19 * Z ** 5 + 17 * Z ** 3 - 15 * Z) / 384,
  (79 * Z ** 9 + 776 * Z ** 7 + 1482 * Z ** 5 - 1920 * Z ** 3 - 945 * Z) / 92160,
] as const;

function expansion(degrees: number): number {
  const [first, second, third, fourth] = CORRECTIONS;
  return Z + (first + (second + (third + fourth / degrees) / degrees) / degrees) / degrees;
}
