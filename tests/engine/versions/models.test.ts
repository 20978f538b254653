import { beforeAll, describe, expect, test } from "vitest";
import { openModel } from "../../../src/engine/export/openModel";
import { codeOf, textOf as idOf, size } from "../../../src/engine/read/vocabulary";
import { createModel, ratingsOf } from "../../../src/engine/recommend/models/createModel";
import { unpack } from "../../../src/engine/workspace/pack";
import { recompute } from "../../../src/engine/workspace/verify";
import type { ModelSnapshot } from "../../../src/models/snapshot";
import { splitBy } from "../../setup/splitBy";
import { blobOf, breathe, columnsFor, never, opened, RUN_NAMES, RUNS, type RunName, textOf } from "./version01";

const SETTINGS: Record<RunName, object> = {
  hybrid: { model: "hybrid", factors: 6, hidden: [], seed: 7 },
  "hybrid-hidden": { model: "hybrid", factors: 5, hidden: [8], split: "time", seed: 8 },
  collabnn: { model: "collabnn", factors: 4, hidden: [12, 6], batchSize: 32, split: "column", seed: 9 },
  "dot-product": { model: "dot-product", factors: 4, schedule: "constant", only: "rating:2..5", seed: 10 },
  "dot-product-bias": { model: "dot-product-bias", factors: 5, range: [0, 5.5], weightDecay: 0.05, seed: 11 },
  "pooled-history": { model: "pooled-history", factors: 6, split: "leave-last-out", relevantFrom: 5, seed: 12 },
};

type Lists = Record<string, { product: string; predicted: number | null }[]>;

let shop: Awaited<ReturnType<typeof opened>>;
beforeAll(async () => {
  shop = await opened("ratings.collabnn");
});

const archive = (name: RunName) => openModel([{ name: `${name}.zip`, content: blobOf(`models/${name}.zip`) }], never);
const recordOf = (name: RunName) => shop.runs.find(({ record }) => record.id === RUNS[name])!.record;

/** Codes of the products that the user has not rated, the one that scores best first. */
function listFor(scores: Float32Array, user: number, length: number): number[] {
  const { dataset } = shop;
  const rated = new Set(dataset.product.filter((_, i) => dataset.user[i] === user));
  const others = Array.from(scores.keys()).filter((product) => !rated.has(product));
  return others.sort((a, b) => scores[b] - scores[a]).slice(0, length);
}

describe.each(RUN_NAMES)("the model that version 0.1 saved of %s", (name) => {
  test("opens with its settings, for the same users and products", async () => {
    const { name: trainedOn, settings, users, products } = await archive(name);
    expect(trainedOn).toBe("ratings.csv");
    expect(settings).toMatchObject(SETTINGS[name]);
    if (name === "hybrid") expect([...settings.sides].sort()).toEqual(["brand", "category", "userGender", "year"]);
    if (name === "hybrid-hidden") expect([...settings.sides].sort()).toEqual(["brand", "category"]);
    expect([size(users), size(products)]).toEqual([60, 50]);
    for (let user = 0; user < 60; user++) expect(idOf(users, user)).toBe(idOf(shop.dataset.users, user));
    for (let product = 0; product < 50; product++) {
      expect(idOf(products, product)).toBe(idOf(shop.dataset.products, product));
    }
  });

  test("scores as the weights in the workspace do", async () => {
    const kept = shop.runs.find(({ record }) => record.id === RUNS[name])!;
    const before = createModel((await unpack(kept.files.get("model")!)) as ModelSnapshot);
    const now = createModel((await archive(name)).model);
    const { split, seed } = kept.record.settings;
    const { train } = splitBy(columnsFor(shop.dataset, ""), split, seed);
    for (let user = 0; user < 60; user++) {
      if (name !== "pooled-history") {
        expect(ratingsOf(now, user)).toEqual(ratingsOf(before, user));
        continue;
      }
      // Its users are what they chose: the training part, in the file's order.
      const chosen = Array.from(train.filter((i) => shop.dataset.user[i] === user).sort());
      const history = chosen.map((i) => ({ product: shop.dataset.product[i], rating: shop.dataset.rating[i] }));
      const scores = now.logits(now.foldIn(history));
      for (const [product, score] of ratingsOf(before, user).entries()) expect(scores[product]).toBeCloseTo(score, 4);
    }
  });
});

test.each(RUN_NAMES.filter((name) => name !== "pooled-history"))(
  "the model that version 0.1 saved comes to the test errors that its run measured: %s",
  async (name) => {
    const { model } = await archive(name);
    const { test, run } = recordOf(name).result!;
    const now = await recompute(columnsFor(shop.dataset, run.settings.only), run.settings, model, breathe);
    expect(Math.abs(now.rmse! - test.rmse!)).toBeLessThan(1e-6);
    expect(Math.abs(now.mae! - test.mae!)).toBeLessThan(1e-6);
  },
);

test.each(["hybrid", "collabnn", "dot-product", "dot-product-bias"] as const)(
  "the lists that version 0.1 showed are those of the saved model: %s",
  async (name) => {
    const { users, products, ...opened } = await archive(name);
    const model = createModel(opened.model);
    const { recommendations } = JSON.parse(textOf(`reports/${name}.json`)) as { recommendations: Lists };
    expect(Object.keys(recommendations).sort()).toEqual(["u05", "u17"]);
    for (const [id, list] of Object.entries(recommendations)) {
      const user = codeOf(users, id)!;
      const scores = ratingsOf(model, user);
      expect(list.length).toBe(10);
      expect(listFor(scores, user, 10).map((product) => idOf(products, product))).toEqual(
        list.map(({ product }) => product),
      );
      for (const { product, predicted } of list) {
        // As it was shown: within the scale of the ratings.
        expect(Math.min(5, scores[codeOf(products, product)!])).toBeCloseTo(predicted!, 4);
      }
    }
  },
);

test("the lists that version 0.1 showed of the model that only ranks are those of its weights", async () => {
  const kept = shop.runs.find(({ record }) => record.id === RUNS["pooled-history"])!;
  const model = createModel((await unpack(kept.files.get("model")!)) as ModelSnapshot);
  const { recommendations } = JSON.parse(textOf("reports/pooled-history.json")) as { recommendations: Lists };
  for (const [id, list] of Object.entries(recommendations)) {
    const user = codeOf(shop.dataset.users, id)!;
    const products = listFor(ratingsOf(model, user), user, 10).map((product) => idOf(shop.dataset.products, product));
    expect(list).toEqual(products.map((product) => expect.objectContaining({ product, predicted: null })));
  }
});
