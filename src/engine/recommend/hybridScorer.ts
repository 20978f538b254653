import type { HybridSnapshot, ModelSnapshot } from "../training/types";
import { addProduct, createNetwork, layersOf, type Network } from "./network";

type Feature = HybridSnapshot["features"][number];

/**
 * Logits of all products, by code, for the user with a code: offset + biases + dot product + network, from sums of rows
 * on either side. What depends on the product alone is computed once.
 */
export function hybridLogits(snapshot: ModelSnapshot, hybrid: HybridSnapshot): (user: number) => Float32Array {
  const { width, factors, users, products, userRows, productRows, dense } = snapshot;
  const { sides, features, offset } = hybrid;
  const ofUser = features.filter(({ of }) => of === "user");
  const ofProduct = features.filter(({ of }) => of === "product");
  const count = productRows.length;
  const add = (to: Float32Array, at: number, rows: Float32Array, row: number) => {
    for (let k = 0; k < width; k++) to[at + k] += rows[row * width + k];
  };
  const items = new Float32Array(count * width);
  for (let code = 0; code < count; code++) {
    add(items, code * width, products, productRows[code]);
    for (const feature of ofProduct) add(items, code * width, sides, rowOf(feature, code));
  }
  const network = dense.length > 0 ? createNetwork(layersOf(dense), count) : null;
  /** The first layer's answer to `factors` numbers that are the block-th of its input. */
  const feed = (half: Float32Array, from: Float32Array, at: number, block: number) =>
    addProduct(half, from, at, factors, network!.first.weights, block * factors);
  if (network) {
    for (let code = 0; code < count; code++) {
      const half = network.productHalf(code);
      feed(half, items, code * width, 1);
      ofProduct.forEach((feature, i) => {
        feed(half, sides, rowOf(feature, code) * width, 2 + ofUser.length + i);
      });
    }
  }
  return (user) => {
    const own = new Float32Array(width);
    add(own, 0, users, userRows[user]);
    for (const feature of ofUser) add(own, 0, sides, rowOf(feature, user));
    const scores = network ? networkScores(network) : new Float32Array(count);
    for (let code = 0, at = 0; code < count; code++, at += width) {
      let sum = offset + own[factors] + items[at + factors];
      for (let k = 0; k < factors; k++) sum += own[k] * items[at + k];
      scores[code] += sum;
    }
    return scores;

    function networkScores(layers: Network): Float32Array {
      const half = layers.first.bias.slice();
      feed(half, own, 0, 0);
      ofUser.forEach((feature, i) => {
        feed(half, sides, rowOf(feature, user) * width, 2 + i);
      });
      return layers.scores(half);
    }
  };
}

function rowOf({ rows }: Feature, code: number): number {
  return typeof rows === "number" ? rows : rows[code];
}
