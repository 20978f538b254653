import { fUpperTail } from "./fDistribution";
import type { Effect } from "./types";

/**
 * The F test of one effect against the spread within the cells. Null where it cannot be estimated: no degrees of
 * freedom on either side, or nothing that varies within the cells.
 * @param between sum of squares that the effect explains, `within` of what is left in the cells
 */
export function effect(between: number, within: number, degrees: Effect["degrees"]): Effect | null {
  if (degrees[0] < 1 || degrees[1] < 1 || !(within > 0)) return null;
  const f = between / degrees[0] / (within / degrees[1]);
  return { f, degrees, p: fUpperTail(f, degrees), partialEtaSquared: between / (between + within) };
}
