import type { Feedback } from "../../../domain/roles";
import type { Bin, Survey } from "../../../engine/explore/types";
import { nounOf, timesWords, verbOf } from "../../../ui/feedback";
import { formatAmount, formatCount, formatNumber, formatShare } from "../../../ui/format";
import { nothingLeft, sumOf } from "../chartWords";
import type { Look } from "../look";

const list = new Intl.ListFormat("en", { type: "conjunction" });

/** A bin's name: its value, or the ends of a range. */
export function binLabel({ low, high }: Bin): string {
  return low === high ? formatNumber(low) : `${formatNumber(low)}–${formatNumber(high)}`;
}

/** Indices with the highest count: one, or those that share it. */
function largest(counts: Uint32Array): number[] {
  const most = counts.reduce((highest, count) => Math.max(highest, count), 0);
  return [...counts.keys()].filter((i) => counts[i] === most && most > 0);
}

/** The most frequent rating, and how much the two ends hold; of implicit feedback, how often a product was chosen. */
export function distributionSentence({ survey, selection, feedback }: Look): string {
  const { bins } = survey;
  const counts = selection.distribution;
  const total = sumOf(counts);
  if (total === 0) return nothingLeft(feedback);
  const top = largest(counts);
  const of = (bin: number) => formatShare(counts[bin] / total);
  if (feedback === "implicit") {
    const names = list.format(
      top.map((bin) =>
        bins[bin].low === bins[bin].high ? timesWords(bins[bin].low) : `${binLabel(bins[bin])}\u00a0times`,
      ),
    );
    const last = [...counts.keys()].filter((bin) => counts[bin] > 0).at(-1)!;
    return `Most commonly ${names} (${of(top[0])}${top.length > 1 ? " each" : ""}), at most ${timesWords(bins[last].high)}.`;
  }
  const held = [...counts.keys()].filter((bin) => counts[bin] > 0);
  if (held.length === 1) return `All ${formatAmount(total, "rating")} are ${binLabel(bins[held[0]])}.`;
  const names = list.format(top.map((bin) => binLabel(bins[bin])));
  const peak =
    top.length === 1
      ? `The most frequent rating is ${names} with`
      : `The most frequent ratings are ${names}, each with`;
  const ends = [held[0], held.at(-1)!]
    .filter((bin) => !top.includes(bin))
    .map((bin) => `${of(bin)} are ${binLabel(bins[bin])}`);
  return `${[`${peak} ${of(top[0])}`, ...ends].join("; ")}.`;
}

/** False where the file does not say how often a product was chosen: then every count is 1. */
export function hasCounts({ bins }: Pick<Survey, "bins">): boolean {
  return bins.some(({ high }) => high !== 1);
}

/** The busiest period, and what has no time. */
export function timeSentence({ survey, selection, feedback }: Look): string {
  const { one, many } = nounOf(feedback);
  const counts = selection.periods!.n;
  const { labels, unit } = survey.periods!;
  const held = [...counts.keys()].filter((i) => counts[i] > 0);
  const [first, last] = [held[0], held.at(-1)];
  if (first === undefined || last === undefined) return nothingLeft(feedback);
  const top = largest(counts);
  const span = first === last ? `All are from ${labels[first]}` : `From ${labels[first]} to ${labels[last]}`;
  const amount = formatAmount(counts[top[0]], one);
  const busiest =
    top.length === 1 ? `the busiest ${unit} is ${labels[top[0]]} with ${amount}` : `no ${unit} has more than ${amount}`;
  const untimed = survey.untimed
    ? ` ${formatAmount(survey.untimed, `${one} of the file has`, `${many} of the file have`)} no known time.`
    : "";
  return `${span}; ${busiest}.${untimed}`;
}

/** The share that has a single rating, and how much the most active have. */
export function activitySentence(look: Look, of: "users" | "products"): string {
  const { selection, survey, feedback } = look;
  const counts = of === "users" ? selection.userActivity : selection.productActivity;
  const all = sumOf(counts);
  if (all === 0) return nothingLeft(feedback);
  const { one, many } = nounOf(feedback);
  const done = of === "users" ? verbOf(feedback) : feedback === "explicit" ? "were rated" : "were chosen";
  const last = [...counts.keys()].filter((bin) => counts[bin] > 0).at(-1)!;
  const { low, high } = survey.activityBins[last];
  const most = low === high ? formatAmount(low, one) : `${formatCount(low)} to ${formatAmount(high, one)}`;
  const some = counts[0] === 0 ? "None" : formatShare(counts[0] / all);
  const single = `${some} of ${formatAmount(all, of.slice(0, -1))} ${done} once`;
  return `${single}; the most ${of === "users" ? "active" : "popular"} have ${most}.\nCounted are the ${many} in the whole file.`;
}

/** How large the errors of the Run in view are over what is selected. */
export function errorSentence({ selection }: Look, unit: string): string {
  const { n, rmse, interval } = selection.errors!;
  if (rmse === null) return "No test rating passes the filters: nothing to measure.";
  const ends = interval ? ` (95 % interval ${interval.map((end) => end.toFixed(4)).join(" to ")})` : "";
  return `RMSE ${rmse.toFixed(4)} ${unit}${ends} over ${formatAmount(n, "test rating")} that ${n === 1 ? "passes" : "pass"}.`;
}

/** Named for an axis: "Ratings a user has in the file". */
export function activityTitle(of: "users" | "products", feedback: Feedback): string {
  const { many } = nounOf(feedback);
  const counted = many.charAt(0).toUpperCase() + many.slice(1);
  return `${counted} of a ${of.slice(0, -1)} in the file, logarithmic`;
}
