import { formatAmount, formatCount } from "../../../ui/format";
import { modelLabel } from "../choices";
import type { OfferedModel } from "../store/earlierState";

/** The model that is spoken of, at the beginning of a sentence. */
export function whose({ name, run, model }: Pick<OfferedModel, "name" | "run" | "model">): string {
  const label = modelLabel(model);
  return run === null ? `The ${label} model from ${name}` : `Run ${run} (${label}) on ${name}`;
}

/** True where the model can be put to some use here. */
export function isUsable({ overlap, refusals }: OfferedModel): boolean {
  return knowsSomething(overlap) && (refusals.scored === null || refusals.continued === null);
}

export function knowsSomething({ knownUsers, knownProducts }: OfferedModel["overlap"]): boolean {
  return knownUsers > 0 || knownProducts > 0;
}

/** What can be done with the model: a title without its full stop. */
export function offerTitle(offer: OfferedModel): string {
  if (!knowsSomething(offer.overlap)) return `${whose(offer)} knows nobody and nothing of this file`;
  if (offer.refusals.scored !== null) return `${whose(offer)} cannot be used with this file`;
  return offer.refusals.continued === null
    ? `${whose(offer)} can go on with this file`
    : `${whose(offer)} can be scored on this file`;
}

/** How much of the open file it knows. */
export function earlierKnownSentence({ users, knownUsers, products, knownProducts }: OfferedModel["overlap"]): string {
  if (knownUsers === 0 && knownProducts === 0) {
    return `None of this file’s ${formatAmount(users, "user")} and ${formatAmount(products, "product")} were there, so it can neither go on nor be scored here.`;
  }
  return (
    `${formatCount(knownUsers)} of ${formatAmount(users, "user")} and ` +
    `${formatCount(knownProducts)} of ${formatAmount(products, "product")} are known to it.`
  );
}
