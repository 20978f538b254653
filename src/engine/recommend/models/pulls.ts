import type { GivenRating, RecommendModel } from "./types";

/** What a given rating does to the score of a product. */
export interface Pull {
  /** The product that was rated, and how. */
  product: number;
  rating: number;
  /** The score with all ratings less the score without this one: of a rating model in rating units. */
  change: number;
}

/**
 * How each of these ratings moves the score of a product: the user is folded in again without it. The largest first,
 * whichever its sign.
 */
export function pulls(model: RecommendModel, ratings: readonly GivenRating[], product: number, user?: number): Pull[] {
  const all = model.foldIn(ratings, { user });
  const score = (state: typeof all) =>
    model.ratingOf(model.terms(state, product).reduce((sum, { value }) => sum + value, 0));
  const withAll = score(all);
  return ratings
    .map((left, i) => {
      const without = model.foldIn(ratings.toSpliced(i, 1), { user, start: all });
      return { ...left, change: withAll - score(without) };
    })
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change) || a.product - b.product);
}
