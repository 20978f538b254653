import type { Feedback } from "../../domain/roles";
import { nounOf } from "../../ui/feedback";
import { formatAmount, formatCount, formatShare } from "../../ui/format";

/** What is counted, at the head of a column or an axis: "Ratings", "Interactions". */
export function countName(feedback: Feedback): string {
  const { many } = nounOf(feedback);
  return many.charAt(0).toUpperCase() + many.slice(1);
}

/** "n = 41,200 ratings", with the part that passes the filter where it is not all. */
export function countLine(feedback: Feedback, shown: number, all = shown): string {
  const amount = formatAmount(all, nounOf(feedback).one);
  return shown === all ? `n = ${amount}` : `n = ${formatCount(shown)} of ${amount}`;
}

/** "12,345 (30 %)", a count with its share of those that are looked at. */
export function countText(count: number, all: number): string {
  // A label with a plain space would be broken into two lines.
  return `${formatCount(count)}\u00a0(${all === 0 ? "–" : formatShare(count / all)})`;
}

/** What a chart without anything to show says in place of its finding. */
export function nothingLeft(feedback: Feedback): string {
  return `No ${nounOf(feedback).one} passes the filters.`;
}

export function sumOf(counts: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += counts[i];
  return sum;
}

const list = new Intl.ListFormat("en", { type: "conjunction" });

/** One line about the charts that the file has no column for. */
export function missingSentence(missing: readonly string[]): string {
  return `This file has no more to show. To see more here, add ${list.format(missing)}, or give an unused column that role on the Data screen.`;
}
