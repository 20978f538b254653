import type { AdamWStep } from "../adamw";
import type { StartRow } from "../models";
import type { RowBatch } from "../rowBatch";
import type { KernelMemory } from "./memory";

/** Floats before a record's weights: the log-decay (f64) and its padding; see kernels/record.ts. */
const HEAD = 4;

/** The embedding table in WebAssembly memory: rows and lazy AdamW as in `EmbeddingTable`, on pointers. */
export class WasmTable {
  /** Rows one after the other, each a record of log-decay, weights and moments. */
  private readonly table: number;
  /** Floats a record. */
  private readonly record: number;
  private readonly rowsOfBatch: number;
  private readonly touched: number;
  private readonly starts: number;
  private readonly order: number;
  private readonly scratch: number;
  /** Cumulative log-decay; see LazyDecay. */
  private total = 0;

  constructor(
    private readonly memory: KernelMemory,
    readonly rows: number,
    readonly width: number,
    private readonly batchSize: number,
  ) {
    this.record = HEAD + 3 * width;
    this.table = memory.allocate(rows * this.record * 4);
    this.rowsOfBatch = memory.allocate(batchSize * 4);
    this.touched = memory.allocate(batchSize * 4);
    this.starts = memory.allocate((batchSize + 1) * 4);
    this.order = memory.allocate(batchSize * 4);
    this.scratch = memory.allocate(batchSize * width * 4);
  }

  /** Set the starting weights of every row but the unknown one. */
  start(startRow: StartRow): void {
    const { rows, record, records } = this;
    for (let row = 1; row < rows; row++) startRow(records, row * record + HEAD);
  }

  /** Take over this batch: `gather` and `update` speak of it until the next. */
  load({ rows, touched, touchedCount, starts, order }: RowBatch): void {
    const { memory, batchSize } = this;
    memory.integers(this.rowsOfBatch, batchSize).set(rows);
    memory.integers(this.touched, batchSize).set(touched.subarray(0, touchedCount));
    memory.integers(this.starts, batchSize + 1).set(starts.subarray(0, touchedCount + 1));
    memory.integers(this.order, batchSize).set(order);
  }

  /** Current weights of the positions from .. from + count, to `out`, `outStride` floats apart. */
  gather(from: number, count: number, out: number, outStride: number): void {
    const rows = this.rowsOfBatch + from * 4;
    this.memory.kernels.gather(this.table, this.total, rows, count, this.width, out, outStride);
  }

  /** One lazy AdamW step; the gradient of each position lies at `gradient`, `stride` floats apart. */
  update(touchedCount: number, gradient: number, stride: number, step: AdamWStep): void {
    const { rate, rootScale, beta1, beta2, epsilon, keep } = step;
    const newTotal = this.total + Math.log(keep);
    this.memory.kernels.stepRows(
      this.table,
      this.total,
      newTotal,
      this.touched,
      this.starts,
      this.order,
      touchedCount,
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
    this.total = newTotal;
  }

  /** All current weights, rows × width, row-major. */
  read(): Float32Array {
    const { memory, rows, width, batchSize, scratch } = this;
    const out = new Float32Array(rows * width);
    for (let first = 0; first < rows; first += batchSize) {
      const count = Math.min(batchSize, rows - first);
      const ids = memory.integers(this.rowsOfBatch, count);
      for (let i = 0; i < count; i++) ids[i] = first + i;
      this.gather(0, count, scratch, width);
      out.set(memory.floats(scratch, count * width), first * width);
    }
    return out;
  }

  /** All records as they lie in memory, and the cumulative log-decay. */
  save(): [records: Float32Array, total: Float64Array] {
    return [this.records, Float64Array.of(this.total)];
  }

  restore(records: Float32Array, total: Float64Array): void {
    this.records.set(records);
    this.total = total[0];
  }

  private get records(): Float32Array {
    return this.memory.floats(this.table, this.rows * this.record);
  }
}
