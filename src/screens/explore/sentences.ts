import type { Overview } from "../../engine/eda/types";
import { formatAmount, formatCount, formatNumber, formatShare } from "../../ui/format";

type Bin = Overview["ratingDistribution"][number];

/** A bin's name: its value, or the ends of a range. */
export function binLabel({ low, high }: Bin): string {
  return low === high ? formatNumber(low) : `${formatNumber(low)}–${formatNumber(high)}`;
}

/** The most frequent rating, and how much the two ends hold. */
export function distributionSentence({ ratings, ratingDistribution }: Overview): string {
  const bins = ratingDistribution.filter(({ count }) => count > 0);
  const [first] = bins;
  const last = bins.at(-1);
  if (!first || !last) return "There are no ratings.";
  if (bins.length === 1) return `All ${formatAmount(ratings, "rating")} are ${binLabel(first)}.`;
  const top = bins.reduce((best, bin) => (bin.count > best.count ? bin : best));
  const of = (bin: Bin) => formatShare(bin.count / ratings);
  const ends = [first, last].filter((bin) => bin !== top).map((bin) => `${of(bin)} are ${binLabel(bin)}`);
  return `The most frequent rating is ${binLabel(top)} with ${of(top)}; ${ends.join(", ")}.`;
}

/** The busiest period, how the last compares, and what has no time. */
export function timeSentence({ unit, periods, unknown }: NonNullable<Overview["overTime"]>): string {
  const [first] = periods;
  const last = periods.at(-1);
  if (!first || !last) return "No rating has a known time.";
  const top = periods.reduce((best, period) => (period.count > best.count ? period : best));
  const span = first === last ? `All are from ${first.label}` : `From ${first.label} to ${last.label}`;
  const busiest = `the busiest ${unit} is ${top.label} with ${formatAmount(top.count, "rating")}`;
  const untimed = unknown ? ` ${formatAmount(unknown, "rating has", "ratings have")} no known time.` : "";
  return `${span}; ${busiest}.${untimed}`;
}

/** "n = 41,200 ratings", with the part that the chart is about where it is not all. */
export function countLine(shown: number, all = shown): string {
  return shown === all
    ? `n = ${formatAmount(all, "rating")}`
    : `n = ${formatCount(shown)} of ${formatAmount(all, "rating")}`;
}

/** One line about the charts that the file has no column for. */
export function missingSentence(missing: readonly string[]): string {
  const list = new Intl.ListFormat("en", { type: "conjunction" }).format(missing);
  return `This file has no more to show. To see more here, add ${list}, or give an unused column that role on the Data screen.`;
}
