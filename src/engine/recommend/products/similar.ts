import { type FactorTable, nearest } from "../factors/factorTable";
import type { RecommendModel } from "../models/types";
import type { ProductIndex } from "./productIndex";
import type { SimilarProduct } from "./types";

/**
 * The products whose factors point most in the direction of this one's, by cosine over all products of the table, with
 * what they share with it. `step` is a step of the rating scale.
 */
export function similarProducts(
  index: ProductIndex,
  table: FactorTable,
  model: RecommendModel,
  product: number,
  count: number,
  step: number,
): SimilarProduct[] {
  const own = ratingsByUser(index, product);
  return nearest(table, model.productFactors(product), count, product).map(({ code, cosine }) => ({
    ...index.describe(code),
    cosine,
    ...ratedBoth(index, own, code, step),
    sharesCategory: index.shares("category", product, code),
    sharesBrand: index.shares("brand", product, code),
  }));
}

function ratingsByUser(index: ProductIndex, product: number): Map<number, number> {
  const { user, rating } = index.columns;
  return new Map(Array.from(index.ratingsOf(product), (i) => [user[i], rating[i]]));
}

/** Users who rated both, and those whose two ratings are at most a step apart; a step of rounding is forgiven. */
function ratedBoth(index: ProductIndex, own: Map<number, number>, other: number, step: number) {
  let [both, alike] = [0, 0];
  for (const [who, theirs] of ratingsByUser(index, other)) {
    const mine = own.get(who);
    if (mine === undefined) continue;
    both++;
    if (Math.abs(mine - theirs) <= step * 1.001) alike++;
  }
  return { both, alike };
}
