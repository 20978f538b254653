import { addProduct, type Layer } from "../network";

/** A network's answer to one user and one product, and its slope; what a Network answers to all products at once. */
export class PairNetwork {
  private readonly first: Layer;
  private readonly above: Layer[];
  /** Inputs of each layer above the first, after their ReLU; then the output. */
  private readonly values: Float32Array[];
  /** Slopes of the output by each of these inputs. */
  private readonly slopes: Float32Array[];

  constructor([first, ...above]: Layer[]) {
    this.first = first;
    this.above = above;
    this.values = [first, ...above].map(({ outputs }) => new Float32Array(outputs));
    this.slopes = this.values.map((values) => new Float32Array(values.length));
  }

  /** The output, given what the first layer answers to either of the two, its bias in one of them. */
  output(userHalf: Float32Array, productHalf: Float32Array): number {
    const { values, above } = this;
    for (let j = 0; j < values[0].length; j++) values[0][j] = userHalf[j] + productHalf[j];
    above.forEach(({ inputs, weights, bias }, i) => {
      const [x, out] = [values[i], values[i + 1]];
      for (let j = 0; j < inputs; j++) if (x[j] < 0) x[j] = 0;
      out.set(bias);
      addProduct(out, x, 0, inputs, weights, 0);
    });
    return values[above.length][0];
  }

  /** Adds the slope of the last output by the first `count` inputs of the network to `to` from index `at` on. */
  addSlope(to: Float64Array, at: number, count: number): void {
    const { values, slopes, above, first } = this;
    slopes[above.length][0] = 1;
    for (let layer = above.length - 1; layer >= 0; layer--) {
      const { inputs, outputs, weights } = above[layer];
      const [x, below, slope] = [values[layer], slopes[layer], slopes[layer + 1]];
      for (let i = 0; i < inputs; i++) {
        let sum = 0;
        // A ReLU that lets nothing through passes no slope on.
        if (x[i] > 0) for (let j = 0, w = i * outputs; j < outputs; j++, w++) sum += weights[w] * slope[j];
        below[i] = sum;
      }
    }
    for (let k = 0, w = 0; k < count; k++) {
      let sum = 0;
      for (let j = 0; j < first.outputs; j++, w++) sum += first.weights[w] * slopes[0][j];
      to[at + k] += sum;
    }
  }
}
