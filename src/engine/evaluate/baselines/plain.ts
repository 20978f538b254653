import { type Baseline, type BaselineColumns, countByCode, sumByCode } from "./baseline";

/** Mean of the ratings at these indices. */
export function meanRating({ rating }: Pick<BaselineColumns, "rating">, training: Int32Array): number {
  let sum = 0;
  for (const i of training) sum += rating[i];
  return sum / training.length;
}

export function globalMean(columns: BaselineColumns, training: Int32Array): Baseline {
  const mean = meanRating(columns, training);
  return {
    name: "global mean",
    predict: () => mean,
    score: null,
    note: "It gives every product the same score, so it ranks nothing.",
  };
}

/** The product's mean training rating; the global mean where it has none. */
export function productMean({ product, products, rating }: BaselineColumns, training: Int32Array): Baseline {
  const mean = meanRating({ rating }, training);
  const counts = countByCode(product, products, training);
  const sums = sumByCode(product, products, training, (i) => rating[i]);
  const means = sums.map((sum, code) => (counts[code] > 0 ? sum / counts[code] : mean));
  return { name: "product mean", predict: (_, code) => means[code], score: () => means, note: null };
}

/** Ranks by the number of training ratings, the same for everybody. */
export function popularity({ product, products }: BaselineColumns, training: Int32Array): Baseline {
  const counts = countByCode(product, products, training);
  return {
    name: "popularity",
    predict: null,
    score: () => counts,
    note: "It counts ratings and predicts none, so it only ranks.",
  };
}
