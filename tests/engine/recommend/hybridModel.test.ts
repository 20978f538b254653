import { describe, expect, test } from "vitest";
import type { RunSettings } from "../../../src/domain/settings";
import { createModel, ratingsOf } from "../../../src/engine/recommend/models/createModel";
import { BatchFiller } from "../../../src/engine/train/batches";
import { planRun } from "../../../src/engine/train/plan";
import { STRANGER_ROW } from "../../../src/engine/train/sideRows";
import { snapshotOf } from "../../../src/engine/train/snapshot";
import { createLearner, openProvenBackend } from "../../../src/models/learners";
import { defaultsOf } from "../../../src/models/registry";
import { plainStep } from "../../models/learnerTrials";
import { plantedRatings } from "../train/plantedRatings";
import { withSides } from "../train/plantedSides";

/** Many users and products of few ratings, so that the training part lacks some of both. */
const columns = withSides(plantedRatings(600, 250, 300, 3), 4);
const EVERY = ["brand", "category", "userGender", "year"] as const;
const settings: RunSettings = { ...defaultsOf("hybrid"), factors: 5, split: "time", batchSize: 60, seed: 6 };

/** A model after some steps: what the explorer's scorer answers, and what the learner predicts for the same. */
async function trained(change: Partial<RunSettings>) {
  const plan = await planRun(columns, { ...settings, ...change }, async () => {});
  const learner = await createLearner(await openProvenBackend("wasm"), plan.learner);
  const filler = new BatchFiller(columns, plan, plan.learner.batchSize);
  const train = plan.split.train;
  for (let step = 0; step < 30; step++) learner.step(filler.fill(train, (60 * step) % (train.length - 60)), plainStep);
  const model = createModel(snapshotOf(plan, learner.read()));
  const scorer = { rateAll: (user: number) => ratingsOf(model, user) };
  /** Predictions of these ratings; the year is the newest, as when recommending. */
  const predict = async (indices: Int32Array) => {
    const predicted: number[] = [];
    const features = plan.sides!.features;
    const year = features.findIndex(({ role }) => role === "year");
    for (let from = 0; from < indices.length; from += 60) {
      const batch = filler.fill(indices, from);
      if (year >= 0) for (let i = 0; i < 60; i++) batch.sides[i * features.length + year] = plan.sides!.newestYear;
      predicted.push(...(await learner.predict(batch)));
    }
    return predicted.slice(0, indices.length);
  };
  return { plan, scorer, predict };
}

describe.each([
  { sides: [...EVERY], hidden: [] },
  { sides: [...EVERY], hidden: [9, 4] },
  { sides: ["brand" as const], hidden: [7] },
  { sides: [], hidden: [] },
])("the explorer's scorer of hybrid with $sides and layers $hidden", (change) => {
  test("predicts what the learner predicts, of known and unknown users and products, as in the newest year", async () => {
    const { plan, scorer, predict } = await trained(change);
    const every = Int32Array.from({ length: columns.size }, (_, i) => i);
    const predicted = await predict(every);
    for (const i of every) {
      const answer = scorer.rateAll(columns.user[i]);
      expect(answer).toHaveLength(columns.products);
      expect(answer[columns.product[i]]).toBeCloseTo(predicted[i], 4);
    }
    // The cases that this is about do occur.
    const { users, products, sides } = plan;
    const unknown = (codes: Int32Array, rowOf: Int32Array) => every.filter((i) => rowOf[codes[i]] === 0).length;
    expect(unknown(columns.user, users.rowOf)).toBeGreaterThan(10);
    expect(unknown(columns.product, products.rowOf)).toBeGreaterThan(0);
    for (const { role, per, rows } of sides!.features) {
      if (role !== "stranger" && per !== "rating") expect(rows.includes(0) && rows.some((row) => row > 0)).toBe(true);
    }
  });
});

test("a snapshot marks strangers, and has the newest year for everyone", async () => {
  const { plan, scorer } = await trained({ sides: [...EVERY] });
  const learner = await createLearner(await openProvenBackend("wasm"), plan.learner);
  const { hybrid, userRows } = snapshotOf(plan, learner.read());
  const featureOf = (role: string) => hybrid!.features.find((feature) => feature.role === role)!;
  expect(featureOf("year")).toEqual({ role: "year", of: "user", rows: plan.sides!.newestYear });
  expect(plan.sides!.newestYear).toBeGreaterThan(0);
  const stranger = featureOf("stranger").rows as Int32Array;
  userRows.forEach((row, user) => {
    expect(stranger[user]).toBe(row === 0 ? STRANGER_ROW : 0);
  });
  const [low, high] = plan.learner.range;
  for (const rating of scorer.rateAll(0)) expect(rating > low && rating < high).toBe(true);
});
