import { type Feedback, USER_SEGMENTS } from "../../../domain/roles";
import type { Attributes, NewCustomerAnswer } from "../../../engine/recommend/types";
import { nounOf } from "../../../ui/feedback";
import { formatAmount } from "../../../ui/format";
import { type SegmentNames, segmentNoun } from "../../../ui/segmentName";
import { isByInterest } from "../sentences";

/** Values that a person can give: every step of the scale where there are few, else null. */
export function ratingChoices(low: number, high: number, step: number): number[] | null {
  const count = Math.round((high - low) / step) + 1;
  if (!(step > 0) || count > 11) return null;
  return Array.from({ length: count }, (_, i) => Number((low + i * step).toFixed(6)));
}

/** "gender Female and age group 30 to 39"; empty where nothing is chosen. */
export function attributeWords(attributes: Attributes, summary: SegmentNames): string {
  const words = USER_SEGMENTS.flatMap((role) =>
    attributes[role] ? [`${segmentNoun(role, summary)} ${attributes[role]}`] : [],
  );
  return new Intl.ListFormat("en", { type: "conjunction" }).format(words);
}

/**
 * Whose list this is: what it follows from.
 * @param by the attributes that are chosen, in words
 */
export function newCustomerSentence(
  view: Pick<NewCustomerAnswer, "isFallback" | "byAttributes" | "kind" | "recommendations">,
  given: number,
  feedback: Feedback,
  by = "",
): string {
  if (by !== "" && view.byAttributes) return attributesSentence(view, given, feedback, by);
  const unread = by === "" ? "" : ` This run’s model does not read the ${by}: that changes nothing.`;
  return plainSentence(view, given, feedback) + unread;
}

/** The list of who has attributes that count. */
function attributesSentence(
  view: Pick<NewCustomerAnswer, "isFallback" | "kind" | "recommendations">,
  given: number,
  feedback: Feedback,
  by: string,
): string {
  const liking = view.kind === "rating" ? " and are predicted to like" : "";
  const what = isByInterest(view)
    ? `what customers of that kind take${liking}`
    : "what is predicted for customers of that kind";
  if (!view.isFallback) {
    const { one } = nounOf(feedback);
    return `Follows from ${formatAmount(given, one)} and from ${by}, without training the model again.`;
  }
  const rest = given === 0 ? "" : " The model knows none of these products.";
  return `By attributes alone, ${by}: ${what}.${rest}`;
}

function plainSentence(
  view: Pick<NewCustomerAnswer, "isFallback" | "kind" | "recommendations">,
  given: number,
  feedback: Feedback,
): string {
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
