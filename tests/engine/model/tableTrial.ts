import { type Tensor2D, tensor2d, tidy } from "@tensorflow/tfjs-core";
import { adamWStep } from "../../../src/engine/model/adamw";
import type { EmbeddingTable } from "../../../src/engine/model/embeddingTable";
import { RowGrouper } from "../../../src/engine/model/rowBatch";
import { oneCycle } from "../../../src/engine/model/schedule";
import { Random } from "../../../src/engine/random";
import { largestDifference, PlainAdamW } from "./plainAdamW";

export interface Trial {
  rows: number;
  width: number;
  batchSize: number;
  steps: number;
  weightDecay: number;
  mode: "dense" | "lazy";
  seed: number;
}

/**
 * Train a table and the plain reference on the same random batches and gradients. In a dense trial a batch holds every
 * trainable row. Out: the largest difference of a gathered weight at any step, and of a weight at the end.
 */
export function compareWithReference(
  trial: Trial,
  createTable: (initial: Float32Array, rows: number, width: number, batchSize: number) => EmbeddingTable,
): { gathered: number; final: number } {
  const { rows, width, batchSize, steps, weightDecay, mode, seed } = trial;
  const random = new Random(seed, "table trial");
  const initial = Float32Array.from({ length: rows * width }, (_, i) => (i < width ? 0 : random.normal()));
  const reference = new PlainAdamW(initial, width, mode);
  const table = createTable(initial.slice(), rows, width, batchSize);
  const grouper = new RowGrouper(rows, batchSize);
  const batchRows = new Int32Array(batchSize);
  let gathered = 0;
  for (let step = 0; step < steps; step++) {
    for (let position = 0; position < batchSize; position++) {
      batchRows[position] = mode === "dense" && position < rows - 1 ? position + 1 : random.integer(rows);
    }
    const gradients = Float32Array.from({ length: batchSize * width }, () => random.normal() / batchSize);
    const adamw = adamWStep(step, oneCycle(step, steps, 0.05), weightDecay, batchSize);
    const batch = grouper.group(batchRows);
    tidy(() => {
      const values = table.gather(batch).dataSync();
      const expected = Array.from(batchRows).flatMap((row) =>
        Array.from(reference.weights.subarray(row * width, (row + 1) * width)),
      );
      gathered = Math.max(gathered, largestDifference(values, expected));
      const gradient = tensor2d(gradients, [batchSize, width]);
      // The product makes sure that the tensor lives on the device, as a gradient does.
      table.update(batch, gradient.mul(1) as Tensor2D, adamw);
    });
    reference.step(batchRows, gradients, adamw);
  }
  const final = largestDifference(table.read(), reference.weights);
  table.dispose();
  return { gathered, final };
}
