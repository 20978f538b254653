import { describe, expect, test } from "vitest";
import type { RunSettings } from "../../../src/domain/settings";
import { bestBiases } from "../../../src/engine/evaluate/baselines/dampedBias";
import { planRun } from "../../../src/engine/train/plan";
import { createLearner, openProvenBackend } from "../../../src/models/learners";
import { defaultsOf } from "../../../src/models/registry";
import { plantedRatings } from "./plantedRatings";
import { withSides } from "./plantedSides";

const columns = withSides(plantedRatings(3000, 200, 70, 5), 6);
const settings: RunSettings = {
  ...defaultsOf("hybrid"),
  factors: 6,
  batchSize: 300,
  sides: ["brand", "year"],
  seed: 9,
};
const breathe = async () => {};

/** Predictions of a learner that has not learnt yet, for these rows and no features. */
async function startOf(change: Partial<RunSettings>, name: "wasm" | "cpu") {
  const plan = await planRun(columns, { ...settings, ...change }, breathe);
  const learner = await createLearner(await openProvenBackend(name), plan.learner);
  const { batchSize } = plan.learner;
  const predict = (users: ArrayLike<number>, products: ArrayLike<number>) => {
    const fill = (rows: ArrayLike<number>) => Int32Array.from({ length: batchSize }, (_, i) => rows[i] ?? 0);
    const sides = new Int32Array(batchSize * plan.sides!.features.length);
    return learner.predict({ users: fill(users), products: fill(products), sides });
  };
  return { plan, predict };
}

describe.each(["wasm", "cpu"] as const)("hybrid on %s", (name) => {
  test("starts at the damped biases: at a user's or a product's own rating where the other is unknown", async () => {
    const { plan, predict } = await startOf({}, name);
    const { mean, ofUser, ofProduct } = await bestBiases(columns, plan.split, breathe);
    const [low, high] = plan.learner.range;
    // The ends of the range are out of a sigmoid's reach: ratings keep 2 % of it from them.
    const within = (rating: number) =>
      Math.min(high - 0.02 * (high - low), Math.max(low + 0.02 * (high - low), rating));
    expect((await predict([], []))[0]).toBeCloseTo(mean, 4);
    const users = plan.users.rowOf;
    const byUser = await predict(users, []);
    for (let code = 0; code < columns.users; code++) expect(byUser[code]).toBeCloseTo(within(mean + ofUser[code]), 4);
    const products = plan.products.rowOf;
    const byProduct = await predict([], products);
    for (let code = 0; code < columns.products; code++) {
      expect(byProduct[code]).toBeCloseTo(within(mean + ofProduct[code]), 4);
    }
    expect(users.some((row) => row > 0) && products.some((row) => row > 0)).toBe(true);
  });

  test("starts with a network that adds nothing", async () => {
    const [without, beside] = [await startOf({ hidden: [] }, name), await startOf({ hidden: [9, 4] }, name)];
    const users = Int32Array.from({ length: 300 }, (_, i) => i % without.plan.users.rows);
    const products = Int32Array.from({ length: 300 }, (_, i) => i % without.plan.products.rows);
    expect(await beside.predict(users, products)).toEqual(await without.predict(users, products));
  });

  test("keeps a rating beyond the range's margin at the margin", async () => {
    const { plan, predict } = await startOf({ range: [3, 4] }, name);
    const predicted = [...(await predict(plan.users.rowOf, []))].slice(0, columns.users);
    expect(Math.min(...predicted)).toBeCloseTo(3.02, 4);
    expect(Math.max(...predicted)).toBeCloseTo(3.98, 4);
  });
});

test("the noise to begin with is the training ratings' variance about the damped biases, and counts are theirs", async () => {
  const { plan } = await startOf({}, "wasm");
  const { mean, ofUser, ofProduct } = await bestBiases(columns, plan.split, breathe);
  const { train } = plan.split;
  let squares = 0;
  for (const i of train)
    squares += (columns.rating[i] - mean - ofUser[columns.user[i]] - ofProduct[columns.product[i]]) ** 2;
  const { noise, userCounts, productCounts, stepsPerEpoch, steps } = plan.learner.hybrid!;
  expect(noise).toBeCloseTo(squares / train.length, 10);
  for (const [counts, codes, { rowOf }] of [
    [userCounts, columns.user, plan.users],
    [productCounts, columns.product, plan.products],
  ] as const) {
    rowOf.forEach((row, code) => {
      if (row > 0) expect(counts[row]).toBe(train.filter((i) => codes[i] === code).length);
    });
    expect(counts[0]).toBe(0);
  }
  // 2,400 training ratings by 300.
  expect([stepsPerEpoch, steps]).toEqual([8, 8 * settings.epochs]);
});
