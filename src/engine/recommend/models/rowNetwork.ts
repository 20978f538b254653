import type { ModelSnapshot } from "../../../models/snapshot";
import { createNetwork } from "../createNetwork";
import { addProduct, layersOf, type Network } from "../network";
import { PairNetwork } from "./pairNetwork";
import { sumOfRows } from "./rows";

/**
 * The network of a RowModel. Its first layer reads the summed factors of the user and of the product, then those of each
 * feature's row, the user's first. A vector is the own row, then the row of each feature of that side.
 */
export class RowNetwork {
  readonly pair: PairNetwork;
  private readonly all: Network;

  constructor(
    private readonly snapshot: ModelSnapshot,
    /** Features of the user's side. */
    private readonly ofUser: number,
  ) {
    const layers = layersOf(snapshot.dense);
    this.all = createNetwork(layers, snapshot.productRows.length);
    this.pair = new PairNetwork(layers, snapshot.factors);
  }

  /** Keep what the first layer answers to the product with this code. */
  place(product: number, vector: Float32Array): void {
    this.all.productHalf(product).set(this.productHalf(vector));
  }

  /** The half that was placed. */
  placed(product: number): Float32Array {
    return this.all.productHalf(product);
  }

  /** Outputs for all products. */
  outputs(user: Float32Array): Float32Array {
    return this.all.scores(this.userHalf(user));
  }

  userHalf(vector: Float32Array): Float32Array {
    const half = this.all.first.bias.slice();
    this.feed(half, vector, 0, 2);
    return half;
  }

  productHalf(vector: Float32Array): Float32Array {
    const half = new Float32Array(this.all.first.outputs);
    this.feed(half, vector, 1, 2 + this.ofUser);
    return half;
  }

  private feed(half: Float32Array, vector: Float32Array, ofSum: number, ofFeatures: number): void {
    const { width, factors } = this.snapshot;
    const { weights } = this.all.first;
    addProduct(half, sumOfRows(vector, width), 0, factors, weights, ofSum * factors);
    for (let from = width, block = ofFeatures; from < vector.length; from += width, block++) {
      addProduct(half, vector, from, factors, weights, block * factors);
    }
  }
}
