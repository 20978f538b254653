import type { SegmentRole } from "../../../domain/roles";
import type { Unit } from "../models/types";

export interface ProductMatch {
  id: string;
  /** Empty where unknown. */
  title: string;
  /** In the Dataset. */
  ratings: number;
}

/** What a list says of a product. */
export interface ListedProduct extends ProductMatch {
  /** Of its ratings. */
  mean: number;
  /** Empty where unknown. */
  category: string;
  brand: string;
}

export interface ProductFacts extends ListedProduct {
  /** Its known segments. */
  segments: { role: SegmentRole; value: string }[];
  /** False where the training part has no rating of it. */
  isKnown: boolean;
}

/** By what products are compared: by who takes both, or by what the rating model makes of them. */
export const LIKENESSES = ["taste", "together"] as const;
export type Likeness = (typeof LIKENESSES)[number];

/** A product beside another. */
export interface RelatedProduct extends ListedProduct {
  /** Users who rated both, and those of them whose two ratings are at most one step of the scale apart. */
  both: number;
  alike: number;
  sharesCategory: boolean;
  sharesBrand: boolean;
}

export interface SimilarProduct extends RelatedProduct {
  /** Of the two products' factors, from -1 to 1. */
  cosine: number;
}

export interface TogetherProduct extends RelatedProduct {
  /** What having the other adds to the interest in it, 1 for the most of the list. */
  share: number;
}

export interface ProductRater {
  id: string;
  /** Of implicit feedback: how often the user chose it. */
  rating: number;
  /** Seconds since 1970; null where unknown. */
  time: number | null;
}

/** A product's places, from 1, among the products with enough ratings. */
export interface BiasPlace {
  /** In the model's unit. */
  bias: number;
  byBias: number;
  byMean: number;
  of: number;
}

/** A product as the Dataset and the model know it. */
export interface ProductAnswer {
  facts: ProductFacts;
  kind: "rating" | "ranking";
  /** Highest cosine first; empty where the model has no factors of this product. */
  similar: SimilarProduct[];
  /** What is taken by who has it, the strongest first; null where the model has no item-item weights. */
  together: TogetherProduct[] | null;
  /** Products that it was compared with by factors. */
  compared: number;
  /** Highest rating first, of equal ones the newest. */
  raters: ProductRater[];
  /** Predicted rating by a user of whom nothing is known; null from a ranking model. */
  expected: number | null;
}

export interface LikelyUser {
  id: string;
  ratings: number;
  /** Null from a ranking model, which only orders them. */
  predicted: number | null;
}

/** Users who have not rated a product and are predicted to like it most. */
export interface LikelyUsers {
  users: LikelyUser[];
  /** How many users were asked about, of all that the model knows and that have not rated it. */
  asked: number;
  of: number;
}

export interface BiasedProduct extends ListedProduct {
  bias: number;
}

/** The products that the model holds to be best and worst whoever is asked, of those with enough ratings. */
export interface BiasLists {
  /** Of the biases: rating units, or the model's own. */
  unit: Unit;
  /** Ratings that each of them has at least. */
  minimum: number;
  of: number;
  best: BiasedProduct[];
  worst: BiasedProduct[];
  /** Bias and mean rating of each of them (of at most 2,000), for a chart. */
  biases: Float32Array;
  means: Float32Array;
  /** Place of the product asked about; null where it is not among them. */
  place: BiasPlace | null;
}

/** Values of a product's segments to make up a product of, the most frequent first; by role. */
export type SegmentChoices = Partial<Record<SegmentRole, string[]>>;

/** Who would like a product that is not in the file, by its segments alone. */
export interface ExpectedAudience extends LikelyUsers {
  /** Of the predicted ratings of all who were asked about. */
  mean: number;
  /** Lowest tenth's and highest tenth's end. */
  tenths: [low: number, high: number];
}
