import type { Feedback } from "../../engine/dataset/types";
import type { Overview } from "../../engine/eda/types";
import { nounOf, timesWords } from "../../ui/feedback";
import { formatAmount, formatCount, formatNumber, formatShare } from "../../ui/format";

type Bin = Overview["ratingDistribution"][number];

/** A bin's name: its value, or the ends of a range. */
export function binLabel({ low, high }: Bin): string {
  return low === high ? formatNumber(low) : `${formatNumber(low)}–${formatNumber(high)}`;
}

const list = new Intl.ListFormat("en", { type: "conjunction" });

/** The entries with the highest count: one, or those that share it. */
function largest<Entry extends { count: number }>(entries: readonly Entry[]): Entry[] {
  const most = entries.reduce((highest, { count }) => Math.max(highest, count), 0);
  return entries.filter(({ count }) => count === most);
}

/** The most frequent rating, and how much the two ends hold. */
export function distributionSentence({ ratings, ratingDistribution }: Overview): string {
  const bins = ratingDistribution.filter(({ count }) => count > 0);
  const [first] = bins;
  const last = bins.at(-1);
  if (!first || !last) return "There are no ratings.";
  if (bins.length === 1) return `All ${formatAmount(ratings, "rating")} are ${binLabel(first)}.`;
  const of = (bin: Bin) => formatShare(bin.count / ratings);
  const top = largest(bins);
  const names = list.format(top.map(binLabel));
  const [most] = top;
  const peak =
    top.length === 1
      ? `The most frequent rating is ${names} with`
      : `The most frequent ratings are ${names}, each with`;
  const ends = [first, last].filter((bin) => !top.includes(bin)).map((bin) => `${of(bin)} are ${binLabel(bin)}`);
  return `${[`${peak} ${of(most ?? first)}`, ...ends].join("; ")}.`;
}

/** False where the file does not say how often a product was chosen: then every count is 1. */
export function hasCounts({ ratingDistribution }: Overview): boolean {
  return ratingDistribution.some(({ high }) => high !== 1);
}

/** How often the same product was chosen most commonly, and at most: the distribution of implicit feedback. */
export function countsSentence({ ratings, ratingDistribution }: Overview): string {
  const top = largest(ratingDistribution);
  const most = ratingDistribution.at(-1);
  if (!top[0] || !most) return "There are no interactions.";
  const names = list.format(
    top.map((bin) => (bin.low === bin.high ? timesWords(bin.low) : `${binLabel(bin)}\u00a0times`)),
  );
  const share = formatShare(top[0].count / ratings);
  return `Most commonly ${names} (${share}${top.length > 1 ? " each" : ""}), at most ${timesWords(most.high)}.`;
}

/** The busiest period, how the last compares, and what has no time. */
export function timeSentence(
  { unit, periods, unknown }: NonNullable<Overview["overTime"]>,
  feedback: Feedback,
): string {
  const { one, many } = nounOf(feedback);
  const [first] = periods;
  const last = periods.at(-1);
  if (!first || !last) return `No ${one} has a known time.`;
  const top = largest(periods);
  const [most] = top;
  const span = first === last ? `All are from ${first.label}` : `From ${first.label} to ${last.label}`;
  const amount = formatAmount((most ?? first).count, one);
  const busiest =
    top.length === 1 ? `the busiest ${unit} is ${most?.label} with ${amount}` : `no ${unit} has more than ${amount}`;
  const untimed = unknown ? ` ${formatAmount(unknown, `${one} has`, `${many} have`)} no known time.` : "";
  return `${span}; ${busiest}.${untimed}`;
}

/** "n = 41,200 ratings", with the part that the chart is about where it is not all. */
export function countLine(feedback: Feedback, shown: number, all = shown): string {
  const amount = formatAmount(all, nounOf(feedback).one);
  return shown === all ? `n = ${amount}` : `n = ${formatCount(shown)} of ${amount}`;
}

/** One line about the charts that the file has no column for. */
export function missingSentence(missing: readonly string[]): string {
  return `This file has no more to show. To see more here, add ${list.format(missing)}, or give an unused column that role on the Data screen.`;
}
