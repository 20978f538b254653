import type {
  BiasLists,
  LikelyUsers,
  ProductAnswer,
  SimilarProduct,
} from "../../../../src/engine/recommend/products/types";

export function similar(id: string, change: Partial<SimilarProduct> = {}): SimilarProduct {
  return {
    id,
    title: "",
    ratings: 12,
    mean: 4,
    category: "Headphones",
    brand: "",
    cosine: 0.912,
    both: 9,
    alike: 7,
    sharesCategory: true,
    sharesBrand: false,
    ...change,
  };
}

export function productView(change: Partial<ProductAnswer> = {}): ProductAnswer {
  return {
    together: null,
    facts: {
      id: "B1",
      title: "Silvaro Echo",
      ratings: 40,
      mean: 4.25,
      category: "Headphones",
      brand: "Sonora",
      segments: [
        { role: "category", value: "Headphones" },
        { role: "brand", value: "Sonora" },
      ],
      isKnown: true,
    },
    kind: "rating",
    similar: [similar("B2"), similar("B3", { cosine: -0.1, both: 0, alike: 0, sharesCategory: false })],
    compared: 50,
    raters: [
      { id: "u1", rating: 5, time: 929_232_000 },
      { id: "u2", rating: 4, time: null },
    ],
    expected: 4.41,
    ...change,
  };
}

export function likely(): LikelyUsers {
  return { users: [{ id: "u9", ratings: 31, predicted: 4.87 }], asked: 2000, of: 15_000 };
}

export function biasLists(change: Partial<BiasLists> = {}): BiasLists {
  const listed = { title: "", ratings: 30, category: "", brand: "" };
  return {
    unit: "logits",
    minimum: 5,
    of: 40,
    best: [{ ...listed, id: "B8", mean: 4.8, bias: 0.9 }],
    worst: [{ ...listed, id: "B9", mean: 2.1, bias: -1.25 }],
    biases: Float32Array.of(0.9, 0.1, -1.25),
    means: Float32Array.of(4.8, 4.25, 2.1),
    place: { bias: 0.1, byBias: 20, byMean: 21, of: 40 },
    ...change,
  };
}
