import type { Interval } from "../../engine/statistics/types";

/** Between the parts of one figure: they stay on one line. */
const NBSP = "\u00a0";
/** Smaller probabilities say the same to a reader; a saved table has them all. */
const SMALLEST = 0.001;

/** Below this probability chance alone is no good explanation. */
export const LEVEL = 0.05;

export type EffectWord = "negligible" | "small" | "moderate" | "strong";

/** How strong an effect is that is measured from 0 to 1, as a correlation or Cramér's V (Cohen, 1988). */
export function effectWord(v: number): EffectWord {
  const size = Math.abs(v);
  if (size < 0.1) return "negligible";
  if (size < 0.3) return "small";
  return size < 0.5 ? "moderate" : "strong";
}

/** A probability to two significant figures: "p = 0.083"; smaller ones are not told apart, as is usual: "p < 0.001". */
export function pText(p: number): string {
  if (Number.isNaN(p)) return "p unknown";
  const text = probability(p);
  return /^[<>]/.test(text) ? `p ${text}` : `p = ${text}`;
}

/** The same without its name, for a table: "0.083", "< 0.001". */
export function probability(p: number): string {
  if (Number.isNaN(p)) return "–";
  if (p < SMALLEST) return `< ${SMALLEST}`;
  if (p > 0.99) return "> 0.99";
  return p >= 0.1 ? p.toFixed(2) : String(Number(p.toPrecision(2)));
}

/** "95 % interval 0.003 to 0.009", each end written by `format`. */
export function intervalText([low, high]: Interval, format: (end: number) => string): string {
  return `95${NBSP}% interval ${format(low)} to ${format(high)}`;
}
