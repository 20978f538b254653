import type { SideRole } from "../../../domain/roles";
import type { Term } from "../../../engine/recommend/models/types";
import type { Pull, Reasons } from "../../../engine/recommend/types";
import { type SegmentNames, segmentName } from "../../../ui/segmentName";
import { formatRating } from "../sentences";

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
  return `The ${whose}’s ${segmentName(role as SideRole, summary).toLowerCase()}`;
}

/** What the summands come to, and that it is no rating yet. */
export function sumSentence({ kind, logit, predicted }: Pick<Reasons, "kind" | "logit" | "predicted">): string {
  if (kind === "ranking" || predicted === null) {
    return `Together ${signedTerm(logit)}: a score that only orders products, no rating.`;
  }
  return `Together ${signedTerm(logit)} on the model’s inner scale, which its curve turns into a rating of ${formatRating(predicted)}.`;
}

/** A smaller pull is written as nothing. */
const LEAST_PULL = 0.0005;

/** The pulls that are worth a line, largest first. */
export function telling(pulls: readonly Pull[]): Pull[] {
  return pulls.filter(({ change }) => Math.abs(change) >= LEAST_PULL);
}

/** Which of the rated products speak for the prediction, and which against; a network is followed only nearly. */
export function pullsSentence({ pulls, kind, terms }: Pick<Reasons, "pulls" | "kind" | "terms">): string {
  if (pulls.length === 0) return "No rated product has a say in this: it would be the same for anybody.";
  if (telling(pulls).length === 0) return "No single rated product changes this: it stays without any one of them.";
  const unit = kind === "rating" ? " in rating units" : "";
  const nearly = terms.some(({ name }) => name === "network") ? ", nearly," : "";
  return `How much the prediction would change${unit} without each rating, found${nearly} by leaving it out.`;
}

/** A pull as a signed figure. */
export function pullText({ change }: Pick<Pull, "change">): string {
  const digits = Math.abs(change) < 0.01 ? 3 : 2;
  return `${change < 0 ? "−" : "+"}${Math.abs(change).toFixed(digits)}`;
}
