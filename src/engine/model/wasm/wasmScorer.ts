import type { AdamWStep } from "../adamw";
import type { DenseParameter } from "../models";
import type { RowBatch } from "../rowBatch";
import type { WasmTable } from "./wasmTable";

export interface WasmTables {
  users: WasmTable;
  products: WasmTable;
}

/** How a model gets from embedding rows to scores and back, a tile of positions at a time, in WebAssembly memory. */
export interface WasmScorer {
  /** Positions that are worked on together. */
  readonly tile: number;
  /** Start a training step. */
  begin(): void;
  /** Scores of the positions from .. from + count of the loaded batch: the pointer to the first, floats to the next. */
  forward(from: number, count: number): { pointer: number; stride: number };
  /** The loss's slopes stand where the scores stood: to the gradients of the rows, kept for `update`. */
  backward(from: number, count: number): void;
  /** One AdamW step on the batch's rows and on the dense layers. */
  update(users: RowBatch, products: RowBatch, step: AdamWStep): void;
  /** Current values of the dense layers. */
  read(): DenseParameter[];
  /** The dense layers with their optimiser. */
  save(): Float32Array[];
  restore(parts: Float32Array[]): void;
}
