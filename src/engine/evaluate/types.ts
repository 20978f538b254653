import type { SideRole } from "../../domain/roles";
import type { Interval } from "../statistics/types";

/** Errors in rating units over n ratings, with the 95 % intervals of both; null when n is 0 or nothing is predicted. */
export interface ErrorFigures {
  n: number;
  rmse: number | null;
  mae: number | null;
  /** Of the RMSE; null below six users. */
  interval: Interval | null;
  maeInterval: Interval | null;
}

/** Errors over a part, and over its ratings by whether training has seen the user, or the product. */
export interface ErrorReport extends ErrorFigures {
  known: ErrorFigures;
  new: ErrorFigures;
  knownProducts: ErrorFigures;
  newProducts: ErrorFigures;
}

/**
 * Quality of the ten best of the whole catalogue, the user's training ratings left out, averaged over a seeded sample
 * of the users who have a relevant rating in the part.
 */
export interface RankingFigures {
  /** Users measured, and how many could have been. */
  n: number;
  eligible: number;
  /** A rating from this one on counts as relevant; of implicit feedback the least count: every row does. */
  relevantFrom: number;
  ndcg10: number;
  ndcgInterval: Interval;
  recall10: number;
  hitRate10: number;
  /** Share of the catalogue that is in anybody's list, 0 to 1. */
  coverage: number;
  /** Mean self-information of a listed product, in bits: −log₂ of the share of training users who rated it. */
  novelty: number;
  /** Missing from documents of earlier versions. */
  detail?: RankingDetail;
}

/** The same lists at other lengths and beside each other; formulas in rankingDetail.ts. */
export interface RankingDetail {
  /** Means over users at each length of the list, shortest first. */
  at: {
    k: number;
    ndcg: number;
    recall: number;
    precision: number;
    map: number;
    mrr: number;
    hitRate: number;
  }[];
  /** How unevenly the catalogue is shown in lists of ten: 0 for all products alike, 1 for the same few to all. */
  gini: number;
  /** Mean share of products that the lists of ten of two users have in common. */
  overlap: number;
  /** Share of users whose ten products are the commonest ten. */
  commonest: number;
}

export const BASELINE_NAMES = [
  "global mean",
  "product mean",
  "damped bias",
  "popularity",
  "item-kNN",
  "EASE",
  "user-kNN",
  "RP3β",
  "iALS",
] as const;
export type BaselineName = (typeof BASELINE_NAMES)[number];

/** A simple predictor on the same parts. Error figures are null for one that ranks only, and the other way round. */
export interface BaselineResult extends ErrorReport {
  name: BaselineName;
  validation: ErrorFigures;
  /** Over the validation part, beside a Run that only ranks, for the users whom that is judged by; else null. */
  validationRanking: RankingFigures | null;
  ranking: RankingFigures | null;
  /** Why figures are missing: a sentence; null when all are there. */
  note: string | null;
}

/** Errors on the ratings of one segment. */
export interface SegmentFigures extends Pick<ErrorFigures, "n" | "rmse" | "mae" | "interval"> {
  /** Its value in the file, empty for unknown; for activity the range of training ratings, such as "2–4". */
  label: string;
  /** Mean of predicted minus actual: above 0 the segment is rated too high. */
  meanError: number;
  meanErrorInterval: Interval | null;
}

export interface SegmentTable {
  by: SideRole | "activity";
  /** Largest n first, years and activity in their own order; at most 30. */
  segments: SegmentFigures[];
  /** How many more there are. */
  more: number;
}

/**
 * Does the mean signed error depend on how the product's segment and the user's go together? The interaction of a
 * two-way ANOVA (type II), as in Wan et al., "Addressing Marketing Bias in Product Recommendations" (WSDM 2020).
 */
export interface BiasTest {
  product: SideRole;
  user: SideRole;
  /** Test ratings with both segments known; a segment that never meets one of the other side's is left out. */
  n: number;
  f: number;
  degrees: readonly [interaction: number, residual: number];
  p: number;
  partialEtaSquared: number;
}

/** `too few`: the part is too small to tell, whatever the interval (domain/telling.ts). */
export const OUTCOMES = ["better", "no different", "worse", "too few"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** One predictor against another on identical test rows, by paired bootstrap over users. */
export interface Comparison {
  metric: "rmse" | "ndcg10";
  /** This one's figure minus the other's. */
  difference: number;
  interval: Interval;
  /** "no different" when the interval holds 0. */
  outcome: Outcome;
}

/** One predictor against a baseline that was chosen among several. */
export interface BaselineComparison extends Comparison {
  baseline: BaselineName;
  /**
   * How many baselines it was compared with, where the validation part could not say which is the best: then the outcome
   * is against all of them, by Holm's correction, and the baseline is the one that decides. Left out where it could.
   */
  among?: number;
}

/** Lists beside what everybody could be shown. */
export interface ListStanding {
  /** By NDCG@10 against the baseline of the highest on the validation part, or against all (see `BaselineComparison`). */
  comparison: BaselineComparison | null;
  /** Against the list of the most popular products, by NDCG@10. */
  popularity: Comparison | null;
  /** Relevant products in all lists of ten over those in the lists of the most popular; null where these have none. */
  hitsRatio: number | null;
}

/** What is kept of a Run to compare later Runs with it on the same test rows. */
export interface TestTrace {
  /** Predicted rating of each test rating, in the order of the part; null for a ranking objective. */
  predicted: Float32Array | null;
  /** NDCG@10 of each measured user, in the order of the sample. */
  ndcg: Float32Array | null;
}

/** A trace with the test part itself: indices of its ratings. */
export interface PlacedTrace extends TestTrace {
  part: Int32Array;
}
