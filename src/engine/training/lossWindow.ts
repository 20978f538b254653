import { type Scalar, stack } from "@tensorflow/tfjs-core";

/**
 * Batch losses on their way from the device. Reading one stalls the GPU for milliseconds, so they are read together,
 * a window at a time; waiting for a window also keeps the page from queueing work faster than the device does it.
 */
export class LossWindow {
  private readonly pending: Scalar[] = [];

  constructor(private readonly size: number) {}

  get full(): boolean {
    return this.pending.length >= this.size;
  }

  push(loss: Scalar): void {
    this.pending.push(loss);
  }

  /** Read and dispose of all pending losses, in the order of their steps. */
  async take(): Promise<Float32Array> {
    const losses = this.pending.splice(0);
    if (losses.length === 0) return new Float32Array(0);
    // A stack of another size would be another GPU program: only the usual size is worth compiling.
    if (losses.length !== this.size) return Float32Array.from(await Promise.all(losses.map(readScalar)));
    const stacked = stack(losses);
    const values = await stacked.data<"float32">();
    for (const tensor of [stacked, ...losses]) tensor.dispose();
    return values as Float32Array;
  }

  dispose(): void {
    for (const loss of this.pending.splice(0)) loss.dispose();
  }
}

async function readScalar(scalar: Scalar): Promise<number> {
  const [value] = await scalar.data();
  scalar.dispose();
  return value;
}
