import type { ModelSnapshot, PooledHistory } from "../../../models/snapshot";
import { dot } from "./rows";
import type { GivenRating, ProductState, RecommendModel, Term, UserState } from "./types";

/**
 * `pooled-history`: the score of product p after a history of n products h is
 *
 *     scale · (Σ input(h)) · output(p) + prior(p),    scale = √min(n, longest) / n
 *
 * so that a history up to the longest that training saw is divided by √n, and a longer one counts as much as a cut of
 * it would on average. It is the log of a share up to a constant of the user's: it orders products for one user and
 * means nothing beside a rating. Products that training has not seen add nothing to a history and score by the prior of
 * row 0. A user's vector is the scaled sum.
 */
export class HistoryModel implements RecommendModel {
  readonly kind = "ranking";
  readonly unit = "logits";
  readonly range = null;

  constructor(
    private readonly snapshot: ModelSnapshot,
    private readonly pooled: PooledHistory,
  ) {}

  /** By the training part of the user's history: the model was judged by that. */
  userOf(code: number): UserState {
    const { starts, history } = this.pooled;
    return this.after(history.subarray(starts[code], starts[code + 1]));
  }

  foldIn(ratings: readonly GivenRating[]): UserState {
    const { productRows } = this.snapshot;
    return this.after(ratings.map(({ product }) => productRows[product]));
  }

  logits({ vector }: UserState): Float32Array {
    const { products, width, productRows } = this.snapshot;
    const { prior } = this.pooled;
    const ofRow = new Float32Array(prior.length);
    for (let row = 0; row < prior.length; row++) ofRow[row] = dot(vector, products, row * width, width) + prior[row];
    return Float32Array.from(productRows, (row) => ofRow[row]);
  }

  logitOf({ vector }: UserState): (product: number) => number {
    const { products, width, productRows } = this.snapshot;
    return (product) => {
      const row = productRows[product];
      return Math.fround(dot(vector, products, row * width, width) + this.pooled.prior[row]);
    };
  }

  ratingOf(logit: number): number {
    return logit;
  }

  terms({ vector }: UserState, product: number): Term[] {
    const { products, width, productRows } = this.snapshot;
    return [
      { name: "product", value: this.productBias(product) },
      { name: "interaction", value: dot(vector, products, productRows[product] * width, width) },
    ];
  }

  productOf(product: number): ProductState {
    return { vector: this.productFactors(product), isKnown: this.knowsProduct(product) };
  }

  newProduct(): null {
    return null;
  }

  audience(): null {
    return null;
  }

  productFactors(product: number): Float32Array {
    const { products, width, productRows } = this.snapshot;
    return products.slice(productRows[product] * width, (productRows[product] + 1) * width);
  }

  productBias(product: number): number {
    return this.pooled.prior[this.snapshot.productRows[product]];
  }

  knowsProduct(product: number): boolean {
    return this.snapshot.productRows[product] !== 0;
  }

  userFactors(code: number): Float32Array | null {
    const { vector, isKnown } = this.userOf(code);
    return isKnown ? vector : null;
  }

  private after(rows: ArrayLike<number>): UserState {
    const { width } = this.snapshot;
    const { inputs, longest } = this.pooled;
    const vector = new Float32Array(width);
    let known = 0;
    for (let i = 0; i < rows.length; i++) {
      if (rows[i] === 0) continue;
      known++;
      for (let k = 0, at = rows[i] * width; k < width; k++, at++) vector[k] += inputs[at];
    }
    const scale = known === 0 ? 0 : Math.sqrt(Math.min(known, longest)) / known;
    for (let k = 0; k < width; k++) vector[k] *= scale;
    return { vector, isKnown: known > 0 };
  }
}
