import { memory } from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { largestDifference } from "../backends/plainAdamW";
import { STEPS, trainRanking } from "./rankingTrials";

test("the ranking model trains alike on the GPU, in WebAssembly and on the CPU, within 1e-4", async () => {
  const cpu = await trainRanking("cpu");
  expect(cpu.losses).toHaveLength(STEPS);
  for (const name of ["webgl", "wasm"] as const) {
    const other = await trainRanking(name);
    expect(largestDifference(other.losses, cpu.losses)).toBeLessThan(1e-4);
    expect(largestDifference(other.weights.inputs, cpu.weights.inputs)).toBeLessThan(1e-4);
    expect(largestDifference(other.weights.outputs, cpu.weights.outputs)).toBeLessThan(1e-4);
  }
});

test("the ranking model gives the same bits twice on the GPU, and leaves no tensor behind", async () => {
  const first = await trainRanking("webgl");
  const before = memory().numTensors;
  const second = await trainRanking("webgl");
  expect(memory().numTensors).toBe(before);
  expect(second).toEqual(first);
});
