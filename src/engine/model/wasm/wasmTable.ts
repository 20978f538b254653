import type { AdamWStep } from "../adamw";
import type { TableState } from "../learner";
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

  save(): TableState {
    const [weights, firstMoment, secondMoment] = [0, 1, 2].map((part) => this.part(part));
    const decay = { total: this.total, seen: this.logDecays() };
    return { weights, firstMoment, secondMoment, decay };
  }

  restore({ weights, firstMoment, secondMoment, decay }: TableState): void {
    [weights, firstMoment, secondMoment].forEach((values, part) => {
      this.scatter(values, part);
    });
    const { rows, record, table, memory } = this;
    const doubles = memory.doubles(table, (rows * record) / 2);
    for (let row = 0; row < rows; row++) doubles[(row * record) / 2] = decay.seen[row];
    this.total = decay.total;
  }

  private get records(): Float32Array {
    return this.memory.floats(this.table, this.rows * this.record);
  }

  private logDecays(): Float64Array {
    const { rows, record, table, memory } = this;
    const doubles = memory.doubles(table, (rows * record) / 2);
    return Float64Array.from({ length: rows }, (_, row) => doubles[(row * record) / 2]);
  }

  /** The stored weights (0), first (1) or second moments (2), rows × width. */
  private part(part: number): Float32Array {
    const { rows, width, record, records } = this;
    const out = new Float32Array(rows * width);
    for (let row = 0, to = 0; row < rows; row++) {
      const from = row * record + HEAD + part * width;
      for (let column = 0; column < width; column++) out[to++] = records[from + column];
    }
    return out;
  }

  private scatter(values: Float32Array, part: number): void {
    const { rows, width, record, records } = this;
    for (let row = 0, from = 0; row < rows; row++) {
      const to = row * record + HEAD + part * width;
      for (let column = 0; column < width; column++) records[to + column] = values[from++];
    }
  }
}
