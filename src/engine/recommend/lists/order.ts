import type { RecommendModel } from "../models/types";
import { topN } from "../topN";
import type { ListOptions } from "../types";
import { diversified } from "./diversity";
import { type Known, withNovelty } from "./novelty";

/** Diversity chooses among at least this many of the best. */
const POOL = 300;

/**
 * The products of a list, best first: by logit, which orders as the rating does and tells apart what the rating's range
 * presses together; then by novelty and diversity as far as they are asked for.
 */
export function listOf(
  model: RecommendModel,
  logits: Float32Array,
  allows: (product: number) => boolean,
  { count, novelty, diversity }: Pick<ListOptions, "count" | "novelty" | "diversity">,
  known: Omit<Known, "knowsProduct">,
): number[] {
  const worth =
    novelty > 0
      ? withNovelty(logits.map(model.ratingOf, model), allows, novelty, {
          ...known,
          knowsProduct: (product) => model.knowsProduct(product),
        })
      : logits;
  if (diversity === 0) return topN(worth, count, allows);
  const pool = topN(worth, Math.max(POOL, 3 * count), allows);
  const relevance = pool.map((product) => worth[product]);
  return diversified(pool, relevance, (product) => model.productFactors(product), diversity, count);
}
