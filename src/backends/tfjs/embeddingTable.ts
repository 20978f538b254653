import type { Tensor2D } from "@tensorflow/tfjs-core";
import type { AdamWStep } from "../adamw";
import type { RowBatch } from "../rowBatch";

/**
 * The custom embedding module: a table of weight rows with its own optimiser, at a cost that depends on the rows of
 * the batch and not on the rows of the table.
 *
 * It is trained by dense AdamW, evaluated lazily: a row that no batch touches goes on by its momentum while it decays,
 * as in PyTorch and fastai, but the steps that it misses are taken together when it is next read (see OwedSteps). Rare
 * rows need this: AdamW that leaves untouched rows where they are learns them ten times slower.
 */
export interface EmbeddingTable {
  readonly rows: number;
  /** Floats a row; a multiple of 4, so that a row is whole texels. Columns beyond the model's stay zero. */
  readonly width: number;
  /** Current weights of the batch's rows, [batch, width]. The caller disposes of the tensor. */
  gather(batch: RowBatch): Tensor2D;
  /** Sum the gradient [batch, width] over the positions of each touched row and take one AdamW step on those rows. */
  update(batch: RowBatch, gradient: Tensor2D, step: AdamWStep): void;
  /** All current weights, rows × width, row-major. */
  read(): Float32Array;
  /** Weights and optimiser as stored; the arrays are valid until the next update. */
  save(): TableState;
  /** Go on from there. */
  restore(state: TableState): void;
  dispose(): void;
}

/** Weights, first and second moments, the state of OwedSteps, and the steps after which each row was current. */
export type TableState = [Float32Array, Float32Array, Float32Array, owed: Float64Array, since: Float64Array];

/** Makes a table from its starting weights, rows × width, row-major; every batch has exactly `batchSize` positions. */
export type CreateTable = (initial: Float32Array, rows: number, width: number, batchSize: number) => EmbeddingTable;
