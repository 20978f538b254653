import { readFileSync } from "node:fs";
import { tensor2d } from "@tensorflow/tfjs-core";
import { beforeAll, expect, test } from "vitest";
import { type AdamWStep, adamWStep } from "../../src/backends/adamw";
import { RowGrouper } from "../../src/backends/rowBatch";
import { ArrayEmbeddingTable } from "../../src/backends/tfjs/arrayEmbeddingTable";
import { openTfjsCpu } from "../../src/backends/tfjs/tfjsBackend";
import { largestDifference } from "./plainAdamW";

/** Figures of PyTorch's own optimisers; the script beside the file makes them. */
const torch = JSON.parse(readFileSync("tests/fixtures/torch/torch-optimisers.json", "utf8")) as {
  settings: { learningRate: number; beta1: number; beta2: number; weightDecay: number };
  dense: { initial: number[][]; gradients: number[][][]; final: number[][] };
  sparse: { initial: number[][]; rows: number[][]; gradients: number[][][]; final: number[][] };
};
const { learningRate, beta1, beta2, weightDecay } = torch.settings;

/** PyTorch's settings as our step; the reference batch size, at which epsilon is 1e-5 as there. */
const stepAt = (step: number, decay: number): AdamWStep =>
  adamWStep(step, { learningRate, momentum: beta1 }, decay, 64);

beforeAll(async () => {
  await openTfjsCpu();
});

test("a step has PyTorch's second beta", () => {
  expect(stepAt(0, 0).beta2).toBe(beta2);
});

test("with every row touched the table follows torch.optim.AdamW", () => {
  const { initial, gradients, final } = torch.dense;
  // PyTorch's rows are ours from 1 on: row 0 never trains.
  const table = new ArrayEmbeddingTable(Float32Array.from([0, 0, 0, 0, ...initial.flat()]), 6, 4);
  const batch = new RowGrouper(6, 5).group(Int32Array.of(1, 2, 3, 4, 5));
  gradients.forEach((gradient, step) => {
    table.update(batch, tensor2d(gradient), stepAt(step, weightDecay));
  });
  expect(largestDifference(table.read().subarray(4), final.flat())).toBeLessThan(2e-6);
});

test("with few rows touched the table follows torch.optim.AdamW, which steps the others too", () => {
  const { initial, rows, gradients, final } = torch.sparse;
  const table = new ArrayEmbeddingTable(Float32Array.from(initial.flat()), 5, 4);
  const grouper = new RowGrouper(5, 3);
  gradients.forEach((gradient, step) => {
    table.update(grouper.group(Int32Array.from(rows[step])), tensor2d(gradient), stepAt(step, weightDecay));
  });
  expect(largestDifference(table.read().subarray(4), final.flat().slice(4))).toBeLessThan(2e-6);
});

test("epsilon shrinks with batches beyond the reference's 64", () => {
  const at = (batchSize: number) => adamWStep(0, { learningRate, momentum: beta1 }, 0, batchSize).epsilon;
  expect([at(16), at(64), at(8192)]).toEqual([1e-5, 1e-5, 1e-5 / 128]);
});
