import { describe, expect, test } from "vitest";
import type { RunSettings } from "../../../src/domain/settings";
import { findLearningRate, type RateProgress } from "../../../src/engine/train/learningRateFinder";
import { trainRun } from "../../../src/engine/train/run";
import { RunControl } from "../../../src/engine/train/runControl";
import { defaultsOf } from "../../../src/models/registry";
import { plantedRatings } from "./plantedRatings";

const columns = plantedRatings(6000, 200, 80, 5);
const settings: RunSettings = { ...defaultsOf("dot-product-bias"), backend: "wasm", factors: 8, epochs: 3, seed: 3 };

function steady(): RunControl {
  return new RunControl(new AbortController().signal);
}

async function search(change: Partial<RunSettings> = {}) {
  const told: RateProgress[] = [];
  const found = await findLearningRate(columns, { ...settings, ...change }, steady(), (progress) =>
    told.push(progress),
  );
  return { found, told };
}

async function validationRmse(learningRate: number): Promise<number> {
  const { result } = await trainRun(columns, { ...settings, learningRate }, steady(), () => {});
  return result.run.epochs.at(-1)!.validationRmse!;
}

describe("the learning-rate finder", () => {
  test("tells each step with its rate and smoothed loss, and returns what it told", async () => {
    const { found, told } = await search();
    expect(told.map(({ step }) => step)).toEqual(told.map((_, i) => i + 1));
    expect(Float32Array.from(told, ({ rate }) => rate)).toEqual(found.rates);
    expect(Float32Array.from(told, ({ loss }) => loss)).toEqual(found.losses);
    expect(found.rates[0]).toBeCloseTo(1e-7, 12);
  });

  test("finds the same for the same seed", async () => {
    expect((await search()).found).toEqual((await search()).found);
  });

  test("begins where an untrained model stands: a prediction in the middle of the range", async () => {
    const { found } = await search({ model: "dot-product" });
    let squares = 0;
    for (const rating of columns.rating) squares += (rating - 3) ** 2;
    // The batches are a sample of all ratings, and embeddings start close to zero.
    expect(found.losses[0] / (squares / columns.size)).toBeCloseTo(1, 1);
  });

  test("suggests a rate that trains better than one a hundred times smaller or larger", async () => {
    const { suggestion } = (await search()).found;
    const rmse = await validationRmse(suggestion!);
    expect(rmse).toBeLessThan(await validationRmse(suggestion! / 100));
    expect(rmse).toBeLessThan(await validationRmse(Math.min(9, suggestion! * 100)));
  });

  test("leaves no trace: a Run after it is the Run before it", async () => {
    const before = await validationRmse(0.01);
    await search({ model: "collabnn" });
    await search();
    expect(await validationRmse(0.01)).toBe(before);
  });

  test("keeps the rates below what the weight decay bears, and does not mind the rate set now", async () => {
    const { found } = await search({ weightDecay: 5, learningRate: 9 });
    expect(Math.max(...found.rates) * 5).toBeLessThan(1);
    expect(found.losses.every(Number.isFinite)).toBe(true);
  });

  test("goes through a training part of fewer batches more than once", async () => {
    const { found } = await search({ batchSize: 4096 });
    expect(found.losses.length).toBeGreaterThan(50);
  });

  test("ends with the reason of whoever abandons it", async () => {
    const controller = new AbortController();
    const told: number[] = [];
    const going = findLearningRate(columns, settings, new RunControl(controller.signal), ({ step }) => {
      told.push(step);
      if (step === 5) controller.abort(new Error("Enough."));
    });
    await expect(going).rejects.toThrow("Enough.");
    expect(told.length).toBeLessThan(10);
  });

  test("says that it is not for a model that only ranks", async () => {
    await expect(search({ model: "pooled-history" })).rejects.toThrow(/predict ratings/);
  });
});
