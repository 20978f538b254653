import fc from "fast-check";
import { expect, test } from "vitest";
import { adamWStep } from "../../../src/engine/model/adamw";
import { openBackend } from "../../../src/engine/model/backend";
import type { LearnerOptions } from "../../../src/engine/model/learner";
import { type BackendName, MODEL_NAMES } from "../../../src/engine/model/types";
import { Random } from "../../../src/engine/random";
import { largestDifference } from "./plainAdamW";

const shapes = fc.record({
  shape: fc.record({
    model: fc.constantFrom(...MODEL_NAMES),
    factors: fc.integer({ min: 1, max: 13 }),
    hidden: fc.array(fc.integer({ min: 1, max: 19 }), { maxLength: 3 }),
  }),
  userRows: fc.integer({ min: 2, max: 30 }),
  productRows: fc.integer({ min: 2, max: 30 }),
  batchSize: fc.integer({ min: 1, max: 300 }),
  range: fc.constantFrom<[number, number]>([0.5, 5.5], [-0.5, 10.5], [0, 1]),
  seed: fc.nat(),
});

/** Three steps on random ids, row 0 among them; predictions and losses. */
async function train(name: BackendName, options: LearnerOptions): Promise<number[]> {
  const { userRows, productRows, batchSize, seed } = options;
  const learner = await (await openBackend(name)).createLearner(options);
  const random = new Random(seed, "shapes");
  const ids = (rows: number) => Int32Array.from({ length: batchSize }, () => random.integer(rows));
  for (let step = 0; step < 3; step++) {
    const ratings = Float32Array.from({ length: batchSize }, () => random.next() * 5);
    const shares = new Float32Array(batchSize).fill(1 / batchSize);
    const point = { learningRate: 0.02, momentum: 0.9 };
    learner.step(
      { users: ids(userRows), products: ids(productRows), ratings, shares },
      adamWStep(step, point, 0.1, 64),
    );
  }
  const losses = await learner.takeLosses(0);
  const predicted = await learner.predict(ids(userRows), ids(productRows));
  const { users, products, dense } = learner.read();
  learner.dispose();
  return [...losses, ...predicted, ...users, ...products, ...dense.flatMap(({ values }) => [...values])];
}

test("for any shape of model, table and batch the kernels train as tfjs does on the CPU", async () => {
  await fc.assert(
    fc.asyncProperty(shapes, async (options) => {
      const [kernels, tfjs] = [await train("wasm", options), await train("cpu", options)];
      expect(largestDifference(kernels, tfjs)).toBeLessThan(1e-3);
    }),
    { numRuns: 60 },
  );
});
