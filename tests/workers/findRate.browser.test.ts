import { beforeEach, describe, expect, it } from "vitest";
import type { RunSettings } from "../../src/domain/settings";
import { defaultsOf } from "../../src/models/registry";
import { trainClient } from "../../src/workers/clients";
import { plantedRatings } from "../engine/train/plantedRatings";

const settings: RunSettings = { ...defaultsOf("dot-product-bias"), backend: "wasm", factors: 8 };
const findRate = (change: Partial<RunSettings> = {}, signal?: AbortSignal) =>
  trainClient.call("findRate", { settings: { ...settings, ...change } }, { signal });

describe("the training worker's search for a learning rate", () => {
  beforeEach(async () => {
    trainClient.restart();
    await trainClient.call("load", { columns: plantedRatings(6000, 200, 80, 5) });
  });

  it("hands over the curve and a suggestion, and tells each step", async () => {
    const steps: number[] = [];
    const onProgress = ({ step }: { step: number }) => steps.push(step);
    const found = await trainClient.call("findRate", { settings }, { onProgress });
    expect(found.suggestion).toBeGreaterThan(1e-4);
    expect(found.losses.length).toBe(found.rates.length);
    expect(steps).toEqual(Array.from(found.rates, (_, i) => i + 1));
  });

  it("sees the same curve on the GPU as on the CPU, as long as the rates are small", async () => {
    const [onCpu, onGpu] = [await findRate(), await findRate({ backend: "webgl" })];
    for (let step = 0; step < 60; step++) expect(onGpu.losses[step]).toBeCloseTo(onCpu.losses[step], 3);
    expect(onGpu.suggestion).not.toBeNull();
  });

  it("waits for an earlier search to let go, and comes to the same", async () => {
    const [one, other] = await Promise.all([findRate(), findRate()]);
    expect(other).toEqual(one);
  });

  it("lets go when it is cancelled, for the next to begin", async () => {
    const controller = new AbortController();
    const abandoned = findRate({ model: "collabnn", backend: "cpu", hidden: [100, 50] }, controller.signal);
    const next = findRate();
    controller.abort(new Error("Enough."));
    await expect(abandoned).rejects.toThrow("Enough.");
    expect((await next).suggestion).not.toBeNull();
  });

  it("fails with a sentence before there are ratings", async () => {
    trainClient.restart();
    await expect(findRate()).rejects.toThrow(/no ratings to train on/);
  });
});
