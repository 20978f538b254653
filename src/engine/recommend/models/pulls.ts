import { topN } from "../topN";
import type { FoldInOptions, GivenRating, RecommendModel } from "./types";

/** What a given rating does to the score of a product. */
export interface RatingPull {
  /** The product that was rated, and how. */
  product: number;
  rating: number;
  /** The score with all ratings less the score without this one: of a rating model in rating units. */
  change: number;
}

/** Of more ratings only so many are left out in turn: each takes a fold-in of all the others. */
const MOST_LEFT_OUT = 50;

/**
 * How each of these ratings moves the score of a product: the user is folded in again without it. The largest first,
 * whichever its sign. Of very many ratings, those of the products that are most like this one, or most unlike it: by the
 * cosine of their factors.
 */
export function pulls(
  model: RecommendModel,
  ratings: readonly GivenRating[],
  product: number,
  who: Pick<FoldInOptions, "user" | "like"> = {},
): RatingPull[] {
  const all = model.foldIn(ratings, who);
  const score = (state: typeof all) =>
    model.ratingOf(model.terms(state, product).reduce((sum, { value }) => sum + value, 0));
  const withAll = score(all);
  return closest(model, ratings, product)
    .map((i) => {
      const without = model.foldIn(ratings.toSpliced(i, 1), { ...who, start: all });
      return { ...ratings[i], change: withAll - score(without) };
    })
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change) || a.product - b.product);
}

/** Indices of the ratings that are worth to be left out. */
function closest(model: RecommendModel, ratings: readonly GivenRating[], product: number): number[] {
  if (ratings.length <= MOST_LEFT_OUT) return [...ratings.keys()];
  const own = model.productFactors(product);
  const likeness = ratings.map((rating) => Math.abs(cosine(own, model.productFactors(rating.product))));
  return topN(likeness, MOST_LEFT_OUT, () => true);
}

function cosine(a: Float32Array, b: Float32Array): number {
  let [dot, ofA, ofB] = [0, 0, 0];
  for (let k = 0; k < a.length; k++) {
    dot += a[k] * b[k];
    ofA += a[k] ** 2;
    ofB += b[k] ** 2;
  }
  return ofA > 0 && ofB > 0 ? dot / Math.sqrt(ofA * ofB) : 0;
}
