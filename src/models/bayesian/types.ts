import type { SamplerKernels } from "../../backends/wasm/samplerKernels";

/**
 * Values of a feature by code, as rows of a compressed matrix: those of code c are values[starts[c] .. starts[c + 1]),
 * none where nothing is known, each from 0 to `size` − 1. A value of n weighs 1 / √n.
 */
export interface SideFeature {
  of: "user" | "product";
  starts: Int32Array;
  values: Int32Array;
  size: number;
}

/** Ratings to learn from, or to predict, in columns. */
export interface RatingRows {
  user: Int32Array;
  product: Int32Array;
  rating: ArrayLike<number>;
  /** Seconds since 1970-01-01 UTC, NaN where unknown; null without times. */
  time: Float64Array | null;
}

export interface BayesianData {
  /** Numbers of user and product codes. */
  users: number;
  products: number;
  training: RatingRows;
  /** Parts to predict after each sweep, such as the validation and the test part. */
  held: readonly RatingRows[];
  features: readonly SideFeature[];
}

export interface BayesianOptions {
  seed: number;
  factors: number;
  sweeps: number;
  /** Sweeps before the first that is kept. */
  burnIn: number;
  /** Each so many sweeps one is kept for the snapshot. */
  thinning: number;
  /** Whether the products that a user rated, and the users who rated a product, add to their vectors. */
  histories: boolean;
  /** Columns of the snapshot. */
  rank: number;
}

export const BAYESIAN_DEFAULTS: Omit<BayesianOptions, "seed"> = {
  factors: 8,
  sweeps: 100,
  burnIn: 30,
  // Of every fourth sweep what is stored is off the running mean by 0.001 RMSE on some files, of every second by half of it.
  thinning: 2,
  histories: true,
  rank: 16,
};

export interface SweepReport {
  /** 1-based. */
  sweep: number;
  sweeps: number;
  /** Whether this sweep counts for the running mean: after the burn-in. Before it, the mean is that of all so far. */
  kept: boolean;
  /** RMSE of the running mean over the training rows and over each held part; NaN for an empty one. */
  trainRmse: number;
  heldRmse: number[];
  /** Standard deviation of a rating about its prediction, as drawn in this sweep. */
  sigma: number;
}

export interface BayesianHooks {
  /** Called after each sweep; rejects to cancel. */
  breathe: () => Promise<void>;
  onSweep?: (report: SweepReport) => void;
  /** Asked after each sweep: true ends the sampling there, with what has been drawn. */
  isStopped?: () => boolean;
}

/** Rows of an earlier model to start from, by code: rows × factors, row-major, and biases; of 0 where it has none. */
export interface StartingRows {
  factors: number;
  users: Float32Array;
  products: Float32Array;
  userBias: Float32Array;
  productBias: Float32Array;
}

/** A linear score: predicted rating = offset + biases + user row · product row, features' rows added to each side. */
export interface BayesianSnapshot {
  /** Factors of a row; its bias lies in the next column, then zeros up to `width`, a multiple of 4. */
  rank: number;
  width: number;
  offset: number;
  /** By code, rows × width, row-major: own factors, histories and biases, without those of features. */
  users: Float32Array;
  products: Float32Array;
  /** Row of an unknown user and of an unknown product: their bias alone. */
  unknownUser: Float32Array;
  unknownProduct: Float32Array;
  /** Rows of the features' values; row 0 is zero. */
  sides: Float32Array;
  /** Row of the first value of each feature of the data, then of what every user and every product has, and of years. */
  firstRow: number[];
  everyUser: number;
  everyProduct: number;
  /** Row of each calendar year from `firstYear` on; empty without times. */
  years: Int32Array;
  firstYear: number;
  /** What each product of a history adds to the row of a user: times 1 / √length; empty without histories. */
  inputs: Float32Array;
  /** Histories are read of users with so many ratings or more. */
  leastHistory: number;
  /** By column (factors, then the bias): noise × prior precision, what a fold-in pulls the own part of a user's row with. */
  userPull: Float64Array;
  /** Bias of a user by the number of ratings: of ⌈log₂(1 + number)⌉ up to the last; it is in the rows of `users`. */
  countBias: Float64Array;
  /** Of the noise: standard deviation of a rating about its prediction. */
  sigma: number;
  /** By user code: rating units a unit of drift, ½ sign(d) |d|^0.4 for d days from the mean date. */
  drift: Float32Array;
  meanDate: Float64Array;
}

export interface BayesianFit {
  /** Made when it is first asked for: its cut costs as much as some sweeps. */
  readonly snapshot: BayesianSnapshot;
  /** Running mean of the predictions of each held part, not yet held to the scale. */
  held: Float64Array[];
  /** Posterior variance of each of these, the noise left out. */
  heldVariance: Float64Array[];
  reports: SweepReport[];
}

/** A memory with the kernels that work in it: that of the wasm backend. */
export interface SamplerMemory {
  readonly kernels: SamplerKernels;
  allocate(bytes: number): number;
  doubles(pointer: number, length: number): Float64Array;
  integers(pointer: number, length: number): Int32Array;
}
