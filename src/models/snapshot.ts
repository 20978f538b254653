import type { Intervals } from "../domain/intervals";
import type { SideRole } from "../domain/roles";
import type { ModelName } from "../domain/settings";
import type { ItemItemSnapshot } from "./item-item/types";

/** What predicts ratings by itself, alone or as a member of a blend: a CPU copy. */
export interface MemberSnapshot {
  model: ModelName;
  factors: number;
  hidden: number[];
  range: [number, number];
  /** Of factors from elsewhere, such as those of ALS, whose score is the predicted rating itself: there is no sigmoid. */
  linear?: LinearScore;
  /** Embedding row of each user code, 0 where the training part has no rating of the user. */
  userRows: Int32Array;
  productRows: Int32Array;
  /** Floats of an embedding row: the factors, then the bias if the model has one, then zeros up to a multiple of 4. */
  width: number;
  /** Rows × width, row-major; row 0 is the unknown user's. */
  users: Float32Array;
  products: Float32Array;
  /** Weights and biases of the dense layers, in the order of the layers; empty for dot products. */
  dense: { name: string; shape: number[]; values: Float32Array }[];
  /** Of `hybrid` alone; its rows of users and products are `width` means. */
  hybrid?: HybridSnapshot;
  /** Of `averages` alone, within a blend. */
  averages?: AverageParts;
  /** Of `bayesian` alone. */
  bayesian?: BayesianParts;
}

/** A CPU copy of a model: everything that predicting needs. */
export interface ModelSnapshot extends MemberSnapshot {
  /** Of a blend alone: its members and what each weighs; the tables of the blend itself are empty. */
  members?: BlendMember[];
  /** How softly a blend's ratings are brought into the range, in rating units; without it they are held to the range. */
  softness?: number;
  /** Of a Run with a ranking model, that alone or beside the rating model. */
  lists?: ListWeights;
  /** Of a finished Run's best epoch, where it has enough validation ratings. */
  intervals?: Intervals;
  /** Of `pooled-history` alone, which has no rows of users: `products` holds what scores are products with. */
  pooled?: PooledHistory;
}

export interface BlendMember {
  weight: number;
  model: MemberSnapshot;
}

/** The averages at the newest time of training: parts of a rating, by code. */
export interface AverageParts {
  /** True where they are of the training and the validation part, false of the training part alone. */
  ofBoth: boolean;
  offset: number;
  ofUser: Float32Array;
  ofProduct: Float32Array;
  unknownUser: number;
  unknownProduct: number;
}

/** What `bayesian` knows beside rows and features. */
export interface BayesianParts {
  /** What each product row adds to the row of a user who rated it, times 1 / √ratings, rows × width; empty for none. */
  inputs: Float32Array;
  /** Histories are read of users with so many ratings or more. */
  leastHistory: number;
  /** Bias of a user by the number of ratings, in bins of ⌈log₂(1 + number)⌉; that of training is in the rows. */
  countBias: Float64Array;
  /** Row among the features of each year from `firstYear` on; empty without times. */
  years: Int32Array;
  firstYear: number;
  /** By user code: rating units a unit of ½ sign(d) |d|^0.4, for d days from the mean date. Empty without times. */
  drift: Float32Array;
  /** Mean date of each user code, in seconds. */
  meanDate: Float64Array;
}

/** When a product is liked: what its predicted rating is measured against. */
export interface LikedFrom {
  /** A rating from this one on is relevant. */
  relevantFrom: number;
  /** Distance of two neighbouring ratings of the scale. */
  step: number;
  /** Standard deviation of a rating around its prediction. */
  sigma: number;
}

/** What lists are ordered by beside predicted ratings: which products are taken with which. */
export interface ListWeights {
  itemItem: ItemItemSnapshot;
  /** Products of each user's training ratings, each once: those of user code u are history[starts[u] .. starts[u + 1]). */
  starts: Int32Array;
  history: Int32Array;
  /** Weight of a product's share of all ratings beside the interest in it. */
  popularity: number;
  /** Null where nothing is rated. */
  liked: LikedFrom | null;
}

/** A model whose predicted rating is its score, held within the range. */
export interface LinearScore {
  /** What is added to every score: a mean rating, or 0. */
  offset: number;
  /** What a fold-in pulls a user's row to 0 with, by column (factors, then the bias if the model has one); each above 0. */
  userPull: Float64Array;
}

/** What `hybrid` adds to the rows of user and product; see models/hybrid/posterior.ts. */
export interface HybridSnapshot {
  /** The score of the mean rating. */
  offset: number;
  /**
   * What the prior pulls a user's row with, by column (factors, then the bias): the weight of its square beside the
   * squared errors of the user's ratings.
   */
  userPull: Float64Array;
  /** Row of the feature `stranger` for a user of whom nothing is known; 0 where nobody trained it. */
  stranger: number;
  /** Rows of the features' values, rows × width, row-major; row 0 is zero, for unknown values. */
  sides: Float32Array;
  /** Those of the user's side first: the row by user or product code, or one for all (the newest year). */
  features: { role: SideRole | "stranger"; of: "user" | "product"; rows: Int32Array | number }[];
}

/** Row of each value of a feature, by text; 0 for a value that has none. */
export interface ValueRows {
  role: SideRole;
  values: string[];
  rows: Int32Array;
}

/** What `pooled-history` makes of a history; see recommend/models/historyModel.ts. */
export interface PooledHistory {
  /** What each product row adds to the user's vector, rows × width, row-major. */
  inputs: Float32Array;
  /** Score of each product row for a user without history: the log of its share of the positive training ratings. */
  prior: Float32Array;
  /** Histories were cut to this many products in training. */
  longest: number;
  /** Product rows of each user's training ratings: those of user code u are history[starts[u] .. starts[u + 1]). */
  starts: Int32Array;
  history: Int32Array;
}
