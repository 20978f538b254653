import { Random } from "../../../domain/random";
import type { ListWeights } from "../../../models/snapshot";
import { Interest, productsOf } from "../lists/interest";
import type { GivenRating, ProductState, RecommendModel, Term, UserState } from "./types";

/** Columns that products are compared and drawn by. */
const SKETCH = 32;

/**
 * `item-item` alone: the interest in each product, at least 0, and a hundredth of its share of all ratings. A user's vector
 * are the codes of the products that they have.
 */
export class ItemItemRanking implements RecommendModel {
  readonly kind = "ranking";
  readonly unit = "logits";
  readonly range = null;
  private readonly interest: Interest;
  private readonly products: number;
  private sketch: Float32Array | null = null;
  /** Codes of the users whose states were asked for: of them the weights answer quicker. */
  private readonly codes = new WeakMap<UserState, number>();

  constructor(weights: ListWeights) {
    this.interest = new Interest({ ...weights, liked: null });
    this.products = weights.itemItem.counts.length;
  }

  userOf(code: number): UserState {
    const state = stateOf(this.interest.historyOf(code));
    this.codes.set(state, code);
    return state;
  }

  foldIn(ratings: readonly GivenRating[]): UserState {
    return stateOf(productsOf(ratings).filter((product) => this.knowsProduct(product)));
  }

  logits(user: UserState): Float32Array {
    return this.interest.scores(user.vector, null, this.codes.get(user));
  }

  logitOf(user: UserState): (product: number) => number {
    const logits = this.logits(user);
    return (product) => logits[product];
  }

  ratingOf(logit: number): number {
    return logit;
  }

  terms({ vector }: UserState, product: number): Term[] {
    const contributions = this.interest.itemItem.contributions(vector, product);
    const sum = contributions.reduce((total, value) => total + value, 0);
    return [
      { name: "product", value: this.productBias(product) },
      { name: "interaction", value: Math.max(0, sum) },
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

  /**
   * The weights of a product beside those of all others, cast at random onto a few columns, which keeps their angles about
   * as they are (Johnson & Lindenstrauss 1984).
   */
  productFactors(product: number): Float32Array {
    this.sketch ??= this.castAtRandom();
    return this.sketch.slice(product * SKETCH, (product + 1) * SKETCH);
  }

  productBias(product: number): number {
    return this.interest.popularity * this.interest.itemItem.shares[product];
  }

  knowsProduct(product: number): boolean {
    return this.interest.itemItem.knows(product);
  }

  userFactors(code: number): Float32Array | null {
    const history = this.interest.historyOf(code);
    if (history.length === 0) return null;
    const sum = new Float32Array(SKETCH);
    for (const product of history)
      this.productFactors(product).forEach((value, k) => {
        sum[k] += value;
      });
    return sum;
  }

  private castAtRandom(): Float32Array {
    const { products } = this;
    const random = new Random(1, "sketch of products");
    const sketch = new Float32Array(products * SKETCH);
    for (let k = 0; k < SKETCH; k++) {
      const signs = Float32Array.from({ length: products }, () => (random.uint32() & 1 ? 1 : -1));
      const column = this.interest.itemItem.combined(signs);
      for (let product = 0; product < products; product++) sketch[product * SKETCH + k] = column[product];
    }
    return sketch;
  }
}

function stateOf(history: ArrayLike<number>): UserState {
  return { vector: Float32Array.from(history), isKnown: history.length > 0 };
}
