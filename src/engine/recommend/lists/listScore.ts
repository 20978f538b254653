import type { LikedFrom } from "../../../models/snapshot";
import { normalUpperTail } from "../../statistics/normal";

/** How much of a product's popularity stands beside the interest. Chosen for each Run: see tests/bench/lists.md. */
export const POPULARITIES = [0.01, 0.1, 1, 10] as const;

/** How much liking counts beside taking. Chosen on the validation parts of real files: see tests/bench/lists.md. */
const LIKING = 0.7;

/** What a list is ordered by, for one user and all products by code. */
export interface Opinions {
  /** Interest by the ranking model; 0 for who is new. */
  interest: ArrayLike<number>;
  /** Share of all training ratings that each product has. */
  shares: ArrayLike<number>;
  /** Weight of the share beside the interest: one of `POPULARITIES`, by default the least. */
  popularity?: number;
  /** Predicted ratings; null for data without ratings, and to leave liking out. */
  ratings: ArrayLike<number> | null;
}

/** Φ(z) to the power of `LIKING` for z = −LIMIT .. LIMIT, in steps of 1 / PER_UNIT. */
let liking: Float64Array | null = null;
const LIMIT = 8;
const PER_UNIT = 256;

function likingTable(): Float64Array {
  liking ??= Float64Array.from(
    { length: 2 * LIMIT * PER_UNIT + 2 },
    (_, at) => normalUpperTail(LIMIT - at / PER_UNIT) ** LIKING,
  );
  return liking;
}

/** What liking makes of a score, by predicted rating: P^0.7 as `listScores` has it, rising with the rating. */
export function likingOf({ relevantFrom, step, sigma }: LikedFrom): (rating: number) => number {
  const table = likingTable();
  const [perSigma, zero] = [PER_UNIT / sigma, relevantFrom - step / 2];
  return (rating) => {
    const at = (rating - zero) * perSigma + LIMIT * PER_UNIT;
    const place = Math.min(2 * LIMIT * PER_UNIT, Math.max(0, at));
    const below = Math.floor(place);
    return table[below] + (place - below) * (table[below + 1] - table[below]);
  };
}

/** Probability that a rating predicted as `rating` is relevant: above the middle between it and the next lower one. */
export function likedWith(rating: number, { relevantFrom, step, sigma }: LikedFrom): number {
  return normalUpperTail((relevantFrom - step / 2 - rating) / sigma);
}

/**
 * Will they take it × will they like it:
 *
 *     (max(0, interest) + popularity · share of all ratings) · P(rating ≥ relevant)^0.7
 *
 * with P = Φ((r − (relevant − ½ step)) / σ); without ratings the first factor alone. For who is new it is popularity ×
 * liking. P is read from a table, in between linearly (to 1e-6).
 * @param scores is filled and returned
 */
export function listScores(
  { interest, shares, popularity = POPULARITIES[0], ratings }: Opinions,
  liked: LikedFrom | null,
  scores = new Float32Array(interest.length),
): Float32Array {
  const ofRating = ratings && liked ? likingOf(liked) : null;
  for (let product = 0; product < scores.length; product++) {
    const score = Math.max(0, interest[product]) + popularity * shares[product];
    scores[product] = ofRating ? score * ofRating(ratings![product]) : score;
  }
  return scores;
}

/**
 * The rating from which a product is liked, on the scale that the ratings have: the lowest of their values that is
 * relevant, and the distance to the next lower one (of the two lowest values where there is none; 1 with one value).
 * @param sigma standard deviation of a rating around its prediction, such as the RMSE on the validation part
 */
export function likedFrom(ratings: Float32Array, relevantFrom: number, sigma: number): LikedFrom {
  const values = [...new Set(ratings)].sort((a, b) => a - b);
  const threshold = Math.fround(relevantFrom);
  const at = Math.max(
    0,
    values.findIndex((value) => value >= threshold),
  );
  const [lower, upper] = at > 0 ? [values[at - 1], values[at]] : [values[0], values[1] ?? values[0] + 1];
  return { relevantFrom: at > 0 ? upper : lower, step: upper - lower, sigma };
}
