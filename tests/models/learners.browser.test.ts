import { memory } from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { adamWStep } from "../../src/backends/adamw";
import type { BackendName } from "../../src/domain/names";
import { Random } from "../../src/domain/random";
import type { ModelName } from "../../src/domain/settings";
import { oneCycle } from "../../src/engine/train/schedule";
import type { Batch, Learner, LearnerOptions, LearnerWeights } from "../../src/models/learner";
import { createLearner, openProvenBackend } from "../../src/models/learners";
import { largestDifference } from "../backends/plainAdamW";
import { learnerOptions, RATING_MODELS, randomBatch } from "./learnerTrials";

const STEPS = 50;
/** A step after the last epoch's end, so that `hybrid` estimates its priors there once more. */
const EPOCH = 7;

function optionsOf(model: ModelName, dropout = 0): LearnerOptions {
  const sizes = { factors: 10, hidden: [20, 9], userRows: 400, productRows: 30, batchSize: 90, seed: 11 };
  const schedule = { stepsPerEpoch: EPOCH, steps: STEPS };
  return learnerOptions(model, { ...sizes, range: [0.5, 5.5] }, { dropout, ...schedule });
}

/** Train on the same random batches, the last of them incomplete, some of their ids unknown. */
async function train(name: BackendName, options: LearnerOptions) {
  const { batchSize } = options;
  const learner = await createLearner(await openProvenBackend(name), options);
  const random = new Random(4, "learner trial");
  const losses: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    const batch = randomBatch(options, random, step === STEPS - 1 ? 50 : batchSize);
    learner.step(batch, adamWStep(step, oneCycle(step, STEPS, 0.02), 0.1, batchSize));
    // As the Trainer does: none is owed at an epoch's end.
    losses.push(...(await learner.takeLosses((step + 1) % EPOCH === 0 ? 0 : learner.queue)));
  }
  losses.push(...(await learner.takeLosses(0)));
  const predicted = await learner.predict(randomBatch(options, random));
  const weights = learner.read();
  learner.dispose();
  return { losses, predicted, weights };
}

function allWeights({ users, products, sides, dense }: LearnerWeights): number[] {
  return [...users, ...products, ...sides, ...dense.flatMap(({ values }) => [...values])];
}

const variants = [...RATING_MODELS.map((model) => ({ model, dropout: 0 })), { model: "hybrid" as const, dropout: 0.3 }];

test.each(variants)(
  "$model, dropout $dropout, trains alike on the GPU, in WebAssembly and on the CPU, within 1e-4",
  async ({ model, dropout }) => {
    const options = optionsOf(model, dropout);
    const cpu = await train("cpu", options);
    expect(cpu.losses).toHaveLength(STEPS);
    for (const name of ["webgl", "wasm"] as const) {
      const other = await train(name, options);
      expect(largestDifference(other.losses, cpu.losses)).toBeLessThan(1e-4);
      expect(largestDifference(other.predicted, cpu.predicted)).toBeLessThan(1e-4);
      expect(largestDifference(allWeights(other.weights), allWeights(cpu.weights))).toBeLessThan(1e-4);
    }
  },
);

test.each(variants)("$model, dropout $dropout, gives the same bits twice on the same backend", async (of) => {
  const options = optionsOf(of.model, of.dropout);
  for (const name of ["webgl", "wasm"] as const) {
    const [first, second] = [await train(name, options), await train(name, options)];
    expect(allWeights(second.weights)).toEqual(allWeights(first.weights));
    expect(second.losses).toEqual(first.losses);
  }
});

test("hybrid goes on from a saved state to the bit on the GPU, from between two epochs and from amid one", async () => {
  const options = optionsOf("hybrid", 0.3);
  const backend = await openProvenBackend("webgl");
  for (const saved of [EPOCH, EPOCH + 3]) {
    const [whole, resumed] = [await createLearner(backend, options), await createLearner(backend, options)];
    const random = new Random(5, "learner trial");
    const step = async (learner: Learner, batch: Batch, t: number) => {
      learner.step(batch, adamWStep(t, oneCycle(t, STEPS, 0.02), 0.1, options.batchSize));
      await learner.takeLosses(0);
    };
    for (let t = 0; t < 3 * EPOCH; t++) {
      if (t === saved) resumed.restore(structuredClone(whole.save()));
      const batch = randomBatch(options, random);
      for (const learner of t < saved ? [whole] : [whole, resumed]) await step(learner, batch, t);
    }
    expect(resumed.read()).toEqual(whole.read());
    for (const learner of [whole, resumed]) learner.dispose();
  }
});

test.each(RATING_MODELS)("training %s on the GPU leaves no tensor behind", async (model) => {
  await train("webgl", optionsOf(model));
  const before = memory().numTensors;
  await train("webgl", optionsOf(model));
  expect(memory().numTensors).toBe(before);
});
