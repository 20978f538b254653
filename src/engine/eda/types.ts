import type { SegmentRole } from "../dataset/types";

export interface CountByLabel {
  /** The segment's text; empty for unknown. */
  label: string;
  count: number;
  /** Mean of these ratings, or counts; null when count is 0. */
  mean: number | null;
}

/** The first look at a Dataset: what Explore draws. */
export interface Overview {
  ratings: number;
  /**
   * One entry a distinct rating or count; beyond 20 of them, ratings are in 20 equal bins and counts in bins that double.
   */
  ratingDistribution: { low: number; high: number; count: number }[];
  /** Ratings per period, gaps as zero, in time order; null without times. */
  overTime: {
    unit: "day" | "month" | "year";
    periods: { start: number; label: string; count: number; mean: number | null }[];
    /** Ratings without a known time. */
    unknown: number;
  } | null;
  /** All values of each segment column that the file has, largest first, unknown included with an empty label. */
  segments: Partial<Record<SegmentRole, CountByLabel[]>>;
}
