import { triangleRowAt, triangleRowsOf } from "./triangle";
import type { DualWeights, ItemItemSnapshot, PrimalWeights } from "./types";

/** A history: product codes, none twice; codes that training has not seen add nothing. */
export type History = ArrayLike<number>;

/** What a fitted item-item model answers, whether or not somebody is in the file: it knows people by their products. */
export class ItemItemModel {
  /** Share of all training ratings that each product has, by code. */
  readonly shares: Float32Array;
  private readonly weights: Weights;

  constructor({ counts, lambda, solved }: ItemItemSnapshot) {
    const all = Math.max(
      1,
      counts.reduce((sum, count) => sum + count, 0),
    );
    this.shares = Float32Array.from(counts, (count) => count / all);
    this.weights =
      solved.form === "primal" ? new Primal(solved, counts.length) : new Dual(solved, lambda, counts.length);
  }

  /**
   * Interest in each product, by code: the sum of the weights of the history's products. 0 where it has none.
   * @param trained code of the user, where the history is the one in training: quicker, and the same
   */
  interest(history: History, trained?: number): Float32Array {
    return this.weights.interest(history, trained);
  }

  /** The same, of those products alone that can have any; `products` is null where that is all, by code. */
  interestAmong(history: History, trained?: number): { products: Int32Array | null; interest: Float32Array } {
    return this.weights.interestAmong(history, trained);
  }

  /** What each product of the history adds to the interest in `product`; they add up to it. */
  contributions(history: History, product: number): Float32Array {
    return this.weights.contributions(history, product);
  }

  /** By product code, what having it adds to the interest in `product`: how much the two go together. */
  similar(product: number): Float32Array {
    return this.weights.column(product);
  }

  /** Sum over all products of a factor each times what having the product adds, by product code. */
  combined(factors: ArrayLike<number>): Float32Array {
    return this.weights.combined(factors);
  }

  /** False where a product has no weights: nobody has it, or too few to be among the most rated. */
  knows(product: number): boolean {
    return this.weights.knows(product);
  }
}

interface Weights {
  interest(history: History, trained?: number): Float32Array;
  interestAmong(history: History, trained?: number): { products: Int32Array | null; interest: Float32Array };
  contributions(history: History, product: number): Float32Array;
  combined(factors: ArrayLike<number>): Float32Array;
  column(product: number): Float32Array;
  knows(product: number): boolean;
}

class Primal implements Weights {
  private readonly places: Int32Array;

  constructor(
    private readonly solved: PrimalWeights,
    products: number,
  ) {
    this.places = new Int32Array(products).fill(-1);
    solved.chosen.forEach((product, place) => {
      this.places[product] = place;
    });
  }

  knows(product: number): boolean {
    return this.places[product] >= 0;
  }

  interest(history: History): Float32Array {
    const { products, interest } = this.interestAmong(history);
    const scores = new Float32Array(this.places.length);
    for (let place = 0; place < products.length; place++) scores[products[place]] = interest[place];
    return scores;
  }

  interestAmong(history: History): { products: Int32Array; interest: Float32Array } {
    const { chosen, weights } = this.solved;
    const n = chosen.length;
    const sums = new Float64Array(n);
    for (let at = 0; at < history.length; at++) {
      const row = this.places[history[at]] * n;
      if (row >= 0) for (let place = 0; place < n; place++) sums[place] += weights[row + place];
    }
    return { products: chosen, interest: new Float32Array(sums) };
  }

  contributions(history: History, product: number): Float32Array {
    const { chosen, weights } = this.solved;
    const place = this.places[product];
    return Float32Array.from(history, (own) => {
      const row = this.places[own];
      return row >= 0 && place >= 0 ? weights[row * chosen.length + place] : 0;
    });
  }

  combined(factors: ArrayLike<number>): Float32Array {
    const { chosen, weights } = this.solved;
    const n = chosen.length;
    const sums = new Float32Array(this.places.length);
    for (let row = 0; row < n; row++) {
      const factor = factors[chosen[row]];
      for (let place = 0; place < n; place++) sums[chosen[place]] += factor * weights[row * n + place];
    }
    return sums;
  }

  column(product: number): Float32Array {
    const { chosen, weights } = this.solved;
    const n = chosen.length;
    const column = new Float32Array(this.places.length);
    const place = this.places[product];
    if (place >= 0) for (let row = 0; row < n; row++) column[chosen[row]] = weights[row * n + place];
    return column;
  }
}

/** With fewer than one user of so many, rows of the matrix are added one by one: half of each is read across the others. */
const SPARSE = 16;

/**
 * B_ij = x_iᵀ K x_j / (1 − x_jᵀ K x_j) for i ≠ j, with K = (λI + XXᵀ)⁻¹ and x_i the column of X of product i. For a
 * history h it takes K X h over all users; of a training user u, XXᵀ being K⁻¹ − λI, that is column u of I − λK.
 */
class Dual implements Weights {
  private readonly users: number;

  constructor(
    private readonly solved: DualWeights,
    private readonly lambda: number,
    private readonly products: number,
  ) {
    this.users = triangleRowsOf(solved.inverse);
  }

  knows(product: number): boolean {
    const { starts } = this.solved;
    return starts[product] < starts[product + 1];
  }

  interest(history: History, trained?: number): Float32Array {
    const { leverage, rowOf } = this.solved;
    const row = trained === undefined ? -1 : rowOf[trained];
    const scores = this.sumsOver(row < 0 ? this.alike(history) : this.alikeTrained(row));
    for (let at = 0; at < history.length; at++) scores[history[at]] -= leverage[history[at]];
    for (let product = 0; product < scores.length; product++) scores[product] /= 1 - leverage[product];
    return scores;
  }

  interestAmong(history: History, trained?: number): { products: null; interest: Float32Array } {
    return { products: null, interest: this.interest(history, trained) };
  }

  contributions(history: History, product: number): Float32Array {
    const { starts, users, leverage } = this.solved;
    const alike = this.alike([product]);
    return Float32Array.from(history, (own) => {
      let sum = 0;
      if (own !== product) for (let at = starts[own]; at < starts[own + 1]; at++) sum += alike[users[at]];
      return sum / (1 - leverage[product]);
    });
  }

  column(product: number): Float32Array {
    const column = this.sumsOver(this.alike([product]));
    const rest = 1 - this.solved.leverage[product];
    for (let other = 0; other < column.length; other++) column[other] /= rest;
    column[product] = 0;
    return column;
  }

  /** K X h, by row. */
  private alike(history: History): Float64Array {
    const { starts, users } = this.solved;
    const common = new Float64Array(this.users);
    for (let at = 0; at < history.length; at++) {
      for (let to = starts[history[at]]; to < starts[history[at] + 1]; to++) common[users[to]]++;
    }
    const rows = common.reduce((count, value) => count + (value === 0 ? 0 : 1), 0);
    return SPARSE * rows < this.users ? this.timesFew(common) : this.times(common);
  }

  combined(factors: ArrayLike<number>): Float32Array {
    const { starts, users, leverage } = this.solved;
    const common = new Float64Array(this.users);
    for (let product = 0; product < this.products; product++) {
      for (let to = starts[product]; to < starts[product + 1]; to++) common[users[to]] += factors[product];
    }
    const sums = this.sumsOver(this.times(common));
    for (let product = 0; product < sums.length; product++) {
      sums[product] = (sums[product] - factors[product] * leverage[product]) / (1 - leverage[product]);
    }
    return sums;
  }

  /** K t of one number a user, most of them 0. */
  private timesFew(common: Float64Array): Float64Array {
    const { inverse } = this.solved;
    const n = this.users;
    const weights = new Float64Array(n);
    for (let user = 0; user < n; user++) {
      const factor = common[user];
      if (factor === 0) continue;
      const row = triangleRowAt(user);
      for (let other = 0; other <= user; other++) weights[other] += factor * inverse[row + other];
      for (let other = user + 1; other < n; other++) weights[other] += factor * inverse[triangleRowAt(other) + user];
    }
    return weights;
  }

  /** K t of one number a user. */
  private times(common: Float64Array): Float64Array {
    const { inverse } = this.solved;
    const n = this.users;
    const weights = new Float64Array(n);
    for (let user = 0, at = 0; user < n; user++) {
      const factor = common[user];
      let sum = 0;
      for (let other = 0; other < user; other++, at++) {
        weights[other] += factor * inverse[at];
        sum += common[other] * inverse[at];
      }
      weights[user] += sum + factor * inverse[at++];
    }
    return weights;
  }

  private alikeTrained(row: number): Float64Array {
    const { inverse } = this.solved;
    const weights = new Float64Array(this.users);
    for (let other = 0; other < weights.length; other++) {
      weights[other] = -this.lambda * inverse[other < row ? triangleRowAt(row) + other : triangleRowAt(other) + row];
    }
    weights[row]++;
    return weights;
  }

  /** Xᵀ w: the sum of the weights of each product's users. */
  private sumsOver(weights: Float64Array): Float32Array {
    const { starts, users } = this.solved;
    const sums = new Float32Array(this.products);
    for (let product = 0; product < sums.length; product++) {
      let sum = 0;
      for (let at = starts[product]; at < starts[product + 1]; at++) sum += weights[users[at]];
      sums[product] = sum;
    }
    return sums;
  }
}
