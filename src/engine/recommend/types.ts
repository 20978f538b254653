import type { Feedback, SegmentRole, Vocabulary } from "../dataset/types";

/** The columns of a Dataset that recommending reads; transferred to the recommendation worker. */
export interface RecommendColumns {
  /** Of implicit feedback `rating` is how often a product was chosen. */
  feedback: Feedback;
  size: number;
  users: Vocabulary;
  products: Vocabulary;
  user: Int32Array;
  product: Int32Array;
  rating: Float32Array;
  time: Float64Array | null;
  /** Title of each product code, empty where unknown; null without titles. */
  titles: Vocabulary | null;
  /** Value of each product's segments (the last known one in the file), by product code. */
  productSegments: Partial<Record<SegmentRole, { codes: Int32Array; vocabulary: Vocabulary }>>;
}

/** Users and products, by code: 1 for those that are looked among. */
export interface Members {
  users: Uint8Array;
  products: Uint8Array;
}

export interface CustomerMatch {
  id: string;
  ratings: number;
}

export interface RatedProduct {
  product: string;
  /** Empty where unknown. */
  title: string;
  /** Of implicit feedback: how often the user chose it. */
  rating: number;
  /** Seconds since 1970; null where unknown. */
  time: number | null;
  category: string;
  brand: string;
}

export interface Recommendation {
  product: string;
  /** Empty where unknown. */
  title: string;
  /** What the list is ordered by: the predicted rating, or a ranking's score, which means nothing beside a rating. */
  score: number;
  /** Predicted rating, in rating units; null from a model that ranks only. */
  predicted: number | null;
  category: string;
  brand: string;
  /** Ratings of this product in the Dataset, and their mean. */
  ratings: number;
  mean: number;
}

/** A customer's history beside what the model would show them. */
export interface CustomerView {
  id: string;
  /** What the model answers with: predicted ratings, or an order alone. */
  kind: "rating" | "ranking";
  /** Seen in the training part: the model has a row of its own, or a history, for this user. */
  known: boolean;
  /** Newest first. */
  history: RatedProduct[];
  /** Highest score first, without the rated products. */
  recommendations: Recommendation[];
  /** Products left out because the customer rated them. */
  excluded: number;
}

/** A question that cannot be answered; `message` is a sentence for the person at the page. */
export class RecommendError extends Error {
  override name = "RecommendError";
}
