import { addProduct, type Layer } from "../network";

/** A network's answer to one user and one product, and its slope; what a Network answers to all products at once. */
export class PairNetwork {
  private readonly above: Layer[];
  /** Outputs of each layer; but of the last, cut by their ReLU as soon as the next layer has read them. */
  private readonly values: Float32Array[];
  /** Slopes of the last output by each of these, and by the user's inputs. */
  private readonly slopes: Float32Array[];
  private readonly inputSlopes: Float32Array;
  /** Weights of each layer, [outputs × inputs]; of the first the user's inputs alone. */
  private readonly turned: Float32Array[];

  /** `inputs` of the first layer, from its first on, are the user's own. */
  constructor([first, ...above]: Layer[], inputs: number) {
    this.above = above;
    this.values = [first, ...above].map(({ outputs }) => new Float32Array(outputs));
    this.slopes = this.values.map((values) => new Float32Array(values.length));
    this.slopes[above.length][0] = 1;
    this.inputSlopes = new Float32Array(inputs);
    this.turned = [{ ...first, inputs }, ...above].map(turn);
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

  /** Slopes of the last output by the user's own inputs; valid until the next call. */
  slope(): Float32Array {
    const { values, slopes, turned, above, inputSlopes } = this;
    for (let layer = above.length; layer > 0; layer--) {
      const [x, below] = [values[layer - 1], slopes[layer - 1].fill(0)];
      addProduct(below, slopes[layer], 0, slopes[layer].length, turned[layer], 0);
      // A ReLU that lets nothing through passes no slope on.
      for (let i = 0; i < x.length; i++) if (x[i] <= 0) below[i] = 0;
    }
    addProduct(inputSlopes.fill(0), slopes[0], 0, slopes[0].length, turned[0], 0);
    return inputSlopes;
  }
}

function turn({ inputs, outputs, weights }: Layer): Float32Array {
  const turned = new Float32Array(inputs * outputs);
  for (let i = 0; i < inputs; i++) for (let j = 0; j < outputs; j++) turned[j * inputs + i] = weights[i * outputs + j];
  return turned;
}
