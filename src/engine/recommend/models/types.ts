import type { SegmentRole } from "../../../domain/roles";

/**
 * A user as a model sees them, whether or not they are in the file: what is folded in stands beside what was trained.
 * Plain numbers, of one model alone.
 */
export interface UserState {
  /** Of a rating model the user's own row, then the row of each of its side features; of a ranking model the pooled history. */
  vector: Float32Array;
  /** False where the model has nothing of the user's own: it answers as for anybody. */
  isKnown: boolean;
}

/** A product as a model sees it, in the same way. */
export interface ProductState {
  /** The product's own row, then the row of each of its side features. */
  vector: Float32Array;
  /** False where the product has no training rating: its own row says nothing. */
  isKnown: boolean;
}

/** A rating by a user who is folded in; of a ranking model the rating says nothing. */
export interface GivenRating {
  product: number;
  rating: number;
}

export interface FoldInOptions {
  /** Code of a user whose side features (gender, group) the folded-in user has; without it they are unknown. */
  user?: number;
  /** Without such a user: by role, the code of one who has the same value; roles that are left out are unknown. */
  like?: Partial<Record<SegmentRole, number>>;
  /** The fit to nearly the same ratings, to begin at: faster, and as good but for a network, which stays near it. */
  start?: UserState;
}

export type Unit = "stars" | "logits";

export const TERM_NAMES = ["mean", "user", "product", "interaction", "network", "side"] as const;

/**
 * One summand of a score before it is brought into the range, in the model's unit. `side` are side features of user or
 * product, each its own term. The terms of a product add up to its logit.
 */
export interface Term {
  name: (typeof TERM_NAMES)[number];
  /** Of `side`: the role of the feature, and whose it is. */
  feature?: { role: string; of: "user" | "product" };
  value: number;
}

/** A model's answers for one user and all products, by product code. */
export interface RecommendModel {
  readonly kind: "rating" | "ranking";
  /** What logits and terms are in: `stars` where they are rating units, only held to the range; else the model's own. */
  readonly unit: Unit;
  /** Range of the predicted ratings; null for a ranking model. */
  readonly range: readonly [low: number, high: number] | null;
  /** The user with this code, as trained. */
  userOf(code: number): UserState;
  /**
   * A user of whom only these ratings are known, found without training: the product side stands still and the user's
   * row is fitted to the ratings with the pull that training gave it. No ratings: a user of whom nothing is known.
   */
  foldIn(ratings: readonly GivenRating[], options?: FoldInOptions): UserState;
  /** Scores of all products before the range's sigmoid; of a ranking model what it orders by. */
  logits(user: UserState): Float32Array;
  /** The same scores of one product after the other, for who asks about few of all; from a network equal to rounding. */
  logitOf(user: UserState): (product: number) => number;
  /** The predicted rating of a logit; itself for a ranking model. */
  ratingOf(logit: number): number;
  /** The summands of one product's logit, which add up to it (1e-4). A ranking model has `interaction` and `product`. */
  terms(user: UserState, product: number): Term[];
  /** The product with this code, as trained. */
  productOf(code: number): ProductState;
  /**
   * A product that nobody has rated, by its side features alone: by role, the code of a product that has the same value;
   * roles that are left out are unknown. Null for a model that does not read side features.
   */
  newProduct(like: Partial<Record<SegmentRole, number>>): ProductState | null;
  /** Predicted rating of the product by each of these users, by code; null for a ranking model. */
  audience(product: ProductState, users: ArrayLike<number>): Float32Array | null;
  /** What products are compared by: the product's factors without its bias, side features included. */
  productFactors(product: number): Float32Array;
  /** What products are compared by in place of their factors, where those are no good for it; as long as they are. */
  comparedBy?(product: number): Float32Array;
  /** The product's bias in the model's unit, side features included; 0 where the model has none. */
  productBias(product: number): number;
  /** False where the product has no training rating: its own row says nothing. */
  knowsProduct(product: number): boolean;
  /** Of a user code: factors to draw a map of users by; null where the model knows nothing of the user. */
  userFactors(code: number): Float32Array | null;
}
