import type { AdamWStep } from "../../backends/adamw";
import type { RowBatch } from "../../backends/rowBatch";
import type { DenseParameter } from "../../backends/rows";
import type { KernelMemory } from "../../backends/wasm/memory";
import type { ModelShape } from "../definition";
import type { LearnerState } from "../learner";
import { predictingColumns } from "../shapes";
import type { WasmScorer, WasmTables } from "../wasmScorer";

/** The dot products, with and without bias. */
export class DotScorer implements WasmScorer {
  readonly tile: number;
  private readonly width: number;
  private readonly hasBias: number;
  /** Rows of the whole batch, [batch × width], replaced by their gradients. */
  private readonly userRows: number;
  private readonly productRows: number;
  private readonly scores: number;

  constructor(
    private readonly memory: KernelMemory,
    private readonly tables: WasmTables,
    private readonly shape: ModelShape,
    batchSize: number,
  ) {
    this.tile = batchSize;
    this.width = tables.users.width;
    this.hasBias = predictingColumns(shape) - shape.factors;
    this.userRows = memory.allocate(batchSize * this.width * 4);
    this.productRows = memory.allocate(batchSize * this.width * 4);
    this.scores = memory.allocate(batchSize * 4);
  }

  load(): void {}

  begin(): void {}

  forward(from: number, count: number): { pointer: number; stride: number } {
    const { tables, width, userRows, productRows, scores } = this;
    tables.users.gather(from, count, userRows, width);
    tables.products.gather(from, count, productRows, width);
    this.memory.kernels.dotScores(userRows, productRows, scores, count, width, this.shape.factors, this.hasBias);
    return { pointer: scores, stride: 1 };
  }

  loss(count: number, ratings: number, shares: number, low: number, span: number): number {
    return this.memory.kernels.rangeLoss(this.scores, 1, 0, ratings, shares, count, low, span);
  }

  backward(_from: number, count: number): void {
    const { width, userRows, productRows, scores } = this;
    this.memory.kernels.dotGradients(userRows, productRows, scores, count, width, this.shape.factors, this.hasBias);
  }

  update(users: RowBatch, products: RowBatch, step: AdamWStep): void {
    this.tables.users.update(users.touchedCount, this.userRows, this.width, step);
    this.tables.products.update(products.touchedCount, this.productRows, this.width, step);
  }

  read(): { dense: DenseParameter[]; sides: Float32Array } {
    return { dense: [], sides: new Float32Array(0) };
  }

  save(): LearnerState {
    return [];
  }

  restore(): void {}
}
