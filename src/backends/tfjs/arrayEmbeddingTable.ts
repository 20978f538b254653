import { type Tensor2D, tensor2d } from "@tensorflow/tfjs-core";
import type { AdamWStep } from "../adamw";
import { catchUp, currentWeight, OwedSteps } from "../owedSteps";
import type { RowBatch } from "../rowBatch";
import type { EmbeddingTable, TableState } from "./embeddingTable";

/** The embedding table in typed arrays: for every backend without textures, and the twin of the one on the GPU. */
export class ArrayEmbeddingTable implements EmbeddingTable {
  private readonly firstMoment: Float32Array;
  private readonly secondMoment: Float32Array;
  private readonly owed = new OwedSteps();
  /** Steps after which each row was last current. */
  private readonly since: Float64Array;
  /** What a row owes: its weights' terms, then its moments'. */
  private readonly terms = new Float32Array(6);
  private readonly rowGradient: Float64Array;

  /** `weights` holds rows × width floats, row-major; the table takes it over. */
  constructor(
    private readonly weights: Float32Array,
    readonly rows: number,
    readonly width: number,
  ) {
    this.firstMoment = new Float32Array(weights.length);
    this.secondMoment = new Float32Array(weights.length);
    this.since = new Float64Array(rows);
    this.rowGradient = new Float64Array(width);
  }

  gather({ rows }: RowBatch): Tensor2D {
    const { weights, firstMoment, secondMoment, width, owed, since, terms } = this;
    const out = new Float32Array(rows.length * width);
    for (let position = 0, to = 0; position < rows.length; position++) {
      const row = rows[position];
      owed.weightTerms(since[row], terms, 0);
      for (let i = row * width, end = i + width; i < end; i++) {
        out[to++] = currentWeight(weights[i], firstMoment[i], secondMoment[i], terms);
      }
    }
    return tensor2d(out, [rows.length, width]);
  }

  update(batch: RowBatch, gradient: Tensor2D, step: AdamWStep): void {
    const { weights, firstMoment, secondMoment, width, owed, since, terms } = this;
    const { rate, rootScale, beta1, beta2, epsilon, keep } = step;
    const gradients = gradient.dataSync<"float32">();
    for (let slot = 0; slot < batch.touchedCount; slot++) {
      const row = batch.touched[slot];
      const summed = this.sumGradients(gradients, batch, slot);
      owed.weightTerms(since[row], terms, 0);
      owed.momentTerms(since[row], terms, 4);
      const carried1 = beta1 * terms[4];
      const carried2 = beta2 * terms[5];
      for (let column = 0, i = row * width; column < width; column++, i++) {
        const g = summed[column];
        const weight = currentWeight(weights[i], firstMoment[i], secondMoment[i], terms);
        const m = carried1 * firstMoment[i] + (1 - beta1) * g;
        const v = carried2 * secondMoment[i] + (1 - beta2) * g * g;
        firstMoment[i] = m;
        secondMoment[i] = v;
        weights[i] = weight * keep - (rate * m) / (Math.sqrt(v) * rootScale + epsilon);
      }
    }
    owed.advance(step);
    for (let slot = 0; slot < batch.touchedCount; slot++) since[batch.touched[slot]] = owed.steps;
  }

  read(): Float32Array {
    const { owed, since, weights, firstMoment, secondMoment, width } = this;
    const out = weights.slice();
    catchUp(owed, since, out, firstMoment, secondMoment, width);
    return out;
  }

  save(): TableState {
    return [this.weights, this.firstMoment, this.secondMoment, this.owed.save(), this.since];
  }

  restore([weights, firstMoment, secondMoment, owed, since]: TableState): void {
    this.weights.set(weights);
    this.firstMoment.set(firstMoment);
    this.secondMoment.set(secondMoment);
    this.owed.restore(owed);
    this.since.set(since);
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
