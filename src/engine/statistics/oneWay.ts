import { effect } from "./effect";
import { squaredDeviations } from "./means";
import type { OneWay } from "./types";

/**
 * One-way ANOVA of groups, from each one's number, sum and sum of squares of values; groups without values are left
 * out. ω² is (SS − df MS) / (SS + within + MS) with MS the mean square within the groups (Hays 1963), at least 0.
 * Null where there are fewer than two groups, as many groups as values, or no spread within the groups.
 */
export function oneWay(n: ArrayLike<number>, sum: ArrayLike<number>, squares: ArrayLike<number>): OneWay | null {
  const groups = Array.from(n, (_, at) => at).filter((at) => n[at] > 0);
  let [all, whole, within, between] = [0, 0, 0, 0];
  for (const at of groups) {
    all += n[at];
    whole += sum[at];
    within += squaredDeviations(n[at], sum[at], squares[at]);
  }
  for (const at of groups) between += n[at] * (sum[at] / n[at] - whole / all) ** 2;
  const found = effect(between, within, [groups.length - 1, all - groups.length]);
  if (!found) return null;
  const meanSquare = within / found.degrees[1];
  const omegaSquared = (between - found.degrees[0] * meanSquare) / (between + within + meanSquare);
  return { ...found, omegaSquared: Math.max(omegaSquared, 0) };
}
