import { beforeAll, describe, expect, test } from "vitest";
import type { Backend } from "../../src/backends/backend";
import { Random } from "../../src/domain/random";
import type { ModelName } from "../../src/domain/settings";
import { createModel, ratingsOf } from "../../src/engine/recommend/models/createModel";
import { countParameters, type LearnerOptions, type LearnerWeights } from "../../src/models/learner";
import { createLearner, openProvenBackend } from "../../src/models/learners";
import { learnerOptions, plainStep, RATING_MODELS, randomBatch } from "./learnerTrials";

const random = new Random(9, "learner test");

function optionsOf(model: ModelName): LearnerOptions {
  const sizes = { factors: 6, hidden: [10, 5], userRows: 12, productRows: 7, batchSize: 32, seed: 1 };
  return learnerOptions(model, { ...sizes, range: [0.5, 5.5] });
}

/** The explorer's scorer, which is written apart, for users and products whose codes are their rows. */
function scorerOf({ shape, range, userRows, productRows }: LearnerOptions, { sides, ...weights }: LearnerWeights) {
  const all = (rows: number) => Int32Array.from({ length: rows }, (_, row) => row);
  const model = createModel({ ...shape, range, userRows: all(userRows), productRows: all(productRows), ...weights });
  return { rateAll: (user: number) => ratingsOf(model, user) };
}

const BACKENDS = ["cpu", "wasm"] as const;
/** Of `hybrid` there is more to say; see hybridLearner.test.ts. */
const plainModels = RATING_MODELS.filter((model) => model !== "hybrid");
const casesOf = (models: readonly ModelName[]) => BACKENDS.flatMap((name) => models.map((model) => ({ name, model })));

describe.each(casesOf(plainModels))("a learner of $model on $name", ({ name, model }) => {
  const options = optionsOf(model);
  const batch = randomBatch(options, random);
  let backend: Backend;
  beforeAll(async () => {
    backend = await openProvenBackend(name);
  });

  test("predicts what the explorer's scorer, written apart, predicts from its weights", async () => {
    const learner = await createLearner(backend, options);
    for (let step = 0; step < 30; step++) learner.step(batch, plainStep);
    const scorer = scorerOf(options, learner.read());
    const predicted = await learner.predict(batch);
    batch.users.forEach((user, i) => {
      expect(predicted[i]).toBeCloseTo(scorer.rateAll(user)[batch.products[i]], 4);
    });
    learner.dispose();
  });

  test("steps along the loss's slope, as finite differences give it", async () => {
    // A step of rate r with no memory and a huge epsilon moves a weight by -r · gradient / epsilon.
    const epsilon = 1e6;
    const learner = await createLearner(backend, options);
    for (let step = 0; step < 20; step++) learner.step(batch, plainStep);
    const before = learner.read();
    learner.step(batch, { ...plainStep, rate: epsilon * 1e-3, epsilon });
    const after = learner.read();
    learner.dispose();
    const lossOf = (weights: LearnerWeights) => {
      const scorer = scorerOf(options, weights);
      let sum = 0;
      batch.users.forEach((user, i) => {
        sum += (scorer.rateAll(user)[batch.products[i]] - batch.ratings[i]) ** 2 / 32;
      });
      return sum;
    };
    const tables = (["users", "products"] as const).map((table): [Float32Array, Float32Array] => [
      before[table].subarray(before.width), // row 0 does not train
      after[table].subarray(before.width),
    ]);
    const dense = before.dense.map(({ values }, i): [Float32Array, Float32Array] => [values, after.dense[i].values]);
    for (const [values, stepped] of [...tables, ...dense]) {
      for (let probe = 0; probe < 12; probe++) {
        const i = random.integer(values.length);
        const kept = values[i];
        const h = 5e-4; // small enough that few ReLUs switch between the two points
        values[i] = kept + h;
        const up = lossOf(before);
        values[i] = kept - h;
        const down = lossOf(before);
        values[i] = kept;
        expect((kept - stepped[i]) / 1e-3).toBeCloseTo((up - down) / (2 * h), 2);
      }
    }
  });
});

test.each(casesOf(RATING_MODELS))("a learner of $model on $name tells each step's loss, once", async (of) => {
  const options = optionsOf(of.model);
  const batch = randomBatch(options, random, 27);
  const learner = await createLearner(await openProvenBackend(of.name), options);
  const predicted = await learner.predict(batch);
  const expected = predicted.reduce((sum, value, i) => sum + batch.shares[i] * (value - batch.ratings[i]) ** 2, 0);
  learner.step(batch, { ...plainStep, rate: 0.01 });
  learner.step(batch, { ...plainStep, rate: 0.01 });
  const losses = await learner.takeLosses(0);
  expect(losses).toHaveLength(2);
  expect(losses[0]).toBeCloseTo(expected, 5);
  expect(await learner.takeLosses(0)).toHaveLength(0);
  learner.dispose();
});

test.each([
  // 11 users and 6 products: 6 factors each.
  { model: "dot-product", count: 17 * 6 },
  { model: "dot-product-bias", count: 17 * 7 },
  { model: "collabnn", count: 17 * 6 + (12 * 10 + 10) + (10 * 5 + 5) + (5 + 1) },
  // Nine values of features beside them, and a mean and a variance for each factor and bias; the network reads both
  // sides and three features.
  { model: "hybrid", count: 26 * 14 + (30 * 10 + 10) + (10 * 5 + 5) + (5 + 1) },
] as const)("the weights of $model are counted as its formula has them", ({ model, count }) => {
  expect(countParameters(optionsOf(model))).toBe(count);
});

test("hybrid without hidden layers has no network to count", () => {
  const { shape, ...rest } = optionsOf("hybrid");
  expect(countParameters({ ...rest, shape: { ...shape, hidden: [] } })).toBe(26 * 14);
});
