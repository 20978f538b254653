import type { ModelSnapshot } from "../training/types";
import { hybridLogits } from "./hybridScorer";
import { addProduct, createNetwork, layersOf } from "./network";

/**
 * Predicts ratings on the CPU from a copy of the weights: the formulas of model/tfjs/score.ts, in plain loops and, above
 * a network's first layer, the kernels.
 */
export interface Scorer {
  /** Predicted rating of each product, by code, for the user with this code. */
  rateAll(user: number): Float32Array;
}

/** The scorer of this model, which predicts ratings. */
export function createScorer(snapshot: ModelSnapshot): Scorer {
  const logits = logitsOf(snapshot);
  const [low, high] = snapshot.range;
  return {
    rateAll(user) {
      const scores = logits(user);
      for (let i = 0; i < scores.length; i++) scores[i] = low + (high - low) / (1 + Math.exp(-scores[i]));
      return scores;
    },
  };
}

type Logits = (user: number) => Float32Array;

function logitsOf(snapshot: ModelSnapshot): Logits {
  if (snapshot.hybrid) return hybridLogits(snapshot, snapshot.hybrid);
  return snapshot.model === "collabnn" ? multilayer(snapshot) : dotProduct(snapshot);
}

function dotProduct({ model, factors, width, users, products, userRows, productRows }: ModelSnapshot): Logits {
  const hasBias = model === "dot-product-bias";
  return (code) => {
    const user = users.subarray(userRows[code] * width, (userRows[code] + 1) * width);
    const scores = new Float32Array(productRows.length);
    for (let product = 0; product < scores.length; product++) {
      const from = productRows[product] * width;
      let sum = hasBias ? user[factors] + products[from + factors] : 0;
      for (let k = 0; k < factors; k++) sum += user[k] * products[from + k];
      scores[product] = sum;
    }
    return scores;
  };
}

function multilayer({ factors, width, users, products, userRows, productRows, dense }: ModelSnapshot): Logits {
  const network = createNetwork(layersOf(dense), productRows.length);
  const { weights, bias } = network.first;
  productRows.forEach((row, product) => {
    addProduct(network.productHalf(product), products, row * width, factors, weights, factors);
  });
  return (user) => {
    const half = bias.slice();
    addProduct(half, users, userRows[user] * width, factors, weights, 0);
    return network.scores(half);
  };
}
