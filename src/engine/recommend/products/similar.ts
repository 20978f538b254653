import type { ItemItemModel } from "../../../models/item-item/model";
import { type FactorTable, nearest } from "../factors/factorTable";
import { topN } from "../topN";
import type { ProductIndex } from "./productIndex";
import type { RelatedProduct, SimilarProduct, TogetherProduct } from "./types";

/**
 * The products whose factors point most in the direction of this one's, by cosine over all products of the table, with
 * what they share with it. `step` is a step of the rating scale.
 */
export function similarProducts(
  index: ProductIndex,
  table: FactorTable,
  factors: Float32Array,
  product: number,
  count: number,
  step: number,
): SimilarProduct[] {
  const relate = relatedTo(index, product, step);
  const found = nearest(table, factors, count, (code) => code !== product);
  return found.map(({ code, cosine }) => ({ ...relate(code), cosine }));
}

/** The products whose interest having this one raises most, by item-item weights. */
export function togetherProducts(
  index: ProductIndex,
  itemItem: ItemItemModel,
  product: number,
  count: number,
  step: number,
): TogetherProduct[] {
  const relate = relatedTo(index, product, step);
  return takenWith(itemItem, product, count, () => true).map(({ code, share }) => ({ ...relate(code), share }));
}

/** Codes of the products that having this one speaks for, the strongest first, each with its part of the first. */
export function takenWith(
  itemItem: ItemItemModel,
  product: number,
  count: number,
  allows: (code: number) => boolean,
): { code: number; share: number }[] {
  const interest = itemItem.interest([product]);
  const codes = topN(interest, count, (code) => code !== product && interest[code] > 0 && allows(code));
  return codes.map((code) => ({ code, share: interest[code] / interest[codes[0]] }));
}

/** What others have in common with a product. */
function relatedTo(index: ProductIndex, product: number, step: number): (code: number) => RelatedProduct {
  const own = ratingsByUser(index, product);
  return (code) => ({
    ...index.describe(code),
    ...ratedBoth(index, own, code, step),
    sharesCategory: index.shares("category", product, code),
    sharesBrand: index.shares("brand", product, code),
  });
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
