import type { AdamWStep } from "../../src/backends/adamw";

/** Dense AdamW written plainly in float64, every row at every step, as the reference for the embedding tables. */
export class PlainAdamW {
  readonly weights: Float64Array;
  private readonly m: Float64Array;
  private readonly v: Float64Array;

  constructor(
    initial: ArrayLike<number>,
    private readonly width: number,
  ) {
    this.weights = Float64Array.from(initial);
    this.m = new Float64Array(initial.length);
    this.v = new Float64Array(initial.length);
  }

  /** gradients: [positions × width], summed by row; row 0 never trains. */
  step(rows: ArrayLike<number>, gradients: ArrayLike<number>, step: AdamWStep): void {
    const { width, weights, m, v } = this;
    const summed = new Map<number, number[]>();
    for (let position = 0; position < rows.length; position++) {
      const row = rows[position];
      if (row === 0) continue;
      const sum = summed.get(row) ?? new Array<number>(width).fill(0);
      for (let c = 0; c < width; c++) sum[c] += gradients[position * width + c];
      summed.set(row, sum);
    }
    for (let row = 1; row * width < weights.length; row++) {
      const gradient = summed.get(row);
      for (let c = 0; c < width; c++) {
        const i = row * width + c;
        const g = gradient?.[c] ?? 0;
        weights[i] *= step.keep;
        m[i] = step.beta1 * m[i] + (1 - step.beta1) * g;
        v[i] = step.beta2 * v[i] + (1 - step.beta2) * g * g;
        weights[i] -= (step.rate * m[i]) / (Math.sqrt(v[i]) * step.rootScale + step.epsilon);
      }
    }
  }
}

/** The largest difference between two arrays of the same length. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new Error(`lengths differ: ${a.length} and ${b.length}`);
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i] - b[i]));
  return largest;
}
