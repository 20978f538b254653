/** Who has what: the products of user u are `products[starts[u] .. starts[u + 1])`, none twice. */
export interface Histories {
  starts: Int32Array;
  products: Int32Array;
}

/** The weights of the most rated products. */
export interface PrimalWeights {
  form: "primal";
  /** Codes of the n products, rising. */
  chosen: Int32Array;
  /** n × n, row-major: what having `chosen[row]` adds to the interest in `chosen[column]`; 0 in the diagonal. */
  weights: Float32Array;
}

/** What the weights of all products follow from, where there are few users. */
export interface DualWeights {
  form: "dual";
  /** Row of `inverse` of each user code, -1 for those without a history. */
  rowOf: Int32Array;
  /** The users of product p, as rows of `inverse` and rising, are `users[starts[p] .. starts[p + 1])`. */
  starts: Int32Array;
  users: Int32Array;
  /** (λI + XXᵀ)⁻¹, users × users: its lower triangle by rows, row i from i (i + 1) / 2 on. */
  inverse: Float32Array;
  /** xᵀ (λI + XXᵀ)⁻¹ x with x the column of X of each product: below 1. */
  leverage: Float32Array;
}

/** A fitted item-item model, in plain arrays. */
export interface ItemItemSnapshot {
  lambda: number;
  /** Training users of each product of the catalogue. */
  counts: Int32Array;
  solved: PrimalWeights | DualWeights;
}
