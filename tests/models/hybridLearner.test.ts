import { describe, expect, test } from "vitest";
import { adamWStep } from "../../src/backends/adamw";
import type { BackendName } from "../../src/domain/names";
import { Random } from "../../src/domain/random";
import { oneCycle } from "../../src/engine/train/schedule";
import { dropOutKey, dropOutMask, networkStep } from "../../src/models/hybrid/posterior";
import type { Batch, Learner, LearnerOptions, LearnerWeights } from "../../src/models/learner";
import { createLearner, openProvenBackend } from "../../src/models/learners";
import { largestDifference } from "../backends/plainAdamW";
import { learnerOptions, plainStep, randomBatch } from "./learnerTrials";
import { PlainHybrid, type PlainWeights, plainWeights } from "./plainHybrid";

const EPOCH = 8;

/** The pull of the priors has its full strength after the first step, and they are estimated after each epoch. */
function optionsOf(hidden: number[], dropout: number): LearnerOptions {
  // More positions than the kernels' tile, by no multiple of their four rows.
  const sizes = {
    factors: 5,
    hidden,
    userRows: 12,
    productRows: 9,
    batchSize: 150,
    range: [0.5, 5.5],
    seed: 3,
  } as const;
  return learnerOptions("hybrid", { ...sizes, range: [...sizes.range] }, { dropout, stepsPerEpoch: EPOCH, steps: 1 });
}

async function open(name: BackendName, options: LearnerOptions): Promise<Learner> {
  return createLearner(await openProvenBackend(name), options);
}

function allWeights({ users, products, sides, dense }: LearnerWeights): number[] {
  return [...users, ...products, ...sides, ...dense.flatMap(({ values }) => [...values])];
}

const TABLES = 3;

/** The tables, then the dense layers. */
function arraysOf({ users, products, sides, dense }: PlainWeights): Float64Array[] {
  return [users, products, sides, ...dense.map(({ values }) => values)];
}

/** What the hidden layers' outputs are multiplied with at a step. */
function masksAt(step: number, { shape, batchSize, seed, hybrid }: LearnerOptions): Float32Array[] {
  const { dropout } = hybrid!;
  if (dropout === 0) return [];
  return shape.hidden.map((outputs, layer) => dropOutMask(dropOutKey(seed, step, layer), batchSize, outputs, dropout));
}

/** Derivatives of a loss by every weight, by central differences. */
function slopesOf(weights: PlainWeights, loss: () => number): number[] {
  const h = 1e-6;
  return arraysOf(weights).flatMap((values) =>
    Array.from(values, (kept, i) => {
      values[i] = kept + h;
      const up = loss();
      values[i] = kept - h;
      const down = loss();
      values[i] = kept;
      return (up - down) / (2 * h);
    }),
  );
}

const shapes = [
  { hidden: [], dropout: 0 },
  { hidden: [9], dropout: 0 },
  { hidden: [9, 4], dropout: 0.3 },
];
const cases = (["wasm", "cpu"] as const).flatMap((name) => shapes.map((shape) => ({ name, ...shape })));

describe.each(cases)("hybrid on $name with hidden layers $hidden and dropout $dropout", ({ name, hidden, dropout }) => {
  test("steps along its variational loss's slope, with noise and priors as the epoch before leaves them", async () => {
    const options = optionsOf(hidden, dropout);
    const plain = new PlainHybrid(options);
    const learner = await open(name, options);
    const random = new Random(1, "hybrid batches");
    const step = async (batch: Batch, adamw: typeof plainStep) => {
      learner.step(batch, adamw);
      const [loss] = await learner.takeLosses(0);
      return loss;
    };
    let noise = 0;
    for (let t = 0; t < EPOCH; t++) {
      const batch = randomBatch(options, random, t === 2 ? 101 : 150);
      const weights = plainWeights(learner.read());
      const { error, penalty } = plain.loss(weights, batch, plain.priors(weights), undefined, masksAt(t, options));
      noise += (error + penalty) / EPOCH;
      expect(await step(batch, plainStep)).toBeCloseTo(error, 5);
    }
    const batch = randomBatch(options, random);
    const before = plainWeights(learner.read());
    const priors = plain.priors(before);
    const masks = masksAt(EPOCH, options);
    const held = plain.slopes(before, batch, masks);
    const slopes = slopesOf(before, () => {
      const { error, penalty, divergence } = plain.loss(before, batch, priors, held, masks);
      return error + penalty + 2 * noise * divergence;
    });
    // With a huge epsilon and as large a rate the step is the slope; the network's is a share of it.
    const full = { ...plainStep, rate: 1e6, epsilon: 1e6 };
    await step(batch, full);
    const shareOf = (array: number) => (array < TABLES ? 1 : networkStep(full).rate / full.rate);
    const after = arraysOf(plainWeights(learner.read()));
    const moved = arraysOf(before).flatMap((values, array) =>
      Array.from(values, (value, i) => (value - after[array][i]) / shareOf(array)),
    );
    expect(Math.max(...slopes)).toBeGreaterThan(0.1);
    // Weights and gradients are single precision: about 1e-7 of values up to 10, and the network's steps are short.
    expect(largestDifference(moved, slopes)).toBeLessThan(5e-6);
    learner.dispose();
  });

  test("predicts the mean's score, and leaves nothing out when it predicts", async () => {
    const options = optionsOf(hidden, dropout);
    const learner = await open(name, options);
    const random = new Random(2, "hybrid batches");
    for (let t = 0; t < 5; t++) learner.step(randomBatch(options, random), plainStep);
    const batch = randomBatch(options, random);
    const expected = new PlainHybrid(options).predict(plainWeights(learner.read()), batch);
    expect(largestDifference(await learner.predict(batch), expected)).toBeLessThan(1e-5);
    learner.dispose();
  });

  test("never moves the rows of unknown ids", async () => {
    const options = optionsOf(hidden, dropout);
    const learner = await open(name, options);
    const before = learner.read();
    const random = new Random(3, "hybrid batches");
    for (let t = 0; t < 5; t++) learner.step(randomBatch(options, random), plainStep);
    const after = learner.read();
    for (const table of ["users", "products", "sides"] as const) {
      const rowOf = (weights: LearnerWeights) => weights[table].subarray(0, weights.width);
      expect(rowOf(after)).toEqual(rowOf(before));
      expect(
        rowOf(after)
          .subarray(0, after.width / 2)
          .every((mean) => mean === 0),
      ).toBe(true);
    }
    learner.dispose();
  });

  test("goes on from a saved state to the bit, from between two epochs and from amid one", async () => {
    const options = optionsOf(hidden, dropout);
    const random = new Random(4, "hybrid batches");
    const batches = Array.from({ length: 3 * EPOCH }, () => randomBatch(options, random));
    const step = async (learner: Learner, t: number) => {
      learner.step(batches[t], adamWStep(t, oneCycle(t, batches.length, 0.02), 0.3, options.batchSize));
      await learner.takeLosses(0);
    };
    for (const saved of [EPOCH, EPOCH + 3]) {
      const [whole, resumed] = [await open(name, options), await open(name, options)];
      for (let t = 0; t < saved; t++) await step(whole, t);
      resumed.restore(structuredClone(whole.save()));
      for (let t = saved; t < batches.length; t++) for (const learner of [whole, resumed]) await step(learner, t);
      expect(resumed.read()).toEqual(whole.read());
      for (const learner of [whole, resumed]) learner.dispose();
    }
  });
});

/** Four epochs with the schedule of a Run; losses and all weights. */
async function train(name: BackendName, options: LearnerOptions) {
  const { batchSize, hybrid } = options;
  const { stepsPerEpoch, steps } = hybrid!;
  const learner = await open(name, options);
  const random = new Random(6, "hybrid batches");
  const losses: number[] = [];
  for (let t = 0; t < steps; t++) {
    const count = t % stepsPerEpoch === stepsPerEpoch - 1 ? 70 : batchSize;
    learner.step(randomBatch(options, random, count), adamWStep(t, oneCycle(t, steps, 0.02), 0.3, batchSize));
    losses.push(...(await learner.takeLosses(0)));
  }
  const weights = allWeights(learner.read());
  learner.dispose();
  return { losses, weights };
}

test.each([
  { hidden: [], dropout: 0 },
  { hidden: [9, 4], dropout: 0.3 },
])("hybrid trains alike in WebAssembly and on tfjs over epochs, $hidden, dropout $dropout", async (shape) => {
  const base = optionsOf(shape.hidden, shape.dropout);
  const options = { ...base, hybrid: { ...base.hybrid!, stepsPerEpoch: 10, steps: 40 } };
  const [cpu, wasm] = [await train("cpu", options), await train("wasm", options)];
  // Single precision, summed in other orders: some 1e-7, and a margin for processors that round otherwise.
  expect(largestDifference(wasm.losses, cpu.losses)).toBeLessThan(1e-5);
  expect(largestDifference(wasm.weights, cpu.weights)).toBeLessThan(1e-5);
});
