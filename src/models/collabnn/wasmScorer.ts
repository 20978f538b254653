import type { AdamWStep } from "../../backends/adamw";
import type { RowBatch } from "../../backends/rowBatch";
import type { DenseParameter } from "../../backends/rows";
import type { KernelMemory } from "../../backends/wasm/memory";
import { TILE, WasmLayers, wholeRows } from "../../backends/wasm/wasmLayers";
import type { LearnerState } from "../learner";
import type { WasmScorer, WasmTables } from "../wasmScorer";

/** `collabnn`: user and product row side by side through the dense layers. */
export class LayerScorer implements WasmScorer {
  readonly tile = TILE;
  private readonly layers: WasmLayers;
  private readonly width: number;
  /** Gradients of both rows of each position of the batch, side by side: [batch × 2 width]. */
  private readonly gradients: number;

  constructor(
    private readonly memory: KernelMemory,
    private readonly tables: WasmTables,
    parameters: DenseParameter[],
    factors: number,
    batchSize: number,
  ) {
    const { width } = tables.users;
    this.width = width;
    const columnOf = (input: number) => (input < factors ? input : width + input - factors);
    this.layers = new WasmLayers(memory, parameters, 2 * width, columnOf);
    this.gradients = memory.allocate(batchSize * 2 * width * 4);
  }

  load(): void {}

  begin(): void {
    this.layers.begin();
  }

  forward(from: number, count: number): { pointer: number; stride: number } {
    const { tables, layers, width } = this;
    tables.users.gather(from, count, layers.input, 2 * width);
    tables.products.gather(from, count, layers.input + width * 4, 2 * width);
    layers.forward(wholeRows(count));
    return layers.scores;
  }

  loss(count: number, ratings: number, shares: number, low: number, span: number): number {
    const { pointer, stride } = this.layers.scores;
    return this.memory.kernels.rangeLoss(pointer, stride, 0, ratings, shares, count, low, span);
  }

  backward(from: number, count: number): void {
    const { layers, memory, width } = this;
    layers.clearRest(count);
    layers.backward(wholeRows(count));
    const slopes = memory.floats(layers.inputSlopes, count * 2 * width);
    memory.floats(this.gradients + from * 2 * width * 4, slopes.length).set(slopes);
  }

  update(users: RowBatch, products: RowBatch, step: AdamWStep): void {
    const { tables, gradients, width } = this;
    tables.users.update(users.touchedCount, gradients, 2 * width, step);
    tables.products.update(products.touchedCount, gradients + width * 4, 2 * width, step);
    this.layers.update(step);
  }

  read(): { dense: DenseParameter[]; sides: Float32Array } {
    return { dense: this.layers.read(), sides: new Float32Array(0) };
  }

  save(): LearnerState {
    return this.layers.save();
  }

  restore(parts: LearnerState): void {
    this.layers.restore(parts as Float32Array[]);
  }
}
