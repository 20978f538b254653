import type { Random } from "../../src/domain/random";

/**
 * The posterior of three weights of a linear model with known noise: gather precision and precision × mean, then solve.
 * One object is reused for all users and products: nothing is allocated in the inner loops.
 */
export class Gaussian3 {
  readonly mean = new Float64Array(3);
  /** Lower triangle of the precision P and of its Cholesky factor L, P = L Lᵀ, as 00, 10, 11, 20, 21, 22. */
  private readonly precision = new Float64Array(6);
  private readonly factor = new Float64Array(6);
  private readonly target = new Float64Array(3);

  /** Start at the prior with independent weights of these means and precisions. */
  reset(means: ArrayLike<number>, precisions: ArrayLike<number>): void {
    this.precision.fill(0);
    for (let i = 0; i < 3; i++) {
      this.precision[(i * (i + 3)) / 2] = precisions[i];
      this.target[i] = precisions[i] * means[i];
    }
  }

  /** An observation y = a + b·w1 + c·w2 (the first weight is an intercept), with noise of the given precision. */
  observe(b: number, c: number, y: number, precision: number): void {
    const { precision: p, target } = this;
    p[0] += precision;
    p[1] += precision * b;
    p[2] += precision * b * b;
    p[3] += precision * c;
    p[4] += precision * b * c;
    p[5] += precision * c * c;
    target[0] += precision * y;
    target[1] += precision * b * y;
    target[2] += precision * c * y;
  }

  /** An observation y = b·w1 + c·w2, without the intercept. */
  observeSlopes(b: number, c: number, y: number, precision: number): void {
    const { precision: p, target } = this;
    p[2] += precision * b * b;
    p[4] += precision * b * c;
    p[5] += precision * c * c;
    target[1] += precision * b * y;
    target[2] += precision * c * y;
  }

  /** Factor the precision, and find `mean`. */
  solve(): void {
    const { precision: p, factor: l, target, mean } = this;
    l[0] = Math.sqrt(p[0]);
    l[1] = p[1] / l[0];
    l[2] = Math.sqrt(p[2] - l[1] * l[1]);
    l[3] = p[3] / l[0];
    l[4] = (p[4] - l[3] * l[1]) / l[2];
    l[5] = Math.sqrt(p[5] - l[3] * l[3] - l[4] * l[4]);
    const y0 = target[0] / l[0];
    const y1 = (target[1] - l[1] * y0) / l[2];
    const y2 = (target[2] - l[3] * y0 - l[4] * y1) / l[5];
    this.backSubstitute(y0, y1, y2, mean, 0);
  }

  /** A draw of the three weights, to `out` from `at` on; after `solve`. */
  draw(random: Random, out: Float64Array, at: number): void {
    this.backSubstitute(random.normal(), random.normal(), random.normal(), out, at);
    for (let i = 0; i < 3; i++) out[at + i] += this.mean[i];
  }

  /** Variance of w0 + b·w1 + c·w2; after `solve`. */
  variance(b: number, c: number): number {
    const l = this.factor;
    const y0 = 1 / l[0];
    const y1 = (b - l[1] * y0) / l[2];
    const y2 = (c - l[3] * y0 - l[4] * y1) / l[5];
    return y0 * y0 + y1 * y1 + y2 * y2;
  }

  /** Solve Lᵀ x = y. */
  private backSubstitute(y0: number, y1: number, y2: number, out: Float64Array, at: number): void {
    const l = this.factor;
    const x2 = y2 / l[5];
    const x1 = (y1 - l[4] * x2) / l[2];
    out[at + 2] = x2;
    out[at + 1] = x1;
    out[at] = (y0 - l[1] * x1 - l[3] * x2) / l[0];
  }
}
