import type { CustomerView } from "../../engine/recommend/types";
import type { RecommendSlice, RunState } from "../../store/state";
import { formatAmount } from "../../ui/format";
import { modelLabel } from "../train/choices";

/** A rating with a fixed number of decimals, so that a column of them lines up. */
export function formatRating(value: number, decimals = 2): string {
  return value.toFixed(decimals);
}

/** Whether the model has learnt anything about this very customer. */
export function knownSentence({ known }: Pick<CustomerView, "known">): string {
  return known
    ? "Known: the model has learnt from this customer's ratings."
    : "Not seen in training: the list is the same for every new customer.";
}

/** How many rated products the list leaves out. */
export function excludedSentence({ excluded }: Pick<CustomerView, "excluded">): string {
  return excluded === 0
    ? "Nothing is left out."
    : `${formatAmount(excluded, "product")} left out, because the customer rated ${excluded === 1 ? "it" : "them"}.`;
}

/** Which model answers, and whether it is still learning. */
export function answeringSentence(answering: NonNullable<RecommendSlice["explorerModel"]>, run: RunState): string {
  const model = `${modelLabel(run.settings.model)}, run ${answering.run}`;
  return answering.final
    ? `${model}, best epoch ${answering.epoch}`
    : `${model}, epoch ${answering.epoch} of ${run.settings.epochs}, still training`;
}

/** The result of a search in words, for the line under the field. */
export function matchesSentence(query: string, shown: number, total: number): string {
  if (total === 0) return query.trim() ? `No customer's id contains “${query.trim()}”.` : "No customers yet.";
  if (!query.trim()) return `${formatAmount(total, "customer")}, the most active first.`;
  const matches = formatAmount(total, "customer");
  return shown < total ? `${matches} found; the first ${shown} are listed.` : `${matches} found.`;
}
