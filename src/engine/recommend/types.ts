import { LIST_FILTERS, type SegmentRole } from "../../domain/roles";
import type { Term, Unit } from "./models/types";

/** Users and products, by code: 1 for those that are looked among. */
export interface Members {
  users: Uint8Array;
  products: Uint8Array;
}

/**
 * Users of a segment: those who are in it (a gender), or who rated a product of it (a brand). The empty value is the
 * unknown one.
 */
export interface UserSegment {
  role: SegmentRole;
  value: string;
}

/** Which users are listed, and in which order. */
export interface UserSearch {
  /** Part of an id; empty for all. */
  query: string;
  limit: number;
  /** The exact match comes first whatever the order. */
  by: "activity" | "random";
  /** Of the random order: same seed, same users. */
  seed: number;
  segment: UserSegment | null;
}

export interface CustomerMatch {
  id: string;
  ratings: number;
}

/** What may stand in a list, how long it is and what it is ordered by beside the model's score. */
export interface ListOptions {
  count: number;
  /** Products of one of these alone; none for all. Here and below the empty text is what is unknown. */
  categories: string[];
  brands: string[];
  targetGenders: string[];
  /** Ratings in the Dataset that a product has at least. */
  minimumRatings: number;
  /** From 0 (sure bets: by score alone) to 1 (discoveries: the least known of what scores well). See lists/novelty.ts. */
  novelty: number;
  /** From 0 (by how likely they take and like it) to 1 (by predicted rating alone); nothing without a ranking model. */
  towardsRating: number;
  /** From 0 (by score alone) to 1 (as unlike each other as can be). See lists/diversity.ts. */
  diversity: number;
  /** True where what they have may be listed again, as what is bought again and again. */
  again: boolean;
}

export const DEFAULT_LIST: ListOptions = {
  count: 10,
  categories: [],
  brands: [],
  targetGenders: [],
  minimumRatings: 0,
  novelty: 0,
  towardsRating: 0,
  diversity: 0,
  again: false,
};

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
  /** What the model says: the predicted rating, or a ranking's score, which means nothing beside a rating. */
  score: number;
  /** Predicted rating, in rating units; null from a model that ranks only. */
  predicted: number | null;
  /**
   * Holds the rating that such a user gives with the Run's `conformal` level; null before the Run has ended, from a model
   * that ranks only, and where too few ratings were held out.
   */
  interval: [low: number, high: number] | null;
  category: string;
  brand: string;
  /** Ratings of this product in the Dataset, and their mean. */
  ratings: number;
  mean: number;
  /** How likely it is taken and liked, 1 for the likeliest of the list; null where lists are not ordered by interest. */
  likely: number | null;
  /** The products of the history that speak most for it, at most two; none where lists are not ordered by interest. */
  because: { product: string; title: string }[];
  /** Its place among all products by number of ratings, from 1. */
  popularityRank: number;
  /** True where the list of popular products beside this one holds it too. */
  isPopular: boolean;
}

/** What keeps products off a list; of the filters each takes what it would take alone. */
export const TAKERS = ["rated", "listed", ...LIST_FILTERS.map(([role]) => role), "minimumRatings", "among"] as const;
export type Taker = (typeof TAKERS)[number];

/** What a model would show somebody, and what everybody is shown. */
export interface ListView {
  /** What the model answers with: predicted ratings, or an order alone. */
  kind: "rating" | "ranking";
  /** Best first, without what is excluded. */
  recommendations: Recommendation[];
  /** The products with most ratings of those that could stand in the list, as many as the list is long. */
  popular: Recommendation[];
  /** Recommendations that are among `popular`. */
  overlap: number;
  /**
   * Recommendations that somebody of whom nothing is known would get too, under the same options and out of the same
   * products: what this one has is left out of theirs as well.
   */
  unknownOverlap: number;
  /**
   * Products left out: `rated` by the customer; on the exclusion list (`listed`) and not rated; `filtered` of the rest,
   * by the list's filters or by who and what is looked among.
   */
  excluded: { rated: number; listed: number; filtered: number };
  /** Where the list is empty: why, and what took most of the products. */
  nothingLeft: { sentence: string; mostBy: Taker } | null;
  /** What the model of the Run to compare with would show, under the same options; null without one. */
  other: { kind: "rating" | "ranking"; recommendations: Recommendation[] } | null;
}

/** A customer's history beside what the model would show them. */
export interface CustomerAnswer extends ListView {
  id: string;
  /** Seen in the training part: the model has a row of its own, or a history, for this user. */
  known: boolean;
  /** Newest first. */
  history: RatedProduct[];
}

/** A rating by somebody who is not in the file; of implicit feedback and a ranking model it says that they chose it. */
export interface NewRating {
  product: string;
  rating: number;
}

/** What is known of somebody beside ratings: the values of segments of users, as the file has them; empty for unknown. */
export type Attributes = Partial<Record<SegmentRole, string>>;

/** The list for somebody of whom only some ratings, or attributes, are known. */
export interface NewCustomerAnswer extends ListView {
  /** True where no rating says anything to the model: but for attributes the list is the same for everybody. */
  isFallback: boolean;
  /**
   * True where attributes move the list: by what customers who have them take, where there is a ranking model, or by what
   * the rating model has learnt of them.
   */
  byAttributes: boolean;
}

/** Whose list is explained: a user of the file, or somebody who gave these ratings and has these attributes. */
export type Explained = { user: string } | { ratings: NewRating[]; attributes?: Attributes };

/** Why a product is where it is. */
export interface Reasons {
  product: string;
  title: string;
  kind: "rating" | "ranking";
  /** Of `terms` and `logit`; see RecommendModel. */
  unit: Unit;
  /** They add up to `logit`. */
  terms: Term[];
  /** The score before it is brought into the range; of a ranking the score itself. */
  logit: number;
  /** In rating units; null from a model that ranks only. */
  predicted: number | null;
  /** What makes it likely that they take it; null where lists are not ordered by interest. */
  interest: InterestReasons | null;
  /** Ratings of this user, or that were given. */
  ratings: number;
  /**
   * What each of them does to this product, by the size of the change; of more than 50 those of the products that are most
   * like or unlike it.
   */
  pulls: Pull[];
}

/** The interest in a product is the sum of what each product of the history adds to it. */
export interface InterestReasons {
  /** That sum; below 0 it counts as none. */
  interest: number;
  /** What its popularity adds. */
  popularity: number;
  /** Probability that they like it once they take it; null where nothing is rated. */
  liked: number | null;
  /** Products of the history, those that add nothing as well. */
  products: number;
  /** Of 50 of them at most, largest first, whichever their sign. */
  contributions: { product: string; title: string; value: number }[];
}

export interface Pull {
  product: string;
  title: string;
  rating: number;
  /**
   * What the prediction has from this rating: predicted from all of the ratings less predicted without it, by fold-in.
   * In rating units; of a ranking in its score's.
   */
  change: number;
}

/** What became of a pasted list of product ids. */
export interface ExclusionReport {
  /** Products of the file that are on it. */
  matched: number;
  /** The first ids that the file does not know, at most 20. */
  unknown: string[];
  /** Different ids on it. */
  total: number;
}

/** Whose lists are written as CSV. */
export interface BulkQuestion {
  /** Null for all users that are looked among. */
  segment: UserSegment | null;
  list: ListOptions;
}

export interface BulkProgress {
  users: number;
  total: number;
  perSecond: number;
  secondsLeft: number;
}

/** How long it would take and how large the file would be, from a few users. */
export interface BulkEstimate {
  users: number;
  /** Lists to be made: users of the same row and the same rated products share one. */
  lists: number;
  seconds: number;
  bytes: number;
}

export interface BulkResult {
  csv: Blob;
  users: number;
  /** Users with nothing left to recommend: they have no line. */
  without: number;
  lines: number;
}

/** A question that cannot be answered; `message` is a sentence for the person at the page. */
export class RecommendError extends Error {
  override name = "RecommendError";
}
