import { beforeAll, describe, expect, test } from "vitest";
import { type Backend, openBackend } from "../../../src/engine/model/backend";
import { countParameters, type LearnerOptions } from "../../../src/engine/model/learner";
import { MODEL_NAMES } from "../../../src/engine/model/types";
import { Random } from "../../../src/engine/random";
import { createScorer } from "../../../src/engine/recommend/scorer";

const frozen = { rate: 0, rootScale: 1, beta1: 0, beta2: 0, epsilon: 1, keep: 1 };
const random = new Random(9, "learner test");
const batch = {
  users: Int32Array.from({ length: 32 }, () => 1 + random.integer(11)),
  products: Int32Array.from({ length: 32 }, () => 1 + random.integer(6)),
  ratings: Float32Array.from({ length: 32 }, () => 1 + random.integer(5)),
  shares: new Float32Array(32).fill(1 / 32),
};

function optionsOf(model: (typeof MODEL_NAMES)[number]): LearnerOptions {
  return {
    shape: { model, factors: 6, hidden: [10, 5] },
    userRows: 12,
    productRows: 7,
    batchSize: 32,
    range: [0.5, 5.5],
    seed: 1,
  };
}

const cases = (["cpu", "wasm"] as const).flatMap((name) => MODEL_NAMES.map((model) => ({ name, model })));

describe.each(cases)("a learner of $model on $name", ({ name, model }) => {
  let backend: Backend;
  beforeAll(async () => {
    backend = await openBackend(name);
  });

  test("predicts what the explorer's scorer, written apart, predicts from its weights", async () => {
    const learner = await backend.createLearner(optionsOf(model));
    for (let step = 0; step < 30; step++) learner.step(batch, { ...frozen, rate: 0.05, epsilon: 1e-3 });
    const { width, users, products, dense } = learner.read();
    const { shape, range } = optionsOf(model);
    const rows = { userRows: new Int32Array(0), productRows: new Int32Array(0) };
    const scorer = createScorer({ ...shape, range, ...rows, width, users, products, dense });
    const predicted = await learner.predict(batch.users, batch.products);
    batch.users.forEach((user, i) => {
      expect(predicted[i]).toBeCloseTo(scorer.rateAll(user)[batch.products[i]], 4);
    });
    learner.dispose();
  });

  test("steps along the loss's slope, as finite differences give it", async () => {
    // A step of rate r with no memory and a huge epsilon moves a weight by -r · gradient / epsilon.
    const epsilon = 1e6;
    const learner = await backend.createLearner(optionsOf(model));
    for (let step = 0; step < 20; step++) learner.step(batch, { ...frozen, rate: 0.05, epsilon: 1e-3 });
    const before = learner.read();
    learner.step(batch, { ...frozen, rate: epsilon * 1e-3, epsilon });
    const after = learner.read();
    learner.dispose();
    const { shape, range } = optionsOf(model);
    const lossOf = (weights: typeof before) => {
      const rows = { userRows: new Int32Array(0), productRows: new Int32Array(0) };
      const scorer = createScorer({ ...shape, range, ...rows, ...weights });
      let sum = 0;
      batch.users.forEach((user, i) => {
        sum += (scorer.rateAll(user)[batch.products[i]] - batch.ratings[i]) ** 2 / 32;
      });
      return sum;
    };
    const tensors: [Float32Array, Float32Array][] = [
      [before.users, after.users],
      [before.products, after.products],
      ...before.dense.map(({ values }, i): [Float32Array, Float32Array] => [values, after.dense[i].values]),
    ];
    for (const [values, stepped] of tensors) {
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

  test("tells the loss of each step, once", async () => {
    const learner = await backend.createLearner(optionsOf(model));
    const predicted = await learner.predict(batch.users, batch.products);
    const expected = predicted.reduce((sum, value, i) => sum + (value - batch.ratings[i]) ** 2 / 32, 0);
    learner.step(batch, { ...frozen, rate: 0.01 });
    learner.step(batch, { ...frozen, rate: 0.01 });
    const losses = await learner.takeLosses(0);
    expect(losses).toHaveLength(2);
    expect(losses[0]).toBeCloseTo(expected, 5);
    expect(await learner.takeLosses(0)).toHaveLength(0);
    learner.dispose();
  });
});

test.each(MODEL_NAMES)("the weights of %s are counted as its formula has them", (model) => {
  const embeddings = (11 + 6) * (model === "dot-product-bias" ? 7 : 6);
  const layers = model === "collabnn" ? 12 * 10 + 10 + 10 * 5 + 5 + 5 + 1 : 0;
  expect(countParameters(optionsOf(model))).toBe(embeddings + layers);
});
