import type { ModelSnapshot } from "../training/types";

/** Predicts ratings on the CPU from a copy of the weights: the formulas of `score` in model/models.ts, in plain loops. */
export interface Scorer {
  /** Predicted rating of each of the `rows` of the product table, for the user at this row of the user table. */
  rateAll(userRow: number): Float32Array;
}

/** The scorer of this model. */
export function createScorer(snapshot: ModelSnapshot): Scorer {
  const logits = snapshot.model === "collabnn" ? multilayer(snapshot) : dotProduct(snapshot);
  const [low, high] = snapshot.range;
  return {
    rateAll(userRow) {
      const scores = logits(userRow);
      for (let i = 0; i < scores.length; i++) scores[i] = low + (high - low) / (1 + Math.exp(-scores[i]));
      return scores;
    },
  };
}

type Logits = (userRow: number) => Float32Array;

function dotProduct({ model, factors, width, users, products }: ModelSnapshot): Logits {
  const hasBias = model === "dot-product-bias";
  const count = products.length / width;
  return (userRow) => {
    const user = users.subarray(userRow * width, (userRow + 1) * width);
    const scores = new Float32Array(count);
    for (let row = 0, from = 0; row < count; row++, from += width) {
      let sum = hasBias ? user[factors] + products[from + factors] : 0;
      for (let k = 0; k < factors; k++) sum += user[k] * products[from + k];
      scores[row] = sum;
    }
    return scores;
  };
}

interface Layer {
  inputs: number;
  outputs: number;
  weights: Float32Array;
  bias: Float32Array;
}

/**
 * The first layer is linear in the concatenated embeddings, so its products' half is computed once for all users and
 * its user's half once for all products; only the layers above it cost something a pair.
 */
function multilayer({ factors, width, users, products, dense }: ModelSnapshot): Logits {
  const [first, ...rest] = layersOf(dense);
  const count = products.length / width;
  const productHalf = new Float32Array(count * first.outputs);
  for (let row = 0; row < count; row++) {
    const half = productHalf.subarray(row * first.outputs, (row + 1) * first.outputs);
    addProduct(half, products, row * width, factors, first.weights, factors);
  }
  const scratch = rest.map(({ outputs }) => new Float32Array(outputs));
  return (userRow) => {
    const userHalf = first.bias.slice();
    addProduct(userHalf, users, userRow * width, factors, first.weights, 0);
    const scores = new Float32Array(count);
    const hidden = new Float32Array(first.outputs);
    for (let row = 0, from = 0; row < count; row++, from += first.outputs) {
      for (let j = 0; j < hidden.length; j++) hidden[j] = userHalf[j] + productHalf[from + j];
      let x = hidden;
      rest.forEach(({ inputs, weights, bias }, layer) => {
        for (let i = 0; i < inputs; i++) if (x[i] < 0) x[i] = 0;
        scratch[layer].set(bias);
        addProduct(scratch[layer], x, 0, inputs, weights, 0);
        x = scratch[layer];
      });
      scores[row] = x[0];
    }
    return scores;
  };
}

function layersOf(dense: ModelSnapshot["dense"]): Layer[] {
  return dense.flatMap((weights, i) =>
    i % 2 === 0
      ? [{ inputs: weights.shape[0], outputs: weights.shape[1], weights: weights.values, bias: dense[i + 1].values }]
      : [],
  );
}

/** out += x[from .. from + inputs) · rows firstRow … of the weight matrix, which has `out.length` columns. */
function addProduct(
  out: Float32Array,
  x: Float32Array,
  from: number,
  inputs: number,
  weights: Float32Array,
  firstRow: number,
): void {
  const outputs = out.length;
  for (let i = 0; i < inputs; i++) {
    const value = x[from + i];
    if (value === 0) continue; // half of what a ReLU lets through
    for (let j = 0, at = (firstRow + i) * outputs; j < outputs; j++, at++) out[j] += value * weights[at];
  }
}
