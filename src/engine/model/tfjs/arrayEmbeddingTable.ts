import { type Tensor2D, tensor2d } from "@tensorflow/tfjs-core";
import type { AdamWStep } from "../adamw";
import { LazyDecay } from "../lazyDecay";
import type { RowBatch } from "../rowBatch";
import type { EmbeddingTable, TableState } from "./embeddingTable";

/** The embedding table in typed arrays: for every backend without textures, and the twin of the one on the GPU. */
export class ArrayEmbeddingTable implements EmbeddingTable {
  private readonly firstMoment: Float32Array;
  private readonly secondMoment: Float32Array;
  private readonly decay: LazyDecay;
  private readonly rowGradient: Float64Array;

  /** `weights` holds rows × width floats, row-major; the table takes it over. */
  constructor(
    private readonly weights: Float32Array,
    readonly rows: number,
    readonly width: number,
  ) {
    this.firstMoment = new Float32Array(weights.length);
    this.secondMoment = new Float32Array(weights.length);
    this.decay = new LazyDecay(rows);
    this.rowGradient = new Float64Array(width);
  }

  gather({ rows }: RowBatch): Tensor2D {
    const { weights, width, decay } = this;
    const out = new Float32Array(rows.length * width);
    for (let position = 0, to = 0; position < rows.length; position++) {
      const row = rows[position];
      const factor = decay.factor(row);
      for (let from = row * width, end = from + width; from < end; from++) out[to++] = weights[from] * factor;
    }
    return tensor2d(out, [rows.length, width]);
  }

  update(batch: RowBatch, gradient: Tensor2D, step: AdamWStep): void {
    const { weights, firstMoment, secondMoment, width, decay } = this;
    const { rate, rootScale, beta1, beta2, epsilon, keep } = step;
    const gradients = gradient.dataSync<"float32">();
    for (let slot = 0; slot < batch.touchedCount; slot++) {
      const row = batch.touched[slot];
      const summed = this.sumGradients(gradients, batch, slot);
      const kept = decay.factor(row) * keep;
      for (let column = 0, i = row * width; column < width; column++, i++) {
        const g = summed[column];
        const m = beta1 * firstMoment[i] + (1 - beta1) * g;
        const v = beta2 * secondMoment[i] + (1 - beta2) * g * g;
        firstMoment[i] = m;
        secondMoment[i] = v;
        weights[i] = weights[i] * kept - (rate * m) / (Math.sqrt(v) * rootScale + epsilon);
      }
    }
    decay.advance(keep);
    for (let slot = 0; slot < batch.touchedCount; slot++) decay.settle(batch.touched[slot]);
  }

  read(): Float32Array {
    const out = this.weights.slice();
    this.decay.applyTo(out, this.width);
    return out;
  }

  save(): TableState {
    return [this.weights, this.firstMoment, this.secondMoment, ...this.decay.save()];
  }

  restore([weights, firstMoment, secondMoment, total, seen]: TableState): void {
    this.weights.set(weights);
    this.firstMoment.set(firstMoment);
    this.secondMoment.set(secondMoment);
    this.decay.restore(total, seen);
  }

  dispose(): void {}

  private sumGradients(gradients: Float32Array, { order, starts }: RowBatch, slot: number): Float64Array {
    const { rowGradient, width } = this;
    rowGradient.fill(0);
    for (let k = starts[slot]; k < starts[slot + 1]; k++) {
      for (let column = 0, from = order[k] * width; column < width; column++, from++) {
        rowGradient[column] += gradients[from];
      }
    }
    return rowGradient;
  }
}
