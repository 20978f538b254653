import type { ModelSnapshot } from "../../models/snapshot";

export interface Layer {
  inputs: number;
  outputs: number;
  /** inputs × outputs, row-major. */
  weights: Float32Array;
  bias: Float32Array;
}

/**
 * A network over a user and each product: ReLU between its layers, one output. Its first layer is linear in their rows
 * side by side, so the products' half is computed once for all users and the user's half once for all products; only
 * what lies above costs something a pair.
 */
export interface Network {
  readonly first: Layer;
  /** What the first layer answers to a product alone, to be written once. */
  productHalf(product: number): Float32Array;
  /** Output for each product, given what the first layer answers to the user, its bias in it. */
  scores(userHalf: Float32Array): Float32Array;
}

/** A Network in plain loops, for browsers without WebAssembly's SIMD. */
export class PlainNetwork implements Network {
  readonly first: Layer;
  private readonly above: Layer[];
  private readonly halves: Float32Array;

  constructor(
    [first, ...above]: Layer[],
    private readonly products: number,
  ) {
    this.first = first;
    this.above = above;
    this.halves = new Float32Array(products * first.outputs);
  }

  productHalf(product: number): Float32Array {
    const { outputs } = this.first;
    return this.halves.subarray(product * outputs, (product + 1) * outputs);
  }

  scores(userHalf: Float32Array): Float32Array {
    const scores = new Float32Array(this.products);
    const { outputs } = this.first;
    const hidden = new Float32Array(outputs);
    const scratch = this.above.map((layer) => new Float32Array(layer.outputs));
    for (let product = 0, from = 0; product < this.products; product++, from += outputs) {
      for (let j = 0; j < outputs; j++) hidden[j] = userHalf[j] + this.halves[from + j];
      let x = hidden;
      this.above.forEach(({ inputs, weights, bias }, layer) => {
        for (let i = 0; i < inputs; i++) if (x[i] < 0) x[i] = 0;
        scratch[layer].set(bias);
        addProduct(scratch[layer], x, 0, inputs, weights, 0);
        x = scratch[layer];
      });
      scores[product] = x[0];
    }
    return scores;
  }
}

export function layersOf(dense: ModelSnapshot["dense"]): Layer[] {
  return dense.flatMap((weights, i) =>
    i % 2 === 0
      ? [{ inputs: weights.shape[0], outputs: weights.shape[1], weights: weights.values, bias: dense[i + 1].values }]
      : [],
  );
}

/** out += x[from .. from + inputs) · rows firstRow … of the weight matrix, which has `out.length` columns. */
export function addProduct(
  out: Float32Array,
  x: Float32Array,
  from: number,
  inputs: number,
  weights: Float32Array,
  firstRow: number,
): void {
  const outputs = out.length;
  let first = nextOther(x, from, inputs, 0);
  while (first < inputs) {
    // Two rows at once: the sums are read and written half as often.
    const second = nextOther(x, from, inputs, first + 1);
    const [a, b] = [x[from + first], second < inputs ? x[from + second] : 0];
    let at = (firstRow + first) * outputs;
    let other = second < inputs ? (firstRow + second) * outputs : at;
    for (let j = 0; j < outputs; j++, at++, other++) out[j] += a * weights[at] + b * weights[other];
    first = nextOther(x, from, inputs, second + 1);
  }
}

/** The first input from `i` on that is not 0, as half of what a ReLU lets through is; `inputs` or more without one. */
function nextOther(x: Float32Array, from: number, inputs: number, i: number): number {
  let next = i;
  while (next < inputs && x[from + next] === 0) next++;
  return next;
}
