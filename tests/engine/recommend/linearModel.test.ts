import { expect, test } from "vitest";
import { createModel } from "../../../src/engine/recommend/models/createModel";
import type { ModelSnapshot } from "../../../src/models/snapshot";
import { PRODUCTS, randomSnapshot } from "./randomSnapshot";

/** Factors of two, a bias, a mean of 3 and no sigmoid. */
function linearModel(userPull: number[]): { snapshot: ModelSnapshot; model: ReturnType<typeof createModel> } {
  const linear = { offset: 3, userPull: Float64Array.from(userPull) };
  const snapshot = { ...randomSnapshot("dot-product-bias", 31, { factors: 2, range: [1, 5] }), linear };
  return { snapshot, model: createModel(snapshot) };
}

test("scores without a sigmoid are ratings, held within the range", () => {
  const { model } = linearModel([1, 1, 1]);
  expect([0.2, 1, 3.21, 5, 7].map((score) => model.ratingOf(score))).toEqual([1, 1, 3.21, 5, 5]);
});

test("a new user of such a model is the ridge regression of what is left of the ratings", () => {
  const [pull, rated, rating] = [[0.5, 0.25, 2], 4, 4.5];
  const { snapshot, model } = linearModel(pull);
  const at = snapshot.productRows[rated] * snapshot.width;
  const x = [snapshot.products[at], snapshot.products[at + 1], 1];
  const left = rating - 3 - snapshot.products[at + 2];
  // Of one rating: w = W⁻¹ x · left / (1 + xᵀ W⁻¹ x), by Sherman & Morrison's formula.
  const scaled = x.map((value, k) => value / pull[k]);
  const whole = 1 + x.reduce((sum, value, k) => sum + value * scaled[k], 0);
  const expected = scaled.map((value) => (value * left) / whole);
  const { vector } = model.foldIn([{ product: rated, rating }]);
  expected.forEach((value, k) => {
    expect(vector[k]).toBeCloseTo(value, 4);
  });
  const logit = model.logits({ vector, isKnown: true })[rated];
  expect(logit).toBeCloseTo(
    3 + snapshot.products[at + 2] + x.reduce((sum, value, k) => sum + value * expected[k], 0),
    4,
  );
});

test("the terms of such a model are the mean, both biases and the interaction, and add up to the score", () => {
  const { model } = linearModel([1, 1, 1]);
  const user = model.userOf(2);
  const logits = model.logits(user);
  for (let product = 0; product < PRODUCTS; product++) {
    const terms = model.terms(user, product);
    expect(terms.map(({ name }) => name)).toEqual(["mean", "user", "product", "interaction"]);
    expect(terms.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(logits[product], 5);
  }
});
