import { expect, test } from "vitest";
import { adamWStep } from "../../src/backends/adamw";
import type { BackendName } from "../../src/domain/names";
import { Random } from "../../src/domain/random";
import { oneCycle } from "../../src/engine/train/schedule";
import type { LearnerOptions } from "../../src/models/learner";
import { createLearner, openProvenBackend } from "../../src/models/learners";
import { largestDifference } from "../backends/plainAdamW";
import { earlierFor } from "./earlierTrials";
import { learnerOptions, RATING_MODELS, randomBatch } from "./learnerTrials";

const STEPS = 12;

async function goOn(
  name: BackendName,
  options: LearnerOptions,
): Promise<{ before: Float32Array; after: Float32Array }> {
  const learner = await createLearner(await openProvenBackend(name), options);
  const random = new Random(4, "learner trial");
  const asked = randomBatch(options, random);
  const before = (await learner.predict(asked)).slice();
  for (let step = 0; step < STEPS; step++) {
    learner.step(randomBatch(options, random), adamWStep(step, oneCycle(step, STEPS, 0.02), 0.1, options.batchSize));
    await learner.takeLosses(0);
  }
  const after = await learner.predict(asked);
  learner.dispose();
  return { before, after };
}

test.each(RATING_MODELS)(
  "%s goes on from earlier weights alike on the GPU, in WebAssembly and on the CPU",
  async (model) => {
    const sizes = { factors: 10, hidden: [20, 9], userRows: 400, productRows: 30, batchSize: 90, seed: 11 };
    const options = learnerOptions(model, { ...sizes, range: [0.5, 5.5] });
    const warm = { ...options, earlier: earlierFor(options) };
    const cpu = await goOn("cpu", warm);
    const anew = await goOn("cpu", options);
    expect(largestDifference(cpu.before, anew.before)).toBeGreaterThan(0.1);
    for (const name of ["webgl", "wasm"] as const) {
      const other = await goOn(name, warm);
      expect(largestDifference(other.before, cpu.before)).toBeLessThan(1e-4);
      expect(largestDifference(other.after, cpu.after)).toBeLessThan(1e-4);
    }
  },
);
