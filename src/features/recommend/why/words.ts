import type { SideRole } from "../../../domain/roles";
import type { Term } from "../../../engine/recommend/models/types";
import type { Pull, Reasons } from "../../../engine/recommend/types";
import { type SegmentNames, segmentName } from "../../../ui/segmentName";
import { ratingUnit } from "../../train/sentences";
import { formatRating } from "../sentences";

/** Ends of the rating scale. */
type Scale = Parameters<typeof ratingUnit>[0];

/** A summand of a score: "+0.31", with a true minus. */
export function signedTerm(value: number): string {
  const text = Math.abs(value).toFixed(2);
  return `${value < 0 ? "−" : "+"}${text}`;
}

/** What a summand stands for, in words that need no model behind them. */
export function termName({ name, feature }: Term, summary: SegmentNames): string {
  switch (name) {
    case "mean":
      return "All ratings’ mean";
    case "user":
      return "This customer’s own level";
    case "product":
      return "This product’s own level";
    case "interaction":
      return "How the two fit each other";
    case "network":
      return "The network on both";
    case "side":
      return feature ? featureName(feature, summary) : "Side feature";
  }
}

function featureName({ role, of }: NonNullable<Term["feature"]>, summary: SegmentNames): string {
  if (role === "stranger") return "Being new";
  if (role === "year") return "The present year";
  const whose = of === "user" ? "customer" : "product";
  const name = segmentName(role as SideRole, summary).toLowerCase();
  return `The ${whose}’s ${name.replace(/^user['’]s /, "")}`;
}

/** What the summands come to: a rating, or what is turned into one. */
export function sumSentence(
  { kind, unit, logit, predicted }: Pick<Reasons, "kind" | "unit" | "logit" | "predicted">,
  scale: Scale,
): string {
  if (kind === "ranking" || predicted === null) {
    return `Together ${signedTerm(logit)}: a score that only orders products, no rating.`;
  }
  if (unit === "stars") {
    const sum = `Together ${formatRating(logit)} ${ratingUnit(scale).one}`;
    const isHeld = formatRating(logit) !== formatRating(predicted);
    return isHeld ? `${sum}, brought into the scale: ${formatRating(predicted)}.` : `${sum}: the predicted rating.`;
  }
  return `Together ${signedTerm(logit)} on the model’s inner scale, which its curve turns into a rating of ${formatRating(predicted)}.`;
}

/** A smaller pull is written as nothing. */
const LEAST_PULL = 0.0005;

/** The pulls that are worth a line, largest first. */
export function telling(pulls: readonly Pull[]): Pull[] {
  return pulls.filter(({ change }) => Math.abs(change) >= LEAST_PULL);
}

/** Pulls of less than this share of the scale do not matter: 0.05 stars of five. */
const LEAST_SHARE = 0.0125;

/** Whether any single rating moves the prediction by as much as a reader would notice. */
export function isPulled({ pulls, kind }: Pick<Reasons, "pulls" | "kind">, { ratingLow, ratingHigh }: Scale): boolean {
  if (kind === "ranking") return telling(pulls).length > 0;
  return pulls.some(({ change }) => Math.abs(change) >= LEAST_SHARE * (ratingHigh - ratingLow));
}

/** Which of the rated products speak for the prediction, and which against; a network is followed only nearly. */
export function pullsSentence(reasons: Pick<Reasons, "pulls" | "kind" | "terms">, scale: Scale): string {
  const { pulls, kind, terms } = reasons;
  if (pulls.length === 0) return "No rated product has a say in this: it would be the same for anybody.";
  if (!isPulled(reasons, scale)) {
    if (kind === "ranking") return "No single rated product changes this: it stays without any one of them.";
    const ofProduct = terms.filter(({ name, feature }) => name === "product" || feature?.of === "product");
    const isRatedHigh = ofProduct.reduce((sum, { value }) => sum + value, 0) > 0;
    return isRatedHigh
      ? "No single rating matters: it is rated high by everybody."
      : "No single rating matters: it is predicted from all of them together.";
  }
  const unit = kind === "rating" ? " in rating units" : "";
  const nearly = terms.some(({ name }) => name === "network") ? ", nearly," : "";
  return `How much the prediction would change${unit} without each rating, found${nearly} by leaving it out.`;
}

/** A pull as a signed figure. */
export function pullText({ change }: Pick<Pull, "change">): string {
  const digits = Math.abs(change) < 0.01 ? 3 : 2;
  return `${change < 0 ? "−" : "+"}${Math.abs(change).toFixed(digits)}`;
}
