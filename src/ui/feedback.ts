import type { Feedback } from "../domain/roles";
import { formatCount, formatNumber } from "./format";

export { nounOf } from "../domain/feedback";

/** What a user did with a product. */
export function verbOf(feedback: Feedback): "rated" | "chose" {
  return feedback === "explicit" ? "rated" : "chose";
}

/** How often a product was chosen, in words: "once", "3 times". */
export function timesWords(count: number): string {
  if (count === 1) return "once";
  return `${Number.isInteger(count) ? formatCount(count) : formatNumber(count)}\u00a0times`;
}
