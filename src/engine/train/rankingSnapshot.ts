import type { RankingWeights } from "../../models/pooled-history/rankingLearner";
import type { ModelSnapshot } from "../../models/snapshot";
import { LONGEST_HISTORY, type RankingData } from "./rankingData";
import type { RankingPlan } from "./rankingPlan";

/** The model as it ranks: each product's rows of either table summed into one. */
export function rankingSnapshot({ options, data, users, products, range }: RankingPlan, weights: RankingWeights) {
  const { width } = weights;
  return {
    ...options.shape,
    range,
    userRows: users.rowOf,
    productRows: products.rowOf,
    width,
    users: new Float32Array(0),
    products: sumBags(data, weights.outputs, width),
    dense: [],
    pooled: {
      inputs: sumBags(data, weights.inputs, width),
      prior: data.prior,
      longest: LONGEST_HISTORY,
      starts: data.starts,
      history: data.history,
    },
  } satisfies ModelSnapshot;
}

/** [products × width] */
function sumBags({ bags, rowsPerProduct, productRows }: RankingData, table: Float32Array, width: number): Float32Array {
  const sums = new Float32Array(productRows * width);
  for (let i = 0; i < bags.length; i++) {
    const to = Math.floor(i / rowsPerProduct) * width;
    const from = bags[i] * width;
    for (let k = 0; k < width; k++) sums[to + k] += table[from + k];
  }
  return sums;
}
