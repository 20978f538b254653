import { expect, test } from "vitest";
import { predictRatings } from "../../../../src/engine/evaluate/predictRatings";
import { codeOf, packTexts as vocabulary } from "../../../../src/engine/read/vocabulary";
import { createModel } from "../../../../src/engine/recommend/models/createModel";
import { refusalsOf } from "../../../../src/engine/train/earlier/refusals";
import { scoreEarlier } from "../../../../src/engine/train/earlier/score";
import { pack } from "../../../../src/engine/workspace/pack";
import { startFrom } from "../../../../src/engine/workspace/startFrom";
import type { ModelSnapshot } from "../../../../src/models/snapshot";
import { breathe, FIRST_PRODUCTS, FIRST_USERS, shop } from "./newerShop";

test("ids are known by their text, whatever their codes", async () => {
  const { before, now, run, start } = await shop({ model: "dot-product-bias" });
  const { overlap, model } = start;
  expect(overlap).toMatchObject({ users: 150, products: 60 });
  expect([overlap.knownUsers, overlap.knownProducts]).toEqual([FIRST_USERS, FIRST_PRODUCTS]);
  for (const id of ["u0", "u57", "u109"]) {
    const row = run.best.userRows[codeOf(before.dataset.users, id)];
    expect(model!.userRows[codeOf(now.dataset.users, id)]).toBe(row);
  }
  expect(model!.userRows[codeOf(now.dataset.users, `u${FIRST_USERS}`)]).toBe(0);
});

test("an id that the model does not know is scored as row 0", async () => {
  const { now, start, run } = await shop({ model: "dot-product-bias" });
  const { dataset } = now;
  const [user, product] = [codeOf(dataset.users, "u120"), codeOf(dataset.products, "p3")];
  const model = createModel(start.model!);
  const logit = model.logits(model.userOf(user))[product];
  const { products, width, factors } = run.best;
  const row = start.model!.productRows[product];
  // Row 0 is zero: what is left is the product's bias.
  expect(row).toBeGreaterThan(0);
  expect(logit).toBeCloseTo(products[row * width + factors], 6);
});

test("values of side features are known by their text: a product that is new has its brand's row", async () => {
  const { before, now, run, start } = await shop({ model: "hybrid", sides: ["brand"] });
  const feature = ({ hybrid }: ModelSnapshot) =>
    hybrid!.features.find(({ role }) => role === "brand")!.rows as Int32Array;
  const [then, here] = [feature(run.best), feature(start.model!)];
  // Product p55 is of brand 0, as p5 is, which the first export has.
  const known = then[codeOf(before.dataset.products, "p5")];
  expect(known).toBeGreaterThan(0);
  expect(here[codeOf(now.dataset.products, "p5")]).toBe(known);
  expect(here[codeOf(now.dataset.products, "p55")]).toBe(known);
});

test("an id that a vocabulary from elsewhere has twice, and one of other writing, are told apart", async () => {
  const { earlier, now, run, settings } = await shop({ model: "dot-product-bias" });
  const users = vocabulary(["é1", "u1", "e1", "u1"]);
  const products = vocabulary(["p1", "P2"]);
  const model = { ...run.best, userRows: Int32Array.of(1, 2, 3, 4), productRows: Int32Array.of(1, 2) };
  const foreign = { ...earlier, model: pack(model), dataset: null, vocabularies: { users, products } };
  const { overlap, model: matched } = (await startFrom(now.dataset, null, foreign, settings)).start;
  expect(overlap).toMatchObject({ knownUsers: 1, knownProducts: 1 });
  expect(matched!.userRows[codeOf(now.dataset.users, "u1")]).toBe(4);
  expect(matched!.productRows[codeOf(now.dataset.products, "p2")]).toBe(0);
});

test("a model of other ids knows nothing", async () => {
  const { earlier, now, settings } = await shop({ model: "dot-product-bias" });
  const vocabularies = { users: vocabulary(["x"]), products: vocabulary(["y"]) };
  const { start } = await startFrom(now.dataset, null, { ...earlier, dataset: null, vocabularies }, settings);
  expect(start.overlap).toEqual({ users: 150, knownUsers: 0, products: 60, knownProducts: 0 });
});

test("what a model cannot be used for is said before it is tried", async () => {
  const { columns, settings, start, run } = await shop({ model: "hybrid", sides: ["brand"] });
  const model = start.model!;
  expect(refusalsOf(columns, model, settings)).toEqual({ scored: null, continued: null });
  const without = { ...columns, sides: [] };
  expect(refusalsOf(without, model, settings).continued).toMatch(/reads brand, and .* has none/);
  const wider = { ...columns, rating: columns.rating.map((rating) => 2 * rating) };
  expect(refusalsOf(wider, model, settings)).toMatchObject({
    scored: null,
    continued: expect.stringMatching(/predicts between 0.5 and 5.5, and the ratings here go from 2 to 10/),
  });
  const linear = { offset: 0, userPull: Float64Array.of(1) };
  expect(refusalsOf(columns, { ...run.best, linear }, settings).continued).toMatch(/scored, not trained further/);
  const chosen = { ...columns, feedback: "implicit" as const };
  expect(refusalsOf(chosen, model, settings).scored).toMatch(/have none/);
  await expect(scoreEarlier(chosen, settings, start, [], breathe)).rejects.toThrow(/predicts ratings/);
});

test("a rating of a later year than the model's is predicted in its last", async () => {
  const { columns, start } = await shop({ model: "hybrid", sides: ["year"] });
  const years = columns.sides.find(({ role }) => role === "year")!;
  const newest = years.vocabulary.offsets.length - 2;
  const [late, last] = [years.codes.indexOf(newest), years.codes.indexOf(newest - 1)];
  const rows = start.sideRows.find(({ role }) => role === "year")!;
  expect(rows.values.at(-1)).not.toBe("2018"); // the first export ends before the newer one
  const inLast = { ...columns, user: columns.user.slice(), product: columns.product.slice() };
  inLast.user[last] = columns.user[late];
  inLast.product[last] = columns.product[late];
  const [a, b] = await predictRatings(inLast, Int32Array.of(late, last), start.model!, start.sideRows, breathe);
  expect(a).toBeCloseTo(b!, 6);
});
