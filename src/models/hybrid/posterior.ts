import type { AdamWStep } from "../../backends/adamw";
import { paddedOutputs, paddedWidth, type StartRow } from "../../backends/rows";
import { mix } from "../../domain/random";
import { PRIOR_WARM_UP } from "./definition";

/**
 * `hybrid`: offset + user bias + product bias + dot product + network, trained as a variational posterior.
 *
 * Every embedding row is a normal distribution with its own variance per column (mean-field variational Bayes; Lim &
 * Teh 2007, "Variational Bayesian Approach to Movie Rating Prediction"; Khan & Rue 2023 for the view as optimisation).
 * The loss adds to the squared error what the score's variance costs, and pulls each row towards its table's prior by
 * its Kullback–Leibler divergence, divided among the row's ratings: regularisation is per rating, not per step, and
 * adapts to how much is known of each user and product. Priors (one variance a column: automatic relevance
 * determination) and noise are estimated again after every epoch, so that there is nothing to tune for a file.
 *
 * Side features are rows too, added to the row of the user (who rates, when) or of the product (what is rated), as in
 * Kula 2015, "Metadata Embeddings for User and Item Cold-start Recommendations": the dot product then holds every
 * interaction across the two sides, and an unknown id is its features alone.
 */
export interface SideLayout {
  /** Features of the user's side come first; there are so many. */
  ofUser: number;
  /** Rows of feature f in the table of all features: firstRow[f] .. firstRow[f + 1). Row 0 is any unknown value. */
  firstRow: number[];
}

export interface HybridOptions extends SideLayout {
  /** The score of the mean rating. */
  offset: number;
  /** Starting bias of each row. */
  userBias: Float32Array;
  productBias: Float32Array;
  /** Training ratings of each row. */
  userCounts: Int32Array;
  productCounts: Int32Array;
  sideCounts: Int32Array;
  /** Variance of the ratings about the starting biases. */
  noise: number;
  /** Share of the hidden layer's outputs left out in a training step, 0 to below 1. */
  dropout: number;
  stepsPerEpoch: number;
  steps: number;
}

/** Columns of a half: the factors and the bias, padded. A row is the means' half and the log-variances'. */
export function halfWidth(factors: number): number {
  return paddedWidth(factors + 1);
}

/** Standard deviation of the starting means of factors of users and products, and of features. */
const START_MEAN = 0.3;
const START_SIDE_MEAN = 0.1;
const START_VARIANCE = 0.02;
const START_SIDE_VARIANCE = 0.01;
/** What a log-variance is divided by in a row (as in kernels/hybrid.ts): a step of Adam moves it this much further. */
export const LOG_VARIANCE_UNIT = 4;
/** Log-variance of what is certain: padding, and the rows of unknown ids. */
const CERTAIN = -30 / LOG_VARIANCE_UNIT;
/** Prior variance to begin with: of factors four times the starting means', of biases this. */
const BIAS_PRIOR = 0.2;
const SIDE_BIAS_PRIOR = 0.1;
/**
 * Training ratings from which on a row counts for its prior, where any has so many: a row of one rating hardly knows more
 * than its prior, and a million of them would confirm whatever it is.
 */
const TELLING = 5;
/** No prior is narrower: a column that is not needed any more may come back. */
const LEAST_PRIOR = 1e-5;

/** The network learns at this share of the rate: its weights serve all ratings, a row its own alone. */
const NETWORK_RATE = 0.05;

/** The step of the network's weights where that of the rows is `step`. */
export function networkStep(step: AdamWStep): AdamWStep {
  return { ...step, rate: NETWORK_RATE * step.rate, keep: 1 - NETWORK_RATE * (1 - step.keep) };
}

/** Starting rows of users or products; the first call is for row 1. */
export function startingIds(factors: number, biases: Float32Array, normal: () => number): StartRow {
  let row = 1;
  return (target, at) => {
    startRow(target, at, factors, () => START_MEAN * normal(), START_VARIANCE);
    target[at + factors] = biases[row++];
  };
}

export function startingSides(factors: number, normal: () => number): StartRow {
  return (target, at) => startRow(target, at, factors, () => START_SIDE_MEAN * normal(), START_SIDE_VARIANCE);
}

function startRow(target: Float32Array, at: number, factors: number, mean: () => number, variance: number): void {
  const half = halfWidth(factors);
  target.fill(CERTAIN, at + half, at + 2 * half);
  for (let k = 0; k < factors; k++) target[at + k] = mean();
  target.fill(Math.log(variance) / LOG_VARIANCE_UNIT, at + half, at + half + factors + 1);
}

/** The row of an unknown id: nothing, for certain. */
export function writeUnknownRow(target: Float32Array, at: number, half: number): void {
  target.fill(0, at, at + half);
  target.fill(CERTAIN, at + half, at + 2 * half);
}

/** The three tables as they are, rows × width, row-major. */
export interface HybridTables {
  users: Float32Array;
  products: Float32Array;
  sides: Float32Array;
}

/** What the posterior is measured against: priors and noise, estimated anew after each epoch (empirical Bayes). */
export class Priors {
  readonly half: number;
  /** Precision by column: of users, of products, then of each feature, [2 + features, half]. */
  readonly precisions: Float32Array;
  /** 1 in the columns of factors, 1 in the bias's, their sum: [3, half]. */
  readonly masks: Float32Array;
  private noise: number;
  private steps = 0;
  private taken = 0;
  private sum = 0;

  constructor(
    private readonly options: HybridOptions,
    private readonly factors: number,
  ) {
    const half = halfWidth(factors);
    this.half = half;
    this.noise = options.noise;
    this.masks = new Float32Array(3 * half);
    this.masks.fill(1, 0, factors);
    this.masks[half + factors] = 1;
    this.masks.fill(1, 2 * half, 2 * half + factors + 1);
    const groups = 1 + options.firstRow.length;
    this.precisions = new Float32Array(groups * half);
    for (let group = 0; group < groups; group++) {
      const isSide = group > 1;
      const mean = isSide ? START_SIDE_MEAN : START_MEAN;
      this.precisions.fill(1 / (4 * mean * mean), group * half, group * half + factors);
      this.precisions[group * half + factors] = 1 / (isSide ? SIDE_BIAS_PRIOR : BIAS_PRIOR);
    }
  }

  /** True when an epoch has ended since the priors were last estimated. */
  get isDue(): boolean {
    return this.steps > 0 && this.steps % this.options.stepsPerEpoch === 0 && this.taken > 0;
  }

  /** Steps taken so far. */
  get step(): number {
    return this.steps;
  }

  /** What a position's divergences weigh in the loss of this step, times its share. */
  get scale(): number {
    return 2 * this.noise * Math.min(1, (this.steps + 1) / (PRIOR_WARM_UP * this.options.steps + 1));
  }

  /**
   * By column (factors, then the bias): weight of a user's squared mean beside the sum of the squared errors of the user's
   * ratings, which is what the loss comes to for a row: noise × precision.
   */
  get userPull(): Float64Array {
    return Float64Array.from(this.precisions.subarray(0, this.factors + 1), (precision) => this.noise * precision);
  }

  advance(): void {
    this.steps++;
  }

  /** Take note of a step's squared error and of what the score's variance adds to it. */
  add(error: number, penalty: number): void {
    this.taken++;
    this.sum += error + penalty;
  }

  /** Estimate noise and, once they pull in full, priors from the epoch that has ended; `read` copies the tables. */
  estimate(read: () => HybridTables): void {
    const { userCounts, productCounts, sideCounts, firstRow } = this.options;
    if (Number.isFinite(this.sum)) this.noise = this.sum / this.taken;
    this.taken = 0;
    this.sum = 0;
    if (this.steps < PRIOR_WARM_UP * this.options.steps) return;
    const { users, products, sides } = read();
    this.fit(0, users, userCounts, 1, userCounts.length);
    this.fit(1, products, productCounts, 1, productCounts.length);
    for (let feature = 0; feature + 1 < firstRow.length; feature++) {
      this.fit(2 + feature, sides, sideCounts, firstRow[feature], firstRow[feature + 1]);
    }
  }

  save(): Float64Array {
    return Float64Array.of(this.noise, this.steps, this.taken, this.sum, ...this.precisions);
  }

  restore([noise, steps, taken, sum, ...precisions]: Float64Array): void {
    Object.assign(this, { noise, steps, taken, sum });
    this.precisions.set(precisions);
  }

  /** Prior variance of a column: the mean of mean² + variance over the rows from .. to that can tell. */
  private fit(group: number, table: Float32Array, counts: Int32Array, from: number, to: number): void {
    const { half, factors, precisions } = this;
    const sums = new Float64Array(half);
    const canTell = counts.subarray(from, to).some((count) => count >= TELLING) ? TELLING : 1;
    let rows = 0;
    for (let row = from; row < to; row++) {
      if (counts[row] < canTell) continue;
      rows++;
      for (let k = 0, at = row * 2 * half; k <= factors; k++, at++)
        sums[k] += table[at] ** 2 + Math.exp(LOG_VARIANCE_UNIT * table[at + half]);
    }
    if (rows === 0) return;
    for (let k = 0; k <= factors; k++) precisions[group * half + k] = 1 / Math.max(LEAST_PRIOR, sums[k] / rows);
  }
}

/** 1 / the number of training ratings, by row; 0 where there are none. */
export function pullsOf(counts: Int32Array): Float32Array {
  return Float32Array.from(counts, (count) => (count > 0 ? 1 / count : 0));
}

/** The key by which the units of a hidden layer drop out in a step; see kernels/linear.ts. */
export function dropOutKey(seed: number, step: number, layer: number): number {
  return mix(seed ^ mix(step ^ mix(layer + 1)));
}

/** What a hidden layer's outputs, [batch × outputs], are multiplied with: 0 or 1 / (1 - dropout), as the kernels do. */
export function dropOutMask(key: number, batch: number, outputs: number, dropout: number): Float32Array {
  const threshold = Math.round(dropout * 2 ** 32);
  const stride = paddedOutputs(outputs);
  return Float32Array.from({ length: batch * outputs }, (_, i) => {
    const place = Math.floor(i / outputs) * stride + (i % outputs);
    return mix(key ^ mix(place)) >>> 0 < threshold ? 0 : 1 / (1 - dropout);
  });
}
