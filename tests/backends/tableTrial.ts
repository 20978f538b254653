import { type Tensor2D, tensor2d, tidy } from "@tensorflow/tfjs-core";
import { type AdamWStep, adamWStep } from "../../src/backends/adamw";
import { type RowBatch, RowGrouper } from "../../src/backends/rowBatch";
import type { CreateTable } from "../../src/backends/tfjs/embeddingTable";
import { KernelMemory } from "../../src/backends/wasm/memory";
import { WasmTable } from "../../src/backends/wasm/wasmTable";
import { Random } from "../../src/domain/random";
import { oneCycle } from "../../src/engine/train/schedule";
import { largestDifference, PlainAdamW } from "./plainAdamW";

export interface Trial {
  rows: number;
  width: number;
  batchSize: number;
  steps: number;
  weightDecay: number;
  /** Whether each batch holds every row that trains, or rows at random. */
  touches: "every row" | "some rows";
  seed: number;
}

/** A table of any kind, with its batches and gradients as plain numbers. */
export interface TrialTable {
  gather(batch: RowBatch): ArrayLike<number>;
  update(batch: RowBatch, gradient: Float32Array, step: AdamWStep): void;
  read(): Float32Array;
  dispose(): void;
}
export type CreateTrialTable = (initial: Float32Array, rows: number, width: number, batchSize: number) => TrialTable;

export function onTensors(createTable: CreateTable): CreateTrialTable {
  return (initial, rows, width, batchSize) => {
    const table = createTable(initial, rows, width, batchSize);
    return {
      gather: (batch) => tidy(() => table.gather(batch).dataSync()),
      update: (batch, gradient, step) =>
        tidy(() => {
          // The product makes sure that the tensor lives on the device, as a gradient does.
          table.update(batch, tensor2d(gradient, [batchSize, width]).mul(1) as Tensor2D, step);
        }),
      read: () => table.read(),
      dispose: () => table.dispose(),
    };
  };
}

export const onKernels: CreateTrialTable = (initial, rows, width, batchSize) => {
  const memory = new KernelMemory();
  const table = new WasmTable(memory, rows, width, batchSize);
  const floats = batchSize * width;
  const out = memory.allocate(floats * 4);
  const gradients = memory.allocate(floats * 4);
  let row = 0;
  table.start((target, at) => {
    row++;
    target.set(initial.subarray(row * width, (row + 1) * width), at);
  });
  return {
    gather(batch) {
      table.load(batch);
      table.gather(0, batchSize, out, width);
      return memory.floats(out, floats);
    },
    update(batch, gradient, step) {
      memory.floats(gradients, floats).set(gradient);
      table.update(batch.touchedCount, gradients, width, step);
    },
    read: () => table.read(),
    dispose: () => {},
  };
};

/**
 * Train a table and the plain reference on the same random batches and gradients. Out: the largest difference of a
 * gathered weight at any step, and of a weight at the end, and how far the farthest weight of the reference moved.
 */
export function compareWithReference(
  trial: Trial,
  createTable: CreateTrialTable,
): { gathered: number; final: number; moved: number } {
  const { rows, width, batchSize, steps, weightDecay, touches, seed } = trial;
  const random = new Random(seed, "table trial");
  const initial = Float32Array.from({ length: rows * width }, (_, i) => (i < width ? 0 : random.normal()));
  const reference = new PlainAdamW(initial, width);
  const table = createTable(initial.slice(), rows, width, batchSize);
  const grouper = new RowGrouper(rows, batchSize);
  const batchRows = new Int32Array(batchSize);
  let gathered = 0;
  for (let step = 0; step < steps; step++) {
    for (let position = 0; position < batchSize; position++) {
      batchRows[position] = touches === "every row" && position < rows - 1 ? position + 1 : random.integer(rows);
    }
    const gradients = Float32Array.from({ length: batchSize * width }, () => random.normal() / batchSize);
    const adamw = adamWStep(step, oneCycle(step, steps, 0.05), weightDecay, batchSize);
    const batch = grouper.group(batchRows);
    const values = table.gather(batch);
    const expected = Array.from(batchRows).flatMap((row) =>
      Array.from(reference.weights.subarray(row * width, (row + 1) * width)),
    );
    gathered = Math.max(gathered, largestDifference(values, expected));
    table.update(batch, gradients, adamw);
    reference.step(batchRows, gradients, adamw);
  }
  const final = largestDifference(table.read(), reference.weights);
  table.dispose();
  return { gathered, final, moved: largestDifference(initial, reference.weights) };
}

/**
 * Train row 1 of a table for some steps, then only others for `missed` steps. Out: the largest difference of row 1 from
 * the plain reference when it is gathered after that and, where it is trained once more, at the end; and how far it
 * moved in the missed steps, its decay not counted.
 */
export function waitAndCompare(
  { width, steps, missed, weightDecay, seed }: Omit<Trial, "rows" | "batchSize" | "touches"> & { missed: number },
  createTable: CreateTrialTable,
): { gathered: number; final: number; coasted: number } {
  const random = new Random(seed, "waiting row");
  const initial = Float32Array.from({ length: 3 * width }, (_, i) => (i < width ? 0 : random.normal()));
  const reference = new PlainAdamW(initial, width);
  const table = createTable(initial.slice(), 3, width, 1);
  const grouper = new RowGrouper(3, 1);
  const all = steps + missed + 1;
  const ownRow = () => reference.weights.slice(width, 2 * width);
  let before = ownRow();
  let gathered = 0;
  let coasted = 0;
  for (let step = 0; step < all; step++) {
    const row = step < steps || step === all - 1 ? 1 : 2;
    const batch = grouper.group(Int32Array.of(row));
    const values = table.gather(batch);
    if (step === all - 1) {
      gathered = largestDifference(values, ownRow());
      coasted = largestDifference(ownRow(), before);
    }
    const gradient = Float32Array.from({ length: width }, () => random.normal() / 64);
    const adamw = adamWStep(step, oneCycle(step, 2 * all, 0.05), weightDecay, 1);
    table.update(batch, gradient, adamw);
    reference.step([row], gradient, adamw);
    before = step < steps ? ownRow() : before.map((weight) => weight * adamw.keep);
  }
  const final = largestDifference(table.read(), reference.weights);
  table.dispose();
  return { gathered, final, coasted };
}
