import { chiSquareUpperTail } from "./chiSquare";
import { NORMAL_975, normalUpperTail } from "./normal";
import type { EqualSharesTest, ShareDifference } from "./types";

/**
 * Pearson's χ² goodness of fit of the counts against equal frequencies; values that never occur count. Null for fewer
 * than two values, or no observation.
 */
export function equalShares(counts: ArrayLike<number>): EqualSharesTest | null {
  const values = counts.length;
  let n = 0;
  for (let i = 0; i < values; i++) n += counts[i];
  if (values < 2 || !(n > 0)) return null;
  const expected = n / values;
  let chiSquare = 0;
  for (let i = 0; i < values; i++) chiSquare += (counts[i] - expected) ** 2 / expected;
  const degrees = values - 1;
  const cramersV = Math.min(Math.sqrt(chiSquare / (n * degrees)), 1);
  return { n, chiSquare, degrees, p: chiSquareUpperTail(chiSquare, degrees), cramersV };
}

/**
 * By how much one value leads another of the same `n` observations, (a − b) / n. The interval is Wald's with the
 * standard error √((pₐ + p_b − (pₐ − p_b)²) / n) of a difference of multinomial shares; p, of both sides, takes the
 * variance as if the two were equally frequent, z = (a − b) / √(a + b), which is McNemar's test. Null without
 * observations.
 */
export function shareDifference(a: number, b: number, n: number): ShareDifference | null {
  if (!(n > 0)) return null;
  const difference = (a - b) / n;
  const margin = NORMAL_975 * Math.sqrt(Math.max((a + b) / n - difference ** 2, 0) / n);
  const z = a === b ? 0 : Math.abs(a - b) / Math.sqrt(a + b);
  return { difference, interval: [difference - margin, difference + margin], p: 2 * normalUpperTail(z) };
}
