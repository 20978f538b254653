import type { StartRow } from "../backends/rows";
import type { KernelMemory } from "../backends/wasm/memory";
import type { GlDevice } from "../backends/webgl/device";
import type { Learner, LearnerOptions } from "./learner";
import type { WasmScorer, WasmTables } from "./wasmScorer";

/** How a model that learns ratings by gradient takes its steps: what it brings for a backend. */
export interface ModelSteps {
  model: string;
  /** From rows to scores and back in WebAssembly memory. */
  scorer(memory: KernelMemory, tables: WasmTables, options: LearnerOptions): WasmScorer;
  /** Starting rows of users or products, where they are not the reference recipe's. */
  start?: (options: LearnerOptions, table: "users" | "products", normal: () => number) => StartRow;
  /** A fused step on the GPU; without it tfjs computes the model's formula there. */
  onGpu?: (device: GlDevice, options: LearnerOptions) => Learner;
}
