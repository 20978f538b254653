import { ItemItemModel } from "../../../models/item-item/model";
import type { LikedFrom, ListWeights } from "../../../models/snapshot";
import type { GivenRating, RecommendModel } from "../models/types";
import { listScores, type Opinions } from "./listScore";

/** What lists are ordered by beside predicted ratings; see listScore.ts. */
export class Interest {
  readonly itemItem: ItemItemModel;
  readonly liked: LikedFrom | null;

  /** Weight of a product's share of all ratings beside the interest in it. */
  readonly popularity: number;

  constructor(private readonly weights: ListWeights) {
    this.popularity = weights.popularity;
    this.itemItem = new ItemItemModel(weights.itemItem);
    this.liked = weights.liked;
  }

  /** Product codes of the training part of the user's history: the model was judged by that. */
  historyOf(user: number): Int32Array {
    const { starts, history } = this.weights;
    return history.subarray(starts[user], starts[user + 1]);
  }

  /**
   * What a list is ordered by, by product code: will they take it × will they like it; interest alone where nothing is
   * rated.
   * @param history product codes, none twice
   * @param trained code of the user whose training part the history is, where it is one: quicker, and the same
   * @param ratings predicted ratings by product code; null for a model that predicts none
   * @param shares share of the ratings that each product has, where that of all ratings is not to count
   */
  scores(
    history: ArrayLike<number>,
    ratings: Float32Array | null,
    trained?: number,
    shares: ArrayLike<number> = this.itemItem.shares,
  ): Float32Array {
    return listScores({ ...this.opinions(history, ratings, trained), shares }, ratings && this.liked);
  }

  /** What the scores are made of. */
  opinions(history: ArrayLike<number>, ratings: Float32Array | null, trained?: number): Opinions {
    const interest = this.itemItem.interest(history, trained);
    return { interest, shares: this.itemItem.shares, popularity: this.popularity, ratings };
  }
}

/** How much a standard deviation of the rating counts in an order that is between likely and well rated. */
const RATING_WEIGHT = 4;

/**
 * Between the order of a list's scores and that of the predicted ratings.
 * @param towards 0 for the scores as they are, 1 for the predicted ratings
 */
export function between(
  scores: Float32Array,
  logits: Float32Array,
  ratings: Float32Array,
  towards: number,
  sigma: number,
): Float32Array {
  if (towards === 0) return scores;
  if (towards === 1) return logits;
  const weight = (towards * RATING_WEIGHT) / sigma;
  return scores.map((score, product) => (1 - towards) * Math.log(Math.max(1e-30, score)) + weight * ratings[product]);
}

/** The products of given ratings, each once. */
export function productsOf(given: readonly GivenRating[]): Int32Array {
  return Int32Array.from(new Set(given.map(({ product }) => product)));
}

/** Predicted rating of each product, by code; null from a model that predicts none. */
export function predictedRatings(model: RecommendModel, logits: Float32Array): Float32Array | null {
  return model.kind === "rating" ? logits.map((logit) => model.ratingOf(logit)) : null;
}
