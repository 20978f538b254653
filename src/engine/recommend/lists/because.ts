import type { Catalogue } from "../catalogue";
import type { GivenRating } from "../models/types";
import { topN } from "../topN";
import type { Recommendation } from "../types";
import type { Interest } from "./interest";

/** Products of the history that speak most for a product, at most. */
const MOST_REASONS = 2;

/**
 * The products that somebody may be told to be shown another for: those that they rated as relevant, or above their own
 * mean, of several ratings of one product by the highest; all of what is only chosen.
 */
export function likedProducts(
  { columns, index }: Catalogue,
  ratings: readonly GivenRating[],
  interest: Interest | null,
): Set<number> {
  const [low, high] = index.scale;
  const relevantFrom = interest?.liked?.relevantFrom ?? low + 0.75 * (high - low);
  const mean = ratings.reduce((sum, { rating }) => sum + rating, 0) / ratings.length;
  const isLiked = ({ rating }: GivenRating) =>
    columns.feedback === "implicit" || rating >= relevantFrom || rating > mean;
  return new Set(ratings.filter(isLiked).map(({ product }) => product));
}

/** Those of the liked products that pull most towards this one. */
export function becauseOf(
  catalogue: Catalogue,
  { interest, history }: { interest: Interest | null; history: ArrayLike<number> },
  liked: ReadonlySet<number>,
  product: number,
): Recommendation["because"] {
  if (!interest) return [];
  const contributions = interest.itemItem.contributions(history, product);
  const best = topN(contributions, MOST_REASONS, (at) => contributions[at] > 0 && liked.has(history[at]));
  return best.map((at) => catalogue.nameOf(history[at]));
}
