import type { AverageParts } from "../../../models/snapshot";
import type { GivenRating, ProductState, RecommendModel, Term, UserState } from "./types";

/** Ratings that the bias of somebody who is folded in is shrunk by. */
const SHRINKAGE = 5;

/** `averages`: a rating is an offset, a part of the user and a part of the product. A vector is that part alone. */
export class AveragesModel implements RecommendModel {
  readonly kind = "rating";
  readonly unit = "stars";

  constructor(
    private readonly parts: AverageParts,
    readonly range: readonly [low: number, high: number],
    private readonly userRows: Int32Array,
    private readonly productRows: Int32Array,
  ) {}

  userOf(code: number): UserState {
    return { vector: Float32Array.of(this.parts.ofUser[code]), isKnown: this.userRows[code] !== 0 };
  }

  /** About what the user's ratings are above the products', shrunk. */
  foldIn(ratings: readonly GivenRating[]): UserState {
    const { offset, ofProduct, unknownUser } = this.parts;
    if (ratings.length === 0) return { vector: Float32Array.of(unknownUser), isKnown: false };
    const above = ratings.reduce(
      (sum, { product, rating }) => sum + rating - offset - ofProduct[product] - unknownUser,
      0,
    );
    return { vector: Float32Array.of(unknownUser + above / (ratings.length + SHRINKAGE)), isKnown: true };
  }

  logits({ vector }: UserState): Float32Array {
    const { offset, ofProduct } = this.parts;
    return ofProduct.map((part) => offset + vector[0] + part);
  }

  logitOf({ vector }: UserState): (product: number) => number {
    const { offset, ofProduct } = this.parts;
    return (product) => Math.fround(offset + vector[0] + ofProduct[product]);
  }

  ratingOf(logit: number): number {
    return Math.min(this.range[1], Math.max(this.range[0], logit));
  }

  terms({ vector }: UserState, product: number): Term[] {
    return [
      { name: "mean", value: this.parts.offset },
      { name: "user", value: vector[0] },
      { name: "product", value: this.parts.ofProduct[product] },
    ];
  }

  productOf(code: number): ProductState {
    return { vector: Float32Array.of(this.parts.ofProduct[code]), isKnown: this.knowsProduct(code) };
  }

  newProduct(): ProductState {
    return { vector: Float32Array.of(this.parts.unknownProduct), isKnown: false };
  }

  audience({ vector }: ProductState, users: ArrayLike<number>): Float32Array {
    const { offset, ofUser } = this.parts;
    return Float32Array.from(users, (code) => this.ratingOf(offset + ofUser[code] + vector[0]));
  }

  productFactors(): Float32Array {
    return new Float32Array(0);
  }

  productBias(product: number): number {
    return this.parts.ofProduct[product];
  }

  knowsProduct(product: number): boolean {
    return this.productRows[product] !== 0;
  }

  userFactors(): null {
    return null;
  }
}
