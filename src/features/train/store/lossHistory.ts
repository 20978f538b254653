/** A Float32Array that grows by doubling. */
class GrowingArray {
  private values = new Float32Array(1024);
  private length = 0;

  /** Write `chunk` at index `first`; a gap before it reads as NaN. */
  write(first: number, chunk: Float32Array): void {
    const end = first + chunk.length;
    if (end > this.values.length) {
      const larger = new Float32Array(Math.max(end, this.values.length * 2));
      larger.set(this.values.subarray(0, this.length));
      this.values = larger;
    }
    if (first > this.length) this.values.fill(Number.NaN, this.length, first);
    this.values.set(chunk, first);
    this.length = Math.max(this.length, end);
  }

  view(): Float32Array {
    return this.values.subarray(0, this.length);
  }
}

/**
 * Batch losses of every Run, by its id. They arrive thousands a second, so they live outside the store;
 * `lossVersion` in the store says when they grew.
 */
class LossHistory {
  private readonly curves = new Map<number, GrowingArray>();

  /** Record the mean squared error of the steps from `firstStep` (0-based) on. */
  append(run: number, firstStep: number, loss: Float32Array): void {
    const curve = this.curves.get(run) ?? new GrowingArray();
    this.curves.set(run, curve);
    curve.write(firstStep, loss);
  }

  /** Losses by step, mean squared error; a view that later appends may leave behind, so read it anew each time. */
  of(run: number): Float32Array {
    return this.curves.get(run)?.view() ?? new Float32Array();
  }

  /** The losses so far as they are kept: float32 by step, in the machine's order, which is little-endian everywhere. */
  file(run: number): Blob {
    return new Blob([this.of(run).slice()]);
  }

  /** Losses of a Run that was kept. */
  async restore(run: number, file: Blob): Promise<void> {
    this.forget(run);
    const whole = file.size - (file.size % Float32Array.BYTES_PER_ELEMENT);
    const losses = new Float32Array(await file.slice(0, whole).arrayBuffer());
    if (losses.length > 0) this.append(run, 0, losses);
  }

  forget(run: number): void {
    this.curves.delete(run);
  }

  clear(): void {
    this.curves.clear();
  }
}

export const lossHistory = new LossHistory();
