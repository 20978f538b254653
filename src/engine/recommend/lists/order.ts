import type { RecommendModel } from "../models/types";
import { topN } from "../topN";
import type { ListOptions } from "../types";
import { diversified } from "./diversity";
import { type Known, withNovelty } from "./novelty";

/** Diversity chooses among at least this many of the best. */
const POOL = 300;

/**
 * The products of a list, best first: by what orders it, then by novelty and diversity as far as they are asked for.
 * @param order by product code: of a rating model its logits, which order as the ratings do and tell apart what the range
 *   presses together
 * @param scores by product code, on the scale on which novelty weighs them; null where that is the order's own
 */
export function listOf(
  model: RecommendModel,
  order: Float32Array,
  scores: Float32Array | null,
  allows: (product: number) => boolean,
  { count, novelty, diversity }: Pick<ListOptions, "count" | "novelty" | "diversity">,
  known: Omit<Known, "knowsProduct">,
): number[] {
  const worth =
    novelty > 0
      ? withNovelty(scores ?? order, allows, novelty, {
          ...known,
          knowsProduct: (product) => model.knowsProduct(product),
        })
      : order;
  if (diversity === 0) return topN(worth, count, allows);
  const pool = topN(worth, Math.max(POOL, 3 * count), allows);
  const relevance = pool.map((product) => worth[product]);
  return diversified(pool, relevance, (product) => model.productFactors(product), diversity, count);
}
