import type { DatasetSummary } from "../../../engine/read/types";
import type {
  BiasLists,
  BiasPlace,
  ExpectedAudience,
  LikelyUsers,
  Likeness,
  ProductAnswer,
  RelatedProduct,
} from "../../../engine/recommend/products/types";
import { nounOf, verbOf } from "../../../ui/feedback";
import { formatAmount, formatCount } from "../../../ui/format";
import { ratingUnit } from "../../train/sentences";

type Feedback = DatasetSummary["feedback"];

/** The result of a search in words. */
export function productsFoundSentence(query: string, shown: number, total: number): string {
  const wanted = query.trim();
  if (total === 0) return wanted ? `No product has “${wanted}” in its id or title.` : "No products yet.";
  if (!wanted) return `${formatAmount(total, "product")}, the most rated first.`;
  const found = formatAmount(total, "product");
  return shown < total ? `${found} found; the first ${shown} are listed.` : `${found} found.`;
}

/** Whether the model has learnt anything about this very product. */
export function productKnownSentence({ facts }: ProductAnswer, feedback: Feedback): string {
  return facts.isKnown
    ? `Known: the model has learnt from this product’s ${nounOf(feedback).many}.`
    : `Not in the training part: the model knows of this product only what it shares with others.`;
}

/** How much having a product speaks for another beside the one that it speaks most for. */
export function strongestWords(share: number): string {
  const percent = Math.round(100 * share);
  return percent === 100 ? "the strongest" : `${percent < 1 ? "below 1" : percent} % of the strongest`;
}

/** What the list of similar products is. */
export function similarSentence(
  { similar, together, compared }: Pick<ProductAnswer, "similar" | "together" | "compared">,
  likeness: Likeness,
): string {
  if (together && likeness === "together") {
    return together.length === 0
      ? "Too few have it together with others to say what goes with it."
      : "By item-item weights: how much having this product speaks for taking the other, beyond its popularity.";
  }
  if (similar.length === 0) return "The model has no factors of this product to compare others with.";
  return `By cosine of the model’s factors, nearest of ${formatAmount(compared, "product")} that it knows.`;
}

/** What two products have in common beside their factors, in parts. */
export function sharedWords({ both, alike, sharesBrand, sharesCategory }: RelatedProduct, feedback: Feedback): string {
  const users =
    both === 0
      ? ""
      : feedback === "explicit"
        ? `rated alike by ${formatCount(alike)} of ${formatAmount(both, "user")}`
        : `chosen together by ${formatAmount(both, "user")}`;
  const same =
    sharesBrand && sharesCategory
      ? "same brand and category"
      : sharesBrand
        ? "same brand"
        : sharesCategory
          ? "same category"
          : "";
  return [users, same].filter(Boolean).join(" · ") || "nothing else that is known";
}

/** Whom the list of predicted users is drawn from. */
export function likelySentence({ users, asked, of }: LikelyUsers, feedback: Feedback): string {
  if (users.length === 0)
    return `The model knows nobody who has not ${feedback === "explicit" ? "rated" : "chosen"} it.`;
  const others = `who have not ${feedback === "explicit" ? "rated" : "chosen"} it`;
  return asked < of
    ? `Of the ${formatCount(asked)} most active users whom the model knows, of ${formatCount(of)} ${others}.`
    : `Of the ${formatAmount(asked, "user")} ${others}.`;
}

/** How the model's view of a product stands beside its mean rating, among the products with enough ratings. */
export function placeSentence({ byBias, byMean, of }: BiasPlace, minimum: number): string {
  const number = (place: number) => `number ${formatCount(place)}`;
  const places = `Of ${formatAmount(of, "product")} with at least ${formatAmount(minimum, "rating")} it is ${number(byBias)} by bias and ${number(byMean)} by mean rating`;
  const gap = byMean - byBias;
  if (Math.abs(gap) < Math.max(3, 0.05 * of)) return `${places}: the model agrees with the mean.`;
  return gap > 0
    ? `${places}: better than its mean says. Its raters are strict with other products, or too few to count for much.`
    : `${places}: worse than its mean says. Its raters are generous with other products, or too few to count for much.`;
}

/** The same of a ranking model, whose bias is how often a product is chosen; of implicit feedback there is no mean. */
export function popularitySentence({ byBias, byMean, of }: BiasPlace, minimum: number, feedback: Feedback): string {
  const least = formatAmount(minimum, nounOf(feedback).one);
  const places = `Of ${formatAmount(of, "product")} with at least ${least} it is number ${formatCount(byBias)} by popularity in the model`;
  return feedback === "explicit"
    ? `${places} and number ${formatCount(byMean)} by mean rating: the model ranks, and popular is not the same as good.`
    : `${places}: what it recommends to users of whom nothing is known.`;
}

/** What is expected of a product without ratings. */
export function audienceSentence({ mean, tenths: [low, high], asked }: ExpectedAudience): string {
  return `Expected: ${mean.toFixed(2)} on average by the ${formatCount(asked)} most active users whom the model knows; eight of ten of them between ${low.toFixed(2)} and ${high.toFixed(2)}.`;
}

/** What biases are in: "in stars", or "on the model’s own scale" of one that predicts through a curve. */
export function biasUnitWords({ unit }: Pick<BiasLists, "unit">, scale: Parameters<typeof ratingUnit>[0]): string {
  return unit === "stars" ? `in ${ratingUnit(scale).one}` : "on the model’s own scale";
}

/** A bias with its sign. */
export function biasWords(bias: number): string {
  return `${bias < 0 ? "−" : "+"}${Math.abs(bias).toFixed(2)}`;
}

/** What was done with a product, of a list's head. */
export function didWords(feedback: Feedback): string {
  return verbOf(feedback) === "rated" ? "Rated" : "Chosen";
}
