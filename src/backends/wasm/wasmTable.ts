import type { AdamWStep } from "../adamw";
import { OwedSteps } from "../owedSteps";
import type { RowBatch } from "../rowBatch";
import type { StartRow } from "../rows";
import type { KernelMemory } from "./memory";

/** Floats before a record's weights: the steps after which it was current (i32) and padding; see kernels/record.ts. */
const HEAD = 4;
/** Floats of what a position's row and a touched row owe; see kernels/gather.ts and adamw.ts. */
const ROW_TERMS = 4;
const TOUCHED_TERMS = 8;
/** Rows that are read at a time. */
const READ = 512;

/** The embedding table in WebAssembly memory: rows and AdamW as in `EmbeddingTable`, on pointers. */
export class WasmTable {
  /** Rows one after the other, each a record of steps, weights and moments. */
  private readonly table: number;
  /** Floats a record. */
  private readonly record: number;
  /** Pointer to the row of each position of the batch. */
  readonly ids: number;
  private readonly owedOfRows: number;
  private readonly touched: number;
  private readonly owedOfTouched: number;
  private readonly starts: number;
  private readonly order: number;
  /** Rows, their terms and their weights while the table is read: the loaded batch stays. */
  private readonly readIds: number;
  private readonly readOwed: number;
  private readonly readWeights: number;
  private readonly since: Int32Array;
  private readonly owed = new OwedSteps();
  /** Positions loaded, and the steps done when it was told what their rows owe; -1 when it was not. */
  private loaded = 0;
  private toldAt = -1;

  constructor(
    private readonly memory: KernelMemory,
    readonly rows: number,
    readonly width: number,
    private readonly batchSize: number,
  ) {
    this.record = HEAD + 3 * width;
    this.table = memory.allocate(rows * this.record * 4);
    this.ids = memory.allocate(batchSize * 4);
    this.owedOfRows = memory.allocate(batchSize * ROW_TERMS * 4);
    this.touched = memory.allocate(batchSize * 4);
    this.owedOfTouched = memory.allocate(batchSize * TOUCHED_TERMS * 4);
    this.starts = memory.allocate((batchSize + 1) * 4);
    this.order = memory.allocate(batchSize * 4);
    this.readIds = memory.allocate(READ * 4);
    this.readOwed = memory.allocate(READ * ROW_TERMS * 4);
    this.readWeights = memory.allocate(READ * width * 4);
    this.since = new Int32Array(Math.max(batchSize, READ));
  }

  /** Set the starting weights of every row but the unknown one. */
  start(startRow: StartRow): void {
    const { rows, record, records } = this;
    for (let row = 1; row < rows; row++) startRow(records, row * record + HEAD);
  }

  /** Set the starting weights of the unknown row, which are zero otherwise. */
  startUnknown(startRow: StartRow): void {
    startRow(this.records, HEAD);
  }

  /** Take over this batch: `gather` and `update` speak of it until the next. */
  load({ rows, touched, touchedCount, starts, order }: RowBatch): void {
    const { memory, batchSize } = this;
    memory.integers(this.ids, batchSize).set(rows);
    this.loaded = rows.length;
    this.toldAt = -1;
    memory.integers(this.touched, batchSize).set(touched.subarray(0, touchedCount));
    memory.integers(this.starts, batchSize + 1).set(starts.subarray(0, touchedCount + 1));
    memory.integers(this.order, batchSize).set(order);
  }

  /** Current weights of the positions from .. from + count, to `out`, `outStride` floats apart. */
  gather(from: number, count: number, out: number, outStride: number): void {
    if (this.toldAt !== this.owed.steps) this.tellRows(this.ids, this.loaded, this.owedOfRows);
    this.toldAt = this.owed.steps;
    const rows = this.ids + from * 4;
    const owed = this.owedOfRows + from * ROW_TERMS * 4;
    this.memory.kernels.gather(this.table, rows, owed, count, this.width, out, outStride);
  }

  /** One AdamW step; the gradient of each position lies at `gradient`, `stride` floats apart. */
  update(touchedCount: number, gradient: number, stride: number, step: AdamWStep): void {
    const { rate, rootScale, beta1, beta2, epsilon, keep } = step;
    this.tellTouched(touchedCount);
    this.owed.advance(step);
    this.memory.kernels.stepRows(
      this.table,
      this.touched,
      this.owedOfTouched,
      this.starts,
      this.order,
      touchedCount,
      this.owed.steps,
      gradient,
      stride,
      this.width,
      rate,
      rootScale,
      beta1,
      beta2,
      epsilon,
      keep,
    );
  }

  /** All current weights, rows × width, row-major. */
  read(): Float32Array {
    const { memory, table, rows, width, readIds, readOwed, readWeights } = this;
    const out = new Float32Array(rows * width);
    for (let first = 0; first < rows; first += READ) {
      const count = Math.min(READ, rows - first);
      const ids = memory.integers(readIds, count);
      for (let i = 0; i < count; i++) ids[i] = first + i;
      this.tellRows(readIds, count, readOwed);
      memory.kernels.gather(table, readIds, readOwed, count, width, readWeights, width);
      out.set(memory.floats(readWeights, count * width), first * width);
    }
    return out;
  }

  /** All records as they lie in memory, and what their rows owe. */
  save(): [records: Float32Array, owed: Float64Array] {
    return [this.records, this.owed.save()];
  }

  restore(records: Float32Array, owed: Float64Array): void {
    this.records.set(records);
    this.owed.restore(owed);
    this.toldAt = -1;
  }

  /** Write what each of these rows owes. */
  private tellRows(rows: number, count: number, to: number): void {
    const { memory, owed } = this;
    const since = this.sinceOf(rows, count);
    const terms = memory.floats(to, count * ROW_TERMS);
    for (let i = 0; i < count; i++) owed.weightTerms(since[i], terms, i * ROW_TERMS);
  }

  /** Write what each touched row owes. */
  private tellTouched(count: number): void {
    const { memory, owed } = this;
    const since = this.sinceOf(this.touched, count);
    const terms = memory.floats(this.owedOfTouched, count * TOUCHED_TERMS);
    for (let k = 0; k < count; k++) {
      owed.weightTerms(since[k], terms, k * TOUCHED_TERMS);
      owed.momentTerms(since[k], terms, k * TOUCHED_TERMS + ROW_TERMS);
    }
  }

  /** Steps after which each of these rows was current; nothing but reads, so that their waits for memory overlap. */
  private sinceOf(rows: number, count: number): Int32Array {
    const { memory, table, record, since } = this;
    const heads = memory.integers(table, this.rows * record);
    const ids = memory.integers(rows, count);
    for (let i = 0; i < count; i++) since[i] = heads[ids[i] * record];
    return since;
  }

  private get records(): Float32Array {
    return this.memory.floats(this.table, this.rows * this.record);
  }
}
