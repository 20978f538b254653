/** What novelty reads of products, by code. */
export interface Known {
  /** Ratings in the Dataset. */
  ratings: ArrayLike<number>;
  /** Users in the Dataset. */
  users: number;
  /** False where the model has met no rating: nothing speaks for such a product but what it is like. */
  knowsProduct(product: number): boolean;
}

/**
 * Scores that weigh how well a product suits against how little it is known. A product is promising when its score s is
 * at least a standard deviation above the mean of all allowed products for this user. The promising ones get
 *
 *     (1 − novelty) · (s − least) / (highest − least)  +  novelty · (I − lowest I) / (highest I − lowest I)
 *
 * over the promising ones, with the self-information I = −log₂(ratings / users) in bits (Zhou et al. 2010; Vargas &
 * Castells 2011): at 0 the order is that of the scores, at 1 the least known of what suits well comes first. Products
 * that the model has no rating of count as the best known, so that nobody is shown what nothing is known of. The others
 * follow below 0, by score.
 * @param scores rating or ranking score of each product, by code
 * @param novelty 0 to 1
 */
export function withNovelty(
  scores: Float32Array,
  allows: (product: number) => boolean,
  novelty: number,
  { ratings, users, knowsProduct }: Known,
): Float64Array {
  const { threshold, highest } = promisingFrom(scores, allows);
  const utilities = new Float64Array(scores.length);
  const span = highest - threshold;
  const information = (product: number) => -Math.log2(ratings[product] / users);
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const isPromising = (product: number) => allows(product) && scores[product] >= threshold;
  for (let product = 0; product < scores.length; product++) {
    if (!isPromising(product)) continue;
    const bits = information(product);
    least = Math.min(least, bits);
    most = Math.max(most, bits);
  }
  for (let product = 0; product < scores.length; product++) {
    const above = scores[product] - threshold;
    if (!isPromising(product)) {
      utilities[product] = above;
      continue;
    }
    const novel = most > least && knowsProduct(product) ? (information(product) - least) / (most - least) : 0;
    utilities[product] = (1 - novelty) * (span > 0 ? above / span : 0) + novelty * novel;
  }
  return utilities;
}

/** Mean plus a standard deviation of the allowed scores, not above the highest of them. */
function promisingFrom(scores: Float32Array, allows: (product: number) => boolean) {
  let [count, mean, squares, highest] = [0, 0, 0, Number.NEGATIVE_INFINITY];
  for (let product = 0; product < scores.length; product++) {
    if (!allows(product)) continue;
    const score = scores[product];
    const away = score - mean;
    mean += away / ++count; // Welford 1962
    squares += away * (score - mean);
    highest = Math.max(highest, score);
  }
  return { threshold: Math.min(highest, mean + Math.sqrt(squares / count)), highest };
}
