import type { AdamWStep } from "../adamw";
import type { TableState } from "../learner";
import type { RowBatch } from "../rowBatch";
import type { KernelMemory } from "./memory";

/** The embedding table in WebAssembly memory: rows and lazy AdamW as in `EmbeddingTable`, on pointers. */
export class WasmTable {
  readonly weights: number;
  private readonly first: number;
  private readonly second: number;
  /** Cumulative log-decay, f64, at which each row was last current; see LazyDecay. */
  private readonly seen: number;
  private totalDecay = 0;
  private readonly rowsOfBatch: number;
  private readonly touched: number;
  private readonly starts: number;
  private readonly order: number;

  constructor(
    private readonly memory: KernelMemory,
    readonly rows: number,
    readonly width: number,
    private readonly batchSize: number,
  ) {
    const table = rows * width * 4;
    this.weights = memory.allocate(table);
    this.first = memory.allocate(table);
    this.second = memory.allocate(table);
    this.seen = memory.allocate(rows * 8);
    this.rowsOfBatch = memory.allocate(batchSize * 4);
    this.touched = memory.allocate(batchSize * 4);
    this.starts = memory.allocate((batchSize + 1) * 4);
    this.order = memory.allocate(batchSize * 4);
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
    const { kernels } = this.memory;
    const rows = this.rowsOfBatch + from * 4;
    kernels.gather(this.weights, this.seen, this.totalDecay, rows, count, this.width, out, outStride);
  }

  /** One lazy AdamW step; the gradient of each position lies at `gradient`, `stride` floats apart. */
  update({ touched, touchedCount }: RowBatch, gradient: number, stride: number, step: AdamWStep): void {
    const { memory, weights, first, second, seen, width } = this;
    const { rate, rootScale, beta1, beta2, epsilon, keep } = step;
    memory.kernels.stepRows(
      weights,
      first,
      second,
      seen,
      this.totalDecay,
      this.touched,
      this.starts,
      this.order,
      touchedCount,
      gradient,
      stride,
      width,
      rate,
      rootScale,
      beta1,
      beta2,
      epsilon,
      keep,
    );
    this.totalDecay += Math.log(keep);
    const seenRows = memory.doubles(seen, this.rows);
    for (let slot = 0; slot < touchedCount; slot++) seenRows[touched[slot]] = this.totalDecay;
  }

  save(): TableState {
    const { memory, rows, width } = this;
    const copyOf = (pointer: number) => memory.floats(pointer, rows * width).slice();
    return {
      weights: copyOf(this.weights),
      firstMoment: copyOf(this.first),
      secondMoment: copyOf(this.second),
      decay: { total: this.totalDecay, seen: memory.doubles(this.seen, rows).slice() },
    };
  }

  restore({ weights, firstMoment, secondMoment, decay }: TableState): void {
    const { memory, rows, width } = this;
    memory.floats(this.weights, rows * width).set(weights);
    memory.floats(this.first, rows * width).set(firstMoment);
    memory.floats(this.second, rows * width).set(secondMoment);
    memory.doubles(this.seen, rows).set(decay.seen);
    this.totalDecay = decay.total;
  }

  /** All current weights, rows × width, row-major. */
  read(): Float32Array {
    const { memory, rows, width } = this;
    const out = memory.floats(this.weights, rows * width).slice();
    const seen = memory.doubles(this.seen, rows);
    for (let row = 0; row < rows; row++) {
      const owed = this.totalDecay - seen[row];
      if (owed === 0) continue;
      const factor = Math.exp(owed);
      for (let i = row * width, end = i + width; i < end; i++) out[i] *= factor;
    }
    return out;
  }
}
