import { describe, expect, test } from "vitest";
import { adamWStep } from "../../src/backends/adamw";
import { Random } from "../../src/domain/random";
import { countRankingParameters } from "../../src/models/pooled-history/rankingLearner";
import { largestDifference } from "../backends/plainAdamW";
import { openLearner, options, plainLoss, randomBatch, STEPS, trainRanking } from "./rankingTrials";

const moving = { rate: 0.05, rootScale: 1, beta1: 0, beta2: 0, epsilon: 1e-2, keep: 1 };

describe.each(["cpu", "wasm"] as const)("a ranking learner on %s", (name) => {
  test("starts at the offsets: its output vectors are zero", async () => {
    const { inputs, outputs } = (await openLearner(name)).read();
    expect(outputs.every((value) => value === 0)).toBe(true);
    expect(inputs.some((value) => value !== 0)).toBe(true);
  });

  test("tells the softmax loss of each step, once, as the plain formula gives it from the weights before", async () => {
    const learner = await openLearner(name);
    const random = new Random(1, "losses");
    const expected: number[] = [];
    for (let step = 0; step < 12; step++) {
      const batch = randomBatch(random, step % 2 === 0 ? options.batchSize : 17);
      expected.push(plainLoss(batch, learner.read()));
      learner.step(batch, moving);
    }
    const losses = await learner.takeLosses(0);
    expect(largestDifference(losses, expected)).toBeLessThan(1e-5);
    expect(await learner.takeLosses(0)).toHaveLength(0);
    learner.dispose();
  });

  test("steps along the loss's slope, as finite differences give it", async () => {
    // A step of rate r with no memory and a huge epsilon moves a weight by -r · gradient / epsilon.
    const epsilon = 1e6;
    const learner = await openLearner(name);
    const random = new Random(2, "slopes");
    for (let step = 0; step < 20; step++) learner.step(randomBatch(random), moving);
    const batch = randomBatch(random);
    const before = learner.read();
    learner.step(batch, { ...moving, rate: epsilon, epsilon });
    const after = learner.read();
    for (const table of ["inputs", "outputs"] as const) {
      const values = before[table];
      for (let probe = 0; probe < 40; probe++) {
        const i = random.integer(options.rows) * before.width + random.integer(options.shape.factors);
        if (i < before.width) continue; // row 0 stands for nothing
        const kept = values[i];
        values[i] = kept + 1e-3;
        const up = plainLoss(batch, before);
        values[i] = kept - 1e-3;
        const down = plainLoss(batch, before);
        values[i] = kept;
        expect(kept - after[table][i]).toBeCloseTo((up - down) / 2e-3, 3);
      }
    }
    learner.dispose();
  });

  test("goes on from a saved state to the bit", async () => {
    const [whole, resumed] = [await openLearner(name), await openLearner(name)];
    const random = new Random(5, "saved");
    const batches = Array.from({ length: 10 }, () => randomBatch(random));
    const step = (t: number) => adamWStep(t, { learningRate: 0.02, momentum: 0.9 }, 0.3, options.batchSize);
    for (let t = 0; t < 5; t++) whole.step(batches[t], step(t));
    resumed.restore(structuredClone(whole.save()));
    for (let t = 5; t < 10; t++) for (const learner of [whole, resumed]) learner.step(batches[t], step(t));
    expect(resumed.read()).toEqual(whole.read());
  });
});

test("the ranking model trains alike in WebAssembly and on the CPU, within 1e-4, decay and all", async () => {
  const [cpu, wasm] = [await trainRanking("cpu"), await trainRanking("wasm")];
  expect(cpu.losses).toHaveLength(STEPS);
  expect(largestDifference(wasm.losses, cpu.losses)).toBeLessThan(1e-4);
  expect(largestDifference(wasm.weights.inputs, cpu.weights.inputs)).toBeLessThan(1e-4);
  expect(largestDifference(wasm.weights.outputs, cpu.weights.outputs)).toBeLessThan(1e-4);
});

test("the weights are two vectors of the factors for each product and segment", () => {
  expect(countRankingParameters(options)).toBe(2 * 26 * 5);
});
