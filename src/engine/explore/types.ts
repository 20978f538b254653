import { type Feedback, SIDE_ROLES, type SideRole } from "../../domain/roles";
import type { ContingencyTest, EqualSharesTest, Interval, OneWay, ShareDifference, TwoWay } from "../statistics/types";

/** What ratings can be filtered by as a range, both ends in it. Errors are absolute, of a Run's test ratings. */
export const RANGE_DIMENSIONS = ["rating", "time", "userActivity", "productActivity", "error"] as const;
export type RangeDimension = (typeof RANGE_DIMENSIONS)[number];
export type Range = readonly [from: number, to: number];

/** What ratings can be filtered by: a set of values, or a range. */
export const DIMENSIONS = [...SIDE_ROLES, ...RANGE_DIMENSIONS] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export function isRange(dimension: Dimension): dimension is RangeDimension {
  return RANGE_DIMENSIONS.some((range) => range === dimension);
}

/**
 * Which ratings are looked at: those that pass every dimension's part. Of a segment the values to keep, empty text for
 * unknown; of a range the ends: rating units, whole days since 1970 (UTC), ratings of the user or product in the file.
 */
export type Filter = { readonly [D in SideRole]?: readonly string[] } & { readonly [D in RangeDimension]?: Range };

export const TIME_UNITS = ["day", "week", "month", "year"] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

/** Two segments, by which ratings are divided into cells. */
export type Pair = readonly [rows: SideRole, columns: SideRole];

/** What a person chose to look at; `auto` is what the file has. */
export interface Views {
  unit: TimeUnit | "auto";
  /** Ratings by segment: box plots. */
  boxes: Pair | "auto";
  /** Whether two segments go together. */
  bias: Pair | "auto";
}
export const FIRST_VIEWS: Views = { unit: "auto", boxes: "auto", bias: "auto" };

/** Ratings by group: how many, their mean, and half the width of its 95 % interval; NaN where there is none. */
export interface Figures {
  /** Ratings in any of the groups: less than these have together where a rating can be in several. */
  ratings: number;
  n: Uint32Array;
  mean: Float64Array;
  margin: Float64Array;
}

/**
 * Five numbers of each group's ratings: quartiles as NumPy and R give them by default (type 7 of Hyndman and Fan 1996),
 * whiskers to the furthest rating within 1.5 times the quartiles' distance (Tukey); NaN in an empty group.
 */
export interface Boxes extends Figures {
  low: Float64Array;
  q1: Float64Array;
  median: Float64Array;
  q3: Float64Array;
  high: Float64Array;
}

/** A bin of an axis, both ends in it; the ends of a bin of single values are equal. */
export interface Bin {
  low: number;
  high: number;
}

/** Two segments against each other. Cell (i, j) is at i × columns + j. */
export interface BiasTables {
  observed: Uint32Array;
  /** Null where it cannot be tested: fewer than two rows or columns with ratings, or ratings in several cells. */
  test: ContingencyTest | null;
  /** The same for the ratings of each year, by the year's code; empty without times. */
  byYear: { year: number; n: number; test: ContingencyTest | null }[];
  /** Ratings by cell. */
  cells: Figures;
  /** Of the ratings; null for implicit feedback. */
  anova: TwoWay | null;
}

/** How far a Run's model is off, over the ratings of its test part that pass the filter. */
export interface SelectionErrors {
  n: number;
  /** Null over no rating. */
  rmse: number | null;
  interval: Interval | null;
  /** Ratings by absolute error, in the Survey's bins. */
  bins: Uint32Array;
}

/**
 * What passes a filter, chart by chart. A chart ignores the filters of the dimensions that it shows itself, so that
 * what was left out stays in sight.
 */
export interface Selection {
  /** Ratings, users and products that pass the whole filter. */
  ratings: number;
  users: number;
  products: number;
  /** By code of each segment that the file has; code 0 is unknown. */
  segments: Partial<Record<SideRole, Figures>>;
  /** Ratings by the Survey's rating bins. */
  distribution: Uint32Array;
  /** By the Survey's periods; null without times. */
  periods: Figures | null;
  /** By code of the year; null without two years, and for implicit feedback. */
  years: Boxes | null;
  /** Cell (i, j) of the Survey's box groups at i × columns + j; `shares` has a count for each rating bin of each cell. */
  boxes: (Boxes & { shares: Uint32Array }) | null;
  /** Users and products with a rating that passes, by their ratings in the whole file, in the Survey's bins. */
  userActivity: Uint32Array;
  productActivity: Uint32Array;
  bias: BiasTables | null;
  /** Null until a Run's errors are known. */
  errors: SelectionErrors | null;
  /** For each gender column: whether its values are equally frequent, and the largest two compared. */
  balance: Partial<Record<SideRole, Balance>>;
}

/** How the known values of a segment divide. */
export interface Balance {
  known: number;
  equal: EqualSharesTest | null;
  /** Codes of the two most frequent known values, and by how much the first leads, as a share of the known. */
  largest: readonly [first: number, second: number] | null;
  lead: ShareDifference | null;
}

/** What a Run predicted for its test ratings: their places among the ratings that pass `only`, in file order. */
export interface Predictions {
  only: Filter;
  places: Int32Array;
  predicted: Float32Array;
}

/** Something notable about the whole file; `effect` is 0 to 1, comparable between all of them. */
export type Finding = { effect: number; p: number } & (
  | {
      /** Two segments go together: this cell most. */
      kind: "association";
      pair: Pair;
      test: ContingencyTest;
      cell: readonly [row: string, column: string];
      observed: number;
      expected: number;
    }
  | {
      /** Mean ratings differ between the values of a segment; the two furthest apart of those with enough ratings. */
      kind: "means";
      by: SideRole;
      oneWay: OneWay;
      highest: { label: string; n: number; mean: number };
      lowest: { label: string; n: number; mean: number };
    }
  | {
      /** The values of a segment are unequally frequent. */
      kind: "uneven";
      by: SideRole;
      largest: { label: string; n: number };
      known: number;
      values: number;
    }
  | { kind: "peak"; bin: Bin; n: number; ratings: number }
  | { kind: "singles"; of: "users" | "products"; single: number; all: number }
);

/** The whole file: what a Selection's figures stand for, and the figures without any filter. */
export interface Survey {
  feedback: Feedback;
  /** Text of each code; empty for unknown, code 0. Only segments that the file has. */
  labels: Partial<Record<SideRole, string[]>>;
  /** Ratings: single values where there are at most 20. */
  bins: Bin[];
  /** Periods in order, gaps among them, in days since 1970, and the units that the span allows. Null without times. */
  periods: { unit: TimeUnit; units: TimeUnit[]; bins: Bin[]; labels: string[] } | null;
  /** Ratings without a known time. */
  untimed: number;
  /** Of ratings a user or product has in the file. */
  activityBins: Bin[];
  errorBins: Bin[];
  /** What box plots and bias tables divide by; null where the file has no two segments. */
  boxes: CellCodes | null;
  bias: CellCodes | null;
  all: Selection;
  /** The most notable first, at most five. */
  findings: Finding[];
}

/** Two segments, the codes of their most frequent values, and how many values are left out. */
export interface CellCodes {
  pair: Pair;
  rows: number[];
  columns: number[];
  rowsLeft: number;
  columnsLeft: number;
}
