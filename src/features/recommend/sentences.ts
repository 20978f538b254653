import type { Feedback } from "../../domain/roles";
import type { ListStanding } from "../../engine/evaluate/types";
import {
  type CustomerAnswer,
  DEFAULT_LIST,
  type ListOptions,
  type ListView,
  type Recommendation,
} from "../../engine/recommend/types";
import { isSampled } from "../../models/registry";
import { nounOf, verbOf } from "../../ui/feedback";
import { formatAmount } from "../../ui/format";
import { epochWords } from "../frame/progress";
import { modelLabel } from "../train/choices";
import type { RunState } from "../train/store/runState";
import type { RecommendSlice } from "./store/recommendState";

const list = new Intl.ListFormat("en", { type: "conjunction" });

/** A rating with a fixed number of decimals, so that a column of them lines up. */
export function formatRating(value: number, decimals = 2): string {
  return value.toFixed(decimals);
}

type Answered = Pick<ListView, "kind" | "recommendations">;

/** Whether the list is ordered by what they will take, beside what they will like. */
export function isByInterest({ recommendations }: { recommendations: readonly Recommendation[] }): boolean {
  return recommendations.some(({ likely }) => likely !== null);
}

/** What the order of the list means. */
export function orderSentence(
  view: Answered,
  options: Pick<ListOptions, "novelty" | "diversity" | "towardsRating" | "again"> = DEFAULT_LIST,
): string {
  const { novelty, diversity } = options;
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  const first = orderWords(view, options.towardsRating);
  const moved = [
    ...(novelty > 0 ? [`drawn ${percent(novelty)} towards discoveries`] : []),
    ...(diversity > 0 ? [`${percent(diversity)} varied`] : []),
    ...(options.again ? ["with what they had already"] : []),
  ];
  return `${[first, ...moved].join(", ")}.`;
}

function orderWords(view: Answered, towardsRating: number): string {
  if (!isByInterest(view)) return view.kind === "ranking" ? "Best match first" : "Highest predicted rating first";
  if (view.kind === "ranking") return "Ordered by how likely they take it";
  if (towardsRating === 1) return "Ordered by predicted rating alone";
  const likely = "how likely they take it and like it";
  return towardsRating === 0
    ? `Ordered by ${likely}`
    : `Ordered between ${likely} and predicted rating, ${Math.round(100 * towardsRating)} % towards the rating`;
}

/**
 * Where lists are no better than what everybody could be shown, or where nothing says that they are: a warning. Null
 * where there is nothing to warn of, and before the Run has ended.
 * @param standing of the Run; undefined before it has ended
 */
export function standingSentence(standing: ListStanding | null | undefined, view: Answered): string | null {
  if (standing === undefined || view.recommendations.length === 0) return null;
  const byRatingAlone = view.kind === "rating" && !isByInterest(view);
  const lists = byRatingAlone ? "Lists by predicted rating alone" : "Lists of this run";
  if (standing?.popularity?.outcome === "worse") {
    return `${lists} are worse than showing everybody the most popular products: they were on this run’s test part.`;
  }
  if (standing?.popularity?.outcome === "too few") {
    return `Whether ${lists.toLowerCase()} are any better than the most popular products cannot be told: this run’s test part is too small.`;
  }
  if (standing !== null || !byRatingAlone) return null;
  return "Lists by predicted rating alone are mostly worse than showing everybody the most popular products. Of this run that could not be measured.";
}

/** How much of the list everybody is shown: as popular products, and with nothing known of them. */
export function overlapSentence({
  overlap,
  unknownOverlap,
  popular,
  recommendations,
}: Pick<ListView, "overlap" | "unknownOverlap" | "popular" | "recommendations">): string {
  if (popular.length === 0) return "Nothing is left to show.";
  const count = recommendations.length;
  const shared = overlap === 0 ? "none" : `${overlap} of these ${popular.length}`;
  const first = `The most popular products: ${shared} ${overlap < 2 ? "is" : "are"} in the list too.`;
  return count === 0 ? first : `${first} ${unknownSentence(unknownOverlap, count)}`;
}

function unknownSentence(shared: number, count: number): string {
  const somebody = "A customer of whom nothing is known";
  if (shared === 0) return `${somebody} would get none of the ${count} in the list.`;
  if (shared === count) return `${somebody} would get the same ${count} as in the list.`;
  return `${somebody} would get ${shared} of the ${count} in the list too; ${count - shared} ${count - shared === 1 ? "is" : "are"} this customer’s own.`;
}

/** "Because of Desk lamp and Radio"; empty where nothing of the history speaks for it. */
export function becauseWords({ because }: Pick<Recommendation, "because">): string {
  return because.length === 0 ? "" : `Because of ${list.format(because.map(({ product, title }) => title || product))}`;
}

/** Of a product that they have already, in a list that shows such again. */
export function hadWords(feedback: Feedback): string {
  return `${feedback === "explicit" ? "Rated" : "Chosen"} before`;
}

/** How likely a product is beside the likeliest of its list, in words: scores compare, they are no probabilities. */
export function likelyWords(share: number): string {
  const percent = Math.round(100 * share);
  if (percent === 100) return "as likely as the likeliest";
  return `${percent < 1 ? "below 1" : percent} % of the likeliest`;
}

/**
 * How likely each product is as this customer's next, relative to the first of the list, 0 to 1: scores are logs of
 * shares up to a constant.
 */
export function matchShares(scores: readonly number[]): number[] {
  return scores.map((score) => Math.exp(score - scores[0]));
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
    ? `${model}, ${isSampled(run.settings.model) ? `mean of ${answering.epoch} sweeps` : `best epoch ${answering.epoch}`}`
    : `${model}, ${epochWords(run, answering.epoch)}, still training`;
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
