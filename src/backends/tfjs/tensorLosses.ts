import { type Scalar, stack } from "@tensorflow/tfjs-core";

/** Losses that are still tensors: reading one stalls a GPU for milliseconds, so that `queue` are read together. */
export class TensorLosses {
  private readonly losses: Scalar[] = [];

  constructor(private readonly queue: number) {}

  push(loss: Scalar): void {
    this.losses.push(loss);
  }

  /** The losses in order, until about `leave` are owed, none for 0. */
  async take(leave: number): Promise<Float32Array> {
    if (leave > 0 && this.losses.length < leave + this.queue) return new Float32Array(0);
    const losses = this.losses.splice(0, leave > 0 ? this.queue : this.losses.length);
    // A stack of another size would be another GPU program: only the usual size is worth compiling.
    if (losses.length === 0 || losses.length !== this.queue) {
      return Float32Array.from(await Promise.all(losses.map(takeScalar)));
    }
    const stacked = stack(losses);
    const values = await stacked.data<"float32">();
    for (const tensor of [stacked, ...losses]) tensor.dispose();
    return values as Float32Array;
  }

  dispose(): void {
    for (const loss of this.losses.splice(0)) loss.dispose();
  }
}

async function takeScalar(scalar: Scalar): Promise<number> {
  const [value] = await scalar.data();
  scalar.dispose();
  return value;
}
