import { expect, test } from "vitest";
import type { ModelName } from "../../../src/domain/settings";
import { ruleFactors } from "../../../src/domain/sizes";
import { aboutParameters, factorsOf, sidesInUse } from "../../../src/features/train/parameters";
import { defaultsOf } from "../../../src/models/registry";
import { loadedData } from "../fixtures";

const summary = {
  ...loadedData().summary,
  users: 10,
  products: 5,
  timeSpan: null,
  segments: { category: { name: null, values: 3, known: 1 }, userGender: { name: null, values: 2, known: 1 } },
};

test.each<[ModelName, number]>([
  ["dot-product", 15 * 4],
  ["dot-product-bias", 15 * 5],
  // 8 → 3 → 1 with biases.
  ["collabnn", 15 * 4 + (8 * 3 + 3) + (3 + 1)],
  // Users, products, categories and the mark of strangers, a mean and a variance each; user, product, category and
  // mark → 3 → 1.
  ["hybrid", (10 + 5 + 3 + 1) * 2 * 5 + (16 * 3 + 3) + (3 + 1)],
  // Both tables: the products' rows and one for each category.
  ["pooled-history", 2 * (5 + 3) * 4],
])("%s has as many weights as its tables and layers", (model, weights) => {
  const settings = { ...defaultsOf(model), factors: 4, hidden: [3], sides: ["category" as const] };
  expect(aboutParameters(settings, summary)).toBe(weights);
});

test("a hybrid model without hidden layers has no network", () => {
  const settings = { ...defaultsOf("hybrid"), factors: 4, hidden: [], sides: [] };
  expect(aboutParameters(settings, summary)).toBe((10 + 5 + 1) * 2 * 5);
});

test("automatic factors follow the rule for the smaller table", () => {
  expect(factorsOf({ ...defaultsOf("collabnn"), factors: "auto" }, { ...summary, users: 1e6, products: 944 })).toBe(74);
});

test("the rule for embedding sizes is fastai's, capped at 600", () => {
  // emb_sz_rule(943) and of ML-100k's 1,635 titles, from fastai's book: 74 and 101; a million users reach the cap.
  expect([ruleFactors(944), ruleFactors(1635), ruleFactors(1e6)]).toEqual([74, 101, 600]);
});

test("a ranking model reads the product's side features alone, a dot product none", () => {
  const sides = ["category", "userGender", "brand"] as const;
  expect(sidesInUse({ model: "hybrid", sides: [...sides] }, summary)).toEqual(["category", "userGender"]);
  expect(sidesInUse({ model: "pooled-history", sides: [...sides] }, summary)).toEqual(["category"]);
  expect(sidesInUse({ model: "dot-product", sides: [...sides] }, summary)).toEqual([]);
});
