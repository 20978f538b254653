import type { Feedback } from "../../../domain/roles";
import type { NewCustomerAnswer } from "../../../engine/recommend/types";
import { nounOf } from "../../../ui/feedback";
import { formatAmount } from "../../../ui/format";
import { isByInterest } from "../sentences";

/** Values that a person can give: every step of the scale where there are few, else null. */
export function ratingChoices(low: number, high: number, step: number): number[] | null {
  const count = Math.round((high - low) / step) + 1;
  if (!(step > 0) || count > 11) return null;
  return Array.from({ length: count }, (_, i) => Number((low + i * step).toFixed(6)));
}

/** Whose list this is: what it follows from. */
export function newCustomerSentence(
  view: Pick<NewCustomerAnswer, "isFallback" | "kind" | "recommendations">,
  given: number,
  feedback: Feedback,
) {
  const { one } = nounOf(feedback);
  if (view.isFallback) {
    const byRating = isByInterest(view) ? "are popular and rated well" : "rate best by themselves";
    const by = view.kind === "rating" ? byRating : "are chosen most";
    return given === 0
      ? `Nothing is known of this customer yet: the list is the products that ${by}, the same for everybody.`
      : `The model knows none of these products: the list is the products that ${by}, the same for everybody.`;
  }
  return `Follows from ${formatAmount(given, one)}, folded into the model without training it again.`;
}
