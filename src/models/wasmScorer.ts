import type { AdamWStep } from "../backends/adamw";
import type { RowBatch } from "../backends/rowBatch";
import type { WasmTable } from "../backends/wasm/wasmTable";
import type { LearnerState, LearnerWeights } from "./learner";

export interface WasmTables {
  users: WasmTable;
  products: WasmTable;
}

/** How a model gets from embedding rows to scores and back, a tile of positions at a time, in WebAssembly memory. */
export interface WasmScorer {
  /** Positions that are worked on together. */
  readonly tile: number;
  /** Take over the side features of the batch that was loaded. */
  load(sides: Int32Array): void;
  /** Start a training step. */
  begin(): void;
  /** Scores of the positions from .. from + count of the loaded batch: the pointer to the first, floats to the next. */
  forward(from: number, count: number, training: boolean): { pointer: number; stride: number };
  /** The squared error of those positions, and the loss's slopes in place of the scores. */
  loss(count: number, ratings: number, shares: number, low: number, span: number): number;
  /** From those slopes to the gradients of the rows, kept for `update`. */
  backward(from: number, count: number, shares: number): void;
  /** One AdamW step on the batch's rows and on the dense layers. */
  update(users: RowBatch, products: RowBatch, step: AdamWStep): void;
  /** Current values of the dense layers and of what `hybrid` alone has. */
  read(): Omit<LearnerWeights, "width" | "users" | "products">;
  /** All but the tables of users and products, with their optimiser. */
  save(): LearnerState;
  restore(parts: LearnerState): void;
}
