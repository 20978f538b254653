import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RecommendColumns } from "../../../src/engine/read/copies";
import { packTexts } from "../../../src/engine/read/vocabulary";
import { answeringOf } from "../../../src/engine/recommend/answering";
import { RecommendExplorer } from "../../../src/engine/recommend/explorer";
import { codesContaining } from "../../../src/engine/recommend/search";
import { topN } from "../../../src/engine/recommend/topN";
import { DEFAULT_LIST } from "../../../src/engine/recommend/types";
import type { ModelSnapshot } from "../../../src/models/snapshot";

test("top n is the head of a plain sort, for any scores", () => {
  const scores = fc.array(fc.constantFrom(1, 2, 2.5, 3, -1), { maxLength: 50 });
  fc.assert(
    fc.property(scores, fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 4 }), (scores, n, modulus) => {
      const allowed = (i: number) => i % modulus === 0;
      const sorted = scores.map((_, i) => i).filter(allowed);
      sorted.sort((a, b) => scores[b] - scores[a] || a - b);
      expect(topN(scores, n, allowed)).toEqual(sorted.slice(0, n));
    }),
  );
});

test("search finds the ids that contain the query, either case, without crossing from one id to the next", () => {
  const ids = packTexts(["u12", "U120", "x2", "0u1", "Zoë"]);
  expect([...codesContaining(ids, "u12")]).toEqual([0, 1]);
  expect([...codesContaining(ids, "2U")]).toEqual([]);
  expect([...codesContaining(ids, "oë")]).toEqual([4]);
  expect([...codesContaining(ids, "")]).toEqual([0, 1, 2, 3, 4]);
});

// Three users, four products; "bo" is not in training, product "d" is not either.
const columns: RecommendColumns = {
  feedback: "explicit",
  size: 6,
  users: packTexts(["ann", "bo", "cy"]),
  products: packTexts(["a", "b", "c", "d"]),
  user: Int32Array.of(0, 0, 1, 2, 2, 2),
  product: Int32Array.of(0, 1, 0, 0, 1, 2),
  rating: Float32Array.of(5, 1, 4, 3, 3, 2),
  time: Float64Array.of(100, 300, Number.NaN, 1, 2, 3),
  titles: null,
  productSegments: { brand: { codes: Int32Array.of(1, 1, 0, 2), vocabulary: packTexts(["", "Norvik", "Ohm"]) } },
  userSegments: {},
};
const model: ModelSnapshot = {
  model: "dot-product-bias",
  factors: 1,
  hidden: [],
  range: [0.5, 5.5],
  userRows: Int32Array.of(1, 0, 2),
  productRows: Int32Array.of(1, 2, 3, 0),
  width: 4,
  // Each row: the factor, the bias, padding.
  users: Float32Array.of(0, 0, 0, 0, 1, 0.5, 0, 0, -1, 0, 0, 0),
  products: Float32Array.of(0, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, -2, 0.2, 0, 0),
  dense: [],
};
const top = (count: number) => ({ ...DEFAULT_LIST, count });
const ALL = { by: "activity" as const, seed: 1, segment: null };
const rangeSigmoid = (logit: number) => 0.5 + 5 / (1 + Math.exp(-logit));

function withModel(): RecommendExplorer {
  const explorer = new RecommendExplorer(columns);
  explorer.setModel(answeringOf(model));
  return explorer;
}

describe("a customer", () => {
  test("is told ratings on the file's scale, in the order of what the model says beyond its ends", () => {
    const explorer = new RecommendExplorer(columns);
    // With a bias of 9 for ann both are beyond 5: d at 0.5 + 5 σ(9), c at 0.5 + 5 σ(9 + 0.2 - 2).
    const users = model.users.slice();
    users[5] = 9;
    explorer.setModel(answeringOf({ ...model, users }));
    const { recommendations } = explorer.customer("ann", top(10));
    expect(recommendations.map(({ product, predicted }) => [product, predicted])).toEqual([
      ["d", 5],
      ["c", 5],
    ]);
    expect(recommendations[0].score).toBeGreaterThan(recommendations[1].score);
  });

  test("sees the unrated products by predicted rating, and their history newest first", () => {
    const view = withModel().customer("ann", top(10));
    expect(view.known).toBe(true);
    expect(view.kind).toBe("rating");
    expect(view.excluded.rated).toBe(2);
    expect(view.history.map(({ product, time }) => [product, time])).toEqual([
      ["b", 300],
      ["a", 100],
    ]);
    // Logits: c: 1 × -2 + 0.5 + 0.2; d is unknown to the model: the user's bias alone.
    expect(view.recommendations.map(({ product }) => product)).toEqual(["d", "c"]);
    expect(view.recommendations[0].predicted).toBeCloseTo(rangeSigmoid(0.5), 5);
    expect(view.recommendations[1].predicted).toBeCloseTo(rangeSigmoid(-1.3), 5);
    expect(view.recommendations[1]).toMatchObject({ brand: "", ratings: 1, mean: 2 });
  });

  test("unknown to the training part is answered by the products' biases, and said to be", () => {
    const view = withModel().customer("bo", top(2));
    expect(view.known).toBe(false);
    expect(view.recommendations.map(({ product }) => product)).toEqual(["b", "c"]);
    expect(view.recommendations[0].predicted).toBeCloseTo(rangeSigmoid(1), 5);
  });

  test("of a ranking model sees an order without predicted ratings, from the training part of their history", () => {
    const explorer = new RecommendExplorer(columns);
    const pooled = {
      inputs: Float32Array.of(0, 0, 0, 0, 1, 0, 0, 0, 9, 0, 0, 0, 9, 0, 0, 0),
      prior: Float32Array.of(-5, -1, -2, -3),
      longest: 50,
      // Ann's rating of "b" (row 2) was held out.
      starts: Int32Array.of(0, 1, 1, 4),
      history: Int32Array.of(1, 1, 2, 3),
    };
    explorer.setModel(answeringOf({ ...model, model: "pooled-history", users: new Float32Array(0), pooled }));
    const view = explorer.customer("ann", top(10));
    expect(view).toMatchObject({ kind: "ranking", known: true, excluded: { rated: 2 } });
    // The sum is the input of "a", 1; c: 1 × -2 - 3; d is unknown to the model.
    expect(view.recommendations.map(({ product, score, predicted }) => [product, score, predicted])).toEqual([
      ["c", -5, null],
      ["d", -5, null],
    ]);
    const stranger = explorer.customer("bo", top(1));
    expect(stranger).toMatchObject({ known: false, recommendations: [{ product: "b", score: -2, predicted: null }] });
  });

  test("sees products by their titles, and those without a known one by none", () => {
    const explorer = new RecommendExplorer({
      ...columns,
      titles: packTexts(["Desk lamp", "", "Radio <b>FM</b>", "Kettle"]),
    });
    explorer.setModel(answeringOf(model));
    const { history, recommendations } = explorer.customer("ann", top(10));
    expect(history.map(({ product, title }) => [product, title])).toEqual([
      ["b", ""],
      ["a", "Desk lamp"],
    ]);
    expect(recommendations.map(({ product, title }) => [product, title])).toEqual([
      ["d", "Kettle"],
      ["c", "Radio <b>FM</b>"],
    ]);
  });

  test("sees no title where no file has titles", () => {
    const { history, recommendations } = withModel().customer("ann", top(10));
    expect([...history, ...recommendations].map(({ title }) => title)).toEqual(["", "", "", ""]);
  });

  test("that does not exist gets a sentence with similar ids", () => {
    expect(() => withModel().customer("AN", top(5))).toThrow('There is no user "AN" in this file. Similar ids: ann.');
  });

  test("asked for before the first model gets a sentence", () => {
    expect(() => new RecommendExplorer(columns).customer("ann", top(5))).toThrow(/no trained model yet/);
  });

  test.each([
    ["explicit", '"cy" has rated every product in this file; there is nothing left to recommend.'],
    ["implicit", '"cy" has chosen every product in this file; there is nothing left to recommend.'],
  ] as const)("who had every product gets a sentence, of %s feedback", (feedback, sentence) => {
    const explorer = new RecommendExplorer({
      ...columns,
      feedback,
      size: 7,
      user: Int32Array.of(0, 0, 1, 2, 2, 2, 2),
      product: Int32Array.of(0, 1, 0, 0, 1, 2, 3),
      rating: Float32Array.of(5, 1, 4, 3, 3, 2, 1),
      time: null,
    });
    explorer.setModel(answeringOf(model));
    const view = explorer.customer("cy", top(5));
    expect(view.recommendations).toEqual([]);
    expect(view.nothingLeft).toEqual({ sentence, mostBy: "rated" });
    expect(view.history).toHaveLength(4);
  });
});

test("users are found by part of their id, the exact match first, then the most active", () => {
  const explorer = new RecommendExplorer({ ...columns, users: packTexts(["u1", "u11", "u12"]) });
  expect(explorer.findUsers({ ...ALL, query: "u1", limit: 2 })).toEqual({
    matches: [
      { id: "u1", ratings: 2 },
      { id: "u12", ratings: 3 },
    ],
    total: 3,
  });
  expect(explorer.findUsers({ ...ALL, query: "", limit: 1 })).toEqual({
    matches: [{ id: "u12", ratings: 3 }],
    total: 3,
  });
});
