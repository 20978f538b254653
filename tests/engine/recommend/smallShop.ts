import type { RecommendColumns } from "../../../src/engine/read/copies";
import { packTexts } from "../../../src/engine/read/vocabulary";
import type { RecommendModel, UserState } from "../../../src/engine/recommend/models/types";

/** Ratings of six products by five users; nobody in the training part rated the last product. */
export const columns: RecommendColumns = {
  feedback: "explicit",
  size: 11,
  users: packTexts(["ann", "bo", "cy", "dee", "eve"]),
  products: packTexts(["lamp", "radio", "phone", "camera", "cable", "clock"]),
  user: Int32Array.of(0, 1, 2, 0, 1, 2, 3, 0, 4, 3, 1),
  product: Int32Array.of(0, 0, 0, 1, 1, 1, 0, 2, 3, 4, 5),
  rating: Float32Array.of(5, 4, 5, 4, 1, 5, 3, 2, 5, 1, 4),
  time: Float64Array.of(10, 20, 30, 1, 2, 3, Number.NaN, 4, 5, 6, 7),
  titles: packTexts(["Desk lamp", "", "Big phone", "", "", "Wall clock"]),
  productSegments: {
    category: { codes: Int32Array.of(1, 2, 2, 2, 0, 1), vocabulary: packTexts(["", "Home", "Audio"]) },
    brand: { codes: Int32Array.of(1, 1, 2, 0, 2, 0), vocabulary: packTexts(["", "Norvik", "Ohm"]) },
  },
  userSegments: {},
};

/** Factors of the products; those of the last, which training has not seen, are zero. */
export const FACTORS = [
  [1, 0],
  [3, 4],
  [0, 2],
  [-1, 0],
  [2, 0],
  [0, 0],
];
export const BIASES = [0.2, -0.5, 0.9, 0, -0.1, 0];
/** Factors of the users; of the last the model knows nothing. */
const TASTES = [[1, 0], [0, 1], [1, 1], [-1, 0], null];

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
export const rangeSigmoid = (logit: number) => 0.5 + 5 * sigmoid(logit);

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return a[0] * b[0] + a[1] * b[1];
}

/** A dot product with biases of products, so small that its answers can be checked by hand. */
export function smallModel(change: Partial<RecommendModel> = {}): RecommendModel {
  const user = (vector: number[] | null | undefined): UserState => ({
    vector: Float32Array.from(vector ?? [0, 0]),
    isKnown: vector != null,
  });
  const logit = ({ vector }: UserState, product: number) => dot(vector, FACTORS[product]) + BIASES[product];
  return {
    kind: "rating",
    unit: "logits",
    range: [0.5, 5.5],
    userOf: (code) => user(TASTES[code]),
    foldIn: () => user(null),
    logits: (state) => Float32Array.from(FACTORS, (_, product) => logit(state, product)),
    logitOf: (state) => (product) => Math.fround(logit(state, product)),
    ratingOf: rangeSigmoid,
    terms: (state, product) => [
      { name: "product", value: BIASES[product] },
      { name: "interaction", value: dot(state.vector, FACTORS[product]) },
    ],
    productOf: (code) => ({ vector: Float32Array.from([...FACTORS[code], BIASES[code]]), isKnown: code < 5 }),
    newProduct: () => null,
    audience: ({ vector }, users) =>
      Float32Array.from(users, (code) => rangeSigmoid(dot(TASTES[code] ?? [0, 0], vector) + vector[2])),
    productFactors: (product) => Float32Array.from(FACTORS[product]),
    productBias: (product) => BIASES[product],
    knowsProduct: (product) => product < 5,
    userFactors: (code) => (TASTES[code] ? Float32Array.from(TASTES[code]) : null),
    ...change,
  };
}

export const noBreath = async () => {};
