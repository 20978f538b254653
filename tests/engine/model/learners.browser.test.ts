import { memory } from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { adamWStep } from "../../../src/engine/model/adamw";
import { openBackend } from "../../../src/engine/model/backend";
import type { LearnerOptions, LearnerWeights } from "../../../src/engine/model/learner";
import { oneCycle } from "../../../src/engine/model/schedule";
import { type BackendName, MODEL_NAMES, type ModelName } from "../../../src/engine/model/types";
import { Random } from "../../../src/engine/random";
import { largestDifference } from "./plainAdamW";

const STEPS = 50;

function optionsOf(model: ModelName): LearnerOptions {
  return {
    shape: { model, factors: 10, hidden: [20, 9] },
    userRows: 400,
    productRows: 30,
    batchSize: 90,
    range: [0.5, 5.5],
    seed: 11,
  };
}

/** Train on the same random batches, the last of them incomplete, some of their ids unknown. */
async function train(name: BackendName, model: ModelName) {
  const options = optionsOf(model);
  const { batchSize } = options;
  const learner = await (await openBackend(name)).createLearner(options);
  const random = new Random(4, "learner trial");
  const losses: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    const count = step === STEPS - 1 ? 50 : batchSize;
    const known = (position: number, rows: number) => (position < count ? random.integer(rows) : 0);
    learner.step(
      {
        users: Int32Array.from({ length: batchSize }, (_, i) => known(i, options.userRows)),
        products: Int32Array.from({ length: batchSize }, (_, i) => known(i, options.productRows)),
        ratings: Float32Array.from({ length: batchSize }, () => 1 + random.integer(5)),
        shares: Float32Array.from({ length: batchSize }, (_, i) => (i < count ? 1 / count : 0)),
      },
      adamWStep(step, oneCycle(step, STEPS, 0.02), 0.1, batchSize),
    );
    losses.push(...(await learner.takeLosses(learner.queue)));
  }
  losses.push(...(await learner.takeLosses(0)));
  const users = Int32Array.from({ length: batchSize }, (_, i) => i);
  const products = Int32Array.from({ length: batchSize }, (_, i) => i % options.productRows);
  const predicted = await learner.predict(users, products);
  const weights = learner.read();
  learner.dispose();
  return { losses, predicted, weights };
}

function allWeights({ users, products, dense }: LearnerWeights): number[] {
  return [...users, ...products, ...dense.flatMap(({ values }) => [...values])];
}

test.each(MODEL_NAMES)("%s trains alike on the GPU, in WebAssembly and on the CPU, within 1e-4", async (model) => {
  const cpu = await train("cpu", model);
  expect(cpu.losses).toHaveLength(STEPS);
  for (const name of ["webgl", "wasm"] as const) {
    const other = await train(name, model);
    expect(largestDifference(other.losses, cpu.losses)).toBeLessThan(1e-4);
    expect(largestDifference(other.predicted, cpu.predicted)).toBeLessThan(1e-4);
    expect(largestDifference(allWeights(other.weights), allWeights(cpu.weights))).toBeLessThan(1e-4);
  }
});

test.each(MODEL_NAMES)("%s gives the same bits twice on the same backend", async (model) => {
  for (const name of ["webgl", "wasm"] as const) {
    const [first, second] = [await train(name, model), await train(name, model)];
    expect(allWeights(second.weights)).toEqual(allWeights(first.weights));
    expect(second.losses).toEqual(first.losses);
  }
});

test.each(MODEL_NAMES)("training %s on the GPU leaves no tensor behind", async (model) => {
  await train("webgl", model);
  const before = memory().numTensors;
  await train("webgl", model);
  expect(memory().numTensors).toBe(before);
});
