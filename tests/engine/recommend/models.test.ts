import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createModel, ratingsOf } from "../../../src/engine/recommend/models/createModel";
import { PairNetwork } from "../../../src/engine/recommend/models/pairNetwork";
import type { Term, UserState } from "../../../src/engine/recommend/models/types";
import { layersOf } from "../../../src/engine/recommend/network";
import { RATING_MODELS } from "../../../src/models/registry";
import { PRODUCTS, randomSnapshot, STRANGER, UNSEEN, USERS } from "./randomSnapshot";

/** The models that take steps, with random weights; blends and what they hold are tested in genres.test.ts and blend.test.ts. */
const STEPPED = RATING_MODELS.filter(({ trainedBy }) => trainedBy === "steps").map(({ name }) => name);
const NAMES = [...STEPPED, "pooled-history"];

const VARIANTS = [...NAMES.map((name) => ({ name, hidden: undefined })), { name: "hybrid" as const, hidden: [7, 3] }];
const RATING_VARIANTS = VARIANTS.filter(({ name }) => name !== "pooled-history");
const codes = (count: number) => Array.from({ length: count }, (_, code) => code);
const sum = (terms: Term[]) => terms.reduce((total, { value }) => total + value, 0);
const ratings = [
  { product: 1, rating: 5 },
  { product: 3, rating: 2 },
  { product: 9, rating: 4 },
];

describe.each(VARIANTS)("$name with layers $hidden", ({ name, hidden }) => {
  test("has terms that add up to the score of every product, for users who are known, strangers and folded in", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const model = createModel(randomSnapshot(name, seed, { hidden }));
        const users: UserState[] = [...codes(USERS).map((code) => model.userOf(code)), model.foldIn(ratings)];
        for (const user of [...users, model.foldIn([])]) {
          model.logits(user).forEach((logit, product) => {
            expect(Math.abs(sum(model.terms(user, product)) - logit)).toBeLessThan(1e-4);
          });
        }
      }),
      { numRuns: 20, seed: 1 },
    );
  });

  test("answers to nobody's ratings as to a user whom training has not seen and of whom nothing is known", () => {
    const snapshot = randomSnapshot(name, 2, { hidden });
    const gender = snapshot.hybrid?.features.find(({ role }) => role === "userGender");
    if (gender) (gender.rows as Int32Array)[STRANGER] = 0;
    const model = createModel(snapshot);
    const nobody = model.foldIn([]);
    expect(nobody.isKnown).toBe(false);
    expect(model.userOf(STRANGER).isKnown).toBe(false);
    expect(model.logits(nobody)).toEqual(model.logits(model.userOf(STRANGER)));
  });

  test("tells which users and products training has seen", () => {
    const model = createModel(randomSnapshot(name, 3, { hidden }));
    expect(codes(USERS).filter((code) => !model.userOf(code).isKnown)).toEqual([STRANGER]);
    expect(codes(USERS).filter((code) => model.userFactors(code) === null)).toEqual([STRANGER]);
    expect(codes(PRODUCTS).filter((code) => !model.knowsProduct(code))).toEqual([UNSEEN]);
    expect(codes(PRODUCTS).filter((code) => !model.productOf(code).isKnown)).toEqual([UNSEEN]);
    expect(model.foldIn(ratings).isKnown).toBe(true);
  });
});

test("a model has the terms that its formula has", () => {
  const namesOf = (name: string, hidden?: number[]) => {
    const model = createModel(randomSnapshot(name, 4, { hidden }));
    return model.terms(model.userOf(0), 1).map(({ name: term, feature }) => (feature ? feature.role : term));
  };
  expect(namesOf("dot-product")).toEqual(["interaction"]);
  expect(namesOf("dot-product-bias")).toEqual(["user", "product", "interaction"]);
  expect(namesOf("collabnn")).toEqual(["network"]);
  expect(namesOf("pooled-history")).toEqual(["product", "interaction"]);
  const ofHybrid = ["mean", "user", "product", "stranger", "userGender", "year", "brand", "interaction"];
  expect(namesOf("hybrid")).toEqual(ofHybrid);
  expect(namesOf("hybrid", [4])).toEqual([...ofHybrid, "network"]);
});

test("a term of hybrid is what its rows hold: biases each, and the product of the summed factors", () => {
  const snapshot = randomSnapshot("hybrid", 5, { factors: 2 });
  const { users, products, hybrid, userRows, productRows, width } = snapshot;
  const { sides, features } = hybrid!;
  const [user, product] = [1, 2];
  const at = (table: Float32Array, row: number, k: number) => table[row * width + k];
  const rowsOf = (of: string, code: number) =>
    features.filter((feature) => feature.of === of).map(({ rows }) => (typeof rows === "number" ? rows : rows[code]));
  const total = (table: Float32Array, row: number, others: number[], k: number) =>
    others.reduce((value, other) => value + at(sides, other, k), at(table, row, k));
  const who = (k: number) => total(users, userRows[user], rowsOf("user", user), k);
  const what = (k: number) => total(products, productRows[product], rowsOf("product", product), k);
  const model = createModel(snapshot);
  const values = model.terms(model.userOf(user), product).map(({ value }) => value);
  const expected = [
    hybrid!.offset,
    at(users, userRows[user], 2),
    at(products, productRows[product], 2),
    ...[...rowsOf("user", user), ...rowsOf("product", product)].map((row) => at(sides, row, 2)),
    who(0) * what(0) + who(1) * what(1),
  ];
  expected.forEach((value, i) => {
    expect(values[i]).toBeCloseTo(value, 5);
  });
  expect(model.productBias(product)).toBeCloseTo(what(2), 5);
  expect([...model.productFactors(product)]).toEqual([what(0), what(1)].map((value) => expect.closeTo(value, 5)));
});

describe.each(RATING_VARIANTS)("$name with layers $hidden", ({ name, hidden }) => {
  test("rates a product for its audience as it does for each of them", () => {
    const model = createModel(randomSnapshot(name, 6, { hidden }));
    for (const product of [2, UNSEEN]) {
      const audience = model.audience(model.productOf(product), codes(USERS))!;
      for (const user of codes(USERS)) expect(audience[user]).toBeCloseTo(ratingsOf(model, user)[product], 4);
    }
  });

  test("keeps ratings within the range", () => {
    const model = createModel(randomSnapshot(name, 7, { hidden, range: [2, 3] }));
    for (const rating of ratingsOf(model, 0)) expect(rating > 2 && rating < 3).toBe(true);
    expect(model.ratingOf(0)).toBe(2.5);
  });
});

test("a new product is what an unseen one of the same features is, and has none of a feature that is not told", () => {
  const snapshot = randomSnapshot("hybrid", 8);
  const brand = snapshot.hybrid!.features.find(({ role }) => role === "brand")!.rows as Int32Array;
  const model = createModel(snapshot);
  const like = brand.findIndex((row, code) => row === brand[UNSEEN] && code !== UNSEEN);
  expect(model.newProduct({ brand: like })).toEqual(model.productOf(UNSEEN));
  expect(brand[UNSEEN]).toBeGreaterThan(0);
  const [unlike, without] = [model.newProduct({ category: like }), model.newProduct({})];
  expect(unlike).toEqual(without);
  expect(without!.vector.every((value) => value === 0)).toBe(true);
});

test.each(NAMES.filter((name) => name !== "hybrid"))("%s has no new products: it reads no side features", (name) => {
  expect(createModel(randomSnapshot(name, 9)).newProduct({ brand: 1 })).toBeNull();
});

test("the slope of a network by the user's inputs is what finite differences give", () => {
  const { dense, factors } = randomSnapshot("collabnn", 10, { hidden: [13, 8, 5] });
  const layers = layersOf(dense);
  const [first] = layers;
  const network = new PairNetwork(layers, factors);
  const inputs = Float32Array.from({ length: 2 * factors }, (_, i) => Math.sin(3 * i + 1));
  const halves = (of: Float32Array) => {
    const user = first.bias.slice();
    const product = new Float32Array(first.outputs);
    for (let j = 0; j < first.outputs; j++) {
      for (let k = 0; k < factors; k++) user[j] += of[k] * first.weights[k * first.outputs + j];
      for (let k = factors; k < 2 * factors; k++) product[j] += of[k] * first.weights[k * first.outputs + j];
    }
    return [user, product] as const;
  };
  network.output(...halves(inputs));
  const slope = network.slope().slice();
  for (let k = 0; k < factors; k++) {
    const moved = (by: number) => network.output(...halves(inputs.map((value, i) => (i === k ? value + by : value))));
    expect(slope[k]).toBeCloseTo((moved(1e-3) - moved(-1e-3)) / 2e-3, 2);
  }
});
