import type { Feedback } from "../../domain/roles";
import { type CustomerAnswer, DEFAULT_LIST, type ListOptions, type ListView } from "../../engine/recommend/types";
import { nounOf, verbOf } from "../../ui/feedback";
import { formatAmount } from "../../ui/format";
import type { RecommendSlice, RunState } from "../studio/state";
import { modelLabel } from "../train/choices";

const list = new Intl.ListFormat("en", { type: "conjunction" });

/** A rating with a fixed number of decimals, so that a column of them lines up. */
export function formatRating(value: number, decimals = 2): string {
  return value.toFixed(decimals);
}

/** What the order of the list means. */
export function orderSentence(
  { kind }: Pick<ListView, "kind">,
  { novelty, diversity }: Pick<ListOptions, "novelty" | "diversity"> = DEFAULT_LIST,
): string {
  const first = kind === "ranking" ? "Best match first" : "Highest predicted rating first";
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  const moved = [
    ...(novelty > 0 ? [`drawn ${percent(novelty)} towards discoveries`] : []),
    ...(diversity > 0 ? [`${percent(diversity)} varied`] : []),
  ];
  return `${[first, ...moved].join(", ")}.`;
}

/** How much of the list everybody is shown. */
export function overlapSentence({
  overlap,
  popular,
  recommendations,
}: Pick<ListView, "overlap" | "popular" | "recommendations">) {
  if (popular.length === 0) return "Nothing is left to show.";
  const own = recommendations.length - overlap;
  if (overlap === 0) return `The most popular products: none of them is in the list. All ${own} there are personal.`;
  const shared = `${overlap} of these ${popular.length} ${overlap === 1 ? "is" : "are"} in the list too`;
  return own > 0
    ? `The most popular products: ${shared}; ${own} there are personal.`
    : `The most popular products: ${shared}.`;
}

/**
 * How likely each product is as this customer's next, relative to the first of the list, 0 to 1: scores are logs of
 * shares up to a constant.
 */
export function matchShares(scores: readonly number[]): number[] {
  return scores.map((score) => Math.exp(score - scores[0]!));
}

/** A share of the best match in words. */
export function matchWords(share: number): string {
  const percent = Math.round(100 * share);
  return percent === 100 ? "the best match" : `${percent < 1 ? "below 1" : percent} % of the best match`;
}

/**
 * Whether the model has learnt anything about this very customer. What else it reads of customers tells new ones apart:
 * `sharing` names it, such as "gender".
 */
export function knownSentence(
  { known, kind }: Pick<CustomerAnswer, "known" | "kind">,
  feedback: Feedback,
  sharing: readonly string[] = [],
): string {
  if (kind === "ranking") {
    const popular = feedback === "explicit" ? "rated well" : "chosen";
    return known
      ? `Known: the list follows from what this customer ${verbOf(feedback)} in the training part.`
      : `Nothing in the training part: the list is what is most often ${popular}, the same for every new customer.`;
  }
  const alike = sharing.length > 0 ? ` of the same ${list.format(sharing)}` : "";
  return known
    ? `Known: the model has learnt from this customer's ${nounOf(feedback).many}.`
    : `Not seen in training: the list is the same for every new customer${alike}.`;
}

/** How many products the list leaves out: rated or chosen ones, those on the exclusion list, those that filters take. */
export function excludedSentence({ excluded }: Pick<ListView, "excluded">, feedback: Feedback): string {
  const { rated, listed, filtered } = excluded;
  const parts = [
    ...(rated > 0
      ? [
          `${formatAmount(rated, "product")} left out, because the customer ${verbOf(feedback)} ${rated === 1 ? "it" : "them"}`,
        ]
      : []),
    ...(listed > 0 ? [`${formatAmount(listed, "product")} out of stock`] : []),
    ...(filtered > 0 ? [`${formatAmount(filtered, "product")} taken by filters`] : []),
  ];
  return parts.length === 0 ? "Nothing is left out." : `${parts.join("; ")}.`;
}

/** Which model answers, and whether it is still learning. */
export function answeringSentence(answering: NonNullable<RecommendSlice["explorerModel"]>, run: RunState): string {
  const model = `${modelLabel(run.settings.model)}, run ${answering.run}`;
  return answering.final
    ? `${model}, best epoch ${answering.epoch}`
    : `${model}, epoch ${answering.epoch} of ${run.settings.epochs}, still training`;
}

/** The result of a search in words, for the line under the field. */
export function matchesSentence(
  query: string,
  shown: number,
  total: number,
  { by, segment }: Pick<RecommendSlice["lookFor"], "by" | "segment"> = { by: "activity", segment: null },
): string {
  const among = segment ? " of this segment" : "";
  if (total === 0) {
    return query.trim() ? `No customer's id${among} contains “${query.trim()}”.` : `No customers${among || " yet"}.`;
  }
  const order = by === "random" ? "drawn at random" : "the most active first";
  if (!query.trim()) return `${formatAmount(total, "customer")}${among}, ${order}.`;
  const matches = formatAmount(total, "customer");
  return shown < total ? `${matches} found; the first ${shown} are listed.` : `${matches} found.`;
}
