import type { RecommendModel } from "../models/types";
import { topN } from "../topN";
import type { ProductIndex } from "./productIndex";
import type { BiasedProduct, BiasLists, BiasPlace } from "./types";

const MOST_POINTS = 2000;

/**
 * Products by the model's bias: what it holds of them whoever is asked, which a mean rating does not tell of a product
 * that few, or only the generous, have rated. Of those with at least `minimum` ratings that the model knows.
 * Null where the model has no bias of products.
 */
export function biasLists(
  index: ProductIndex,
  model: RecommendModel,
  { minimum, count, product }: { minimum: number; count: number; product: number | null },
): BiasLists | null {
  const codes: number[] = [];
  let hasBias = false;
  for (let code = 0; code < index.products; code++) {
    if (!model.knowsProduct(code)) continue;
    hasBias ||= model.productBias(code) !== 0;
    if (index.countOf(code) >= minimum) codes.push(code);
  }
  if (!hasBias) return null;
  const biases = Float32Array.from(codes, (code) => model.productBias(code));
  const means = Float32Array.from(codes, (code) => index.meanOf(code));
  const at = product === null ? -1 : codes.indexOf(product);
  const list = (values: Float32Array): BiasedProduct[] =>
    topN(values, count, () => true).map((place) => ({ ...index.describe(codes[place]), bias: biases[place] }));
  const stride = Math.ceil(codes.length / MOST_POINTS);
  const drawn = (values: Float32Array) => values.filter((_, place) => place % stride === 0);
  return {
    unit: model.unit,
    minimum,
    of: codes.length,
    best: list(biases),
    worst: list(biases.map((bias) => -bias)),
    biases: drawn(biases),
    means: drawn(means),
    place: at < 0 ? null : placeAt(at, biases, means),
  };
}

function placeAt(at: number, biases: Float32Array, means: Float32Array): BiasPlace {
  const rank = (values: Float32Array) => 1 + values.reduce((above, value) => above + (value > values[at] ? 1 : 0), 0);
  return { bias: biases[at], byBias: rank(biases), byMean: rank(means), of: biases.length };
}
