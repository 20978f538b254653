import type { DatasetSummary } from "../../engine/dataset/types";
import { formatAmount, formatNumber, formatShare } from "../../ui/format";

/** Share of all user-product pairs that have a rating, 0 to 1. */
export function density({ ratings, users, products }: DatasetSummary): number {
  return ratings / (users * products);
}

/** Most users rated once: averages will do the work. Chosen to be plain, not exact. */
const SPARSE = 0.8;
const MIXED = 0.4;

/** What to expect of a model on these data, before anyone trains one. */
export function fitnessSentence(summary: DatasetSummary): string {
  const { ratings, users, singleRatingUsers, segments } = summary;
  const once = `${formatShare(singleRatingUsers)} of users rated once`;
  if (singleRatingUsers >= SPARSE) {
    const carriers = segments.brand?.known ? "product and brand effects" : "product effects";
    return `${once}: expect little personalisation; ${carriers} will carry the model.`;
  }
  if (singleRatingUsers >= MIXED) {
    const rest = formatShare(1 - singleRatingUsers);
    return `${once}: they will get what is good for everybody, the other ${rest} can get a list of their own.`;
  }
  const mean = formatNumber(ratings / users);
  const few =
    singleRatingUsers === 0 ? "none of them only once" : `${formatShare(singleRatingUsers)} of them only once`;
  return `${formatAmount(users, "user")} rated ${mean} products each on average, ${few}: enough history for personal lists.`;
}
