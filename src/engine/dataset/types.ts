/** What a column of the file can stand for. `ignore` is a column that nothing reads. */
export const COLUMN_ROLES = [
  "user",
  "product",
  "rating",
  "time",
  "category",
  "brand",
  "productGender",
  "userGender",
  "split",
  "ignore",
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

/** Roles whose values divide the ratings into segments. */
export const SEGMENT_ROLES = ["category", "brand", "productGender", "userGender"] as const;
export type SegmentRole = (typeof SEGMENT_ROLES)[number];

/** What beside the two ids a model may read, and by what errors are divided. */
export const SIDE_ROLES = [...SEGMENT_ROLES, "year"] as const;
export type SideRole = (typeof SIDE_ROLES)[number];

/**
 * Id texts by code: the UTF-8 bytes of all ids, one after the other.
 * Text of code c = bytes[offsets[c] .. offsets[c + 1]); `offsets` is one longer than the vocabulary.
 * Flat, so that a million ids cross to another worker without a copy per id.
 */
export interface Vocabulary {
  bytes: Uint8Array;
  offsets: Uint32Array;
}

/** One segment column: a code per rating; code 0 is always "unknown" (its text is empty). */
export interface SegmentColumn {
  codes: Int32Array;
  vocabulary: Vocabulary;
}

/**
 * A side feature as training reads it: one value per product, per user or per rating; code 0 is "unknown". Where the
 * ratings of one id disagree, the id has the value of most of them, and `conflicts` counts the ids.
 */
export interface SideColumn {
  role: SideRole;
  per: "product" | "user" | "rating";
  codes: Int32Array;
  vocabulary: Vocabulary;
  conflicts: number;
}

/** One file's accepted ratings, in columns. Row i of every column is the same rating, in file order. */
export interface Dataset {
  name: string;
  /** Size of the file in bytes. */
  bytes: number;
  /** Number of ratings, the length of every column. */
  size: number;
  users: Vocabulary;
  products: Vocabulary;
  user: Int32Array;
  product: Int32Array;
  rating: Float32Array;
  /** Seconds since 1970-01-01 UTC, NaN where unknown; null when the file has no time column. */
  time: Float64Array | null;
  segments: Partial<Record<SegmentRole, SegmentColumn>>;
  /** 0 train, 1 validation, 2 test; null when the file has no split column. */
  split: Uint8Array | null;
}

/** How the text of the file is cut into fields. */
export interface Dialect {
  delimiter: string;
  encoding: string;
  hasHeader: boolean;
}

/** One column of the file as read: its name (or "column 3"), its role, and why that role was guessed. */
export interface Column {
  name: string;
  role: ColumnRole;
  guessedFrom: "header" | "content" | "user";
}

/** The first records of a file with the guessed dialect and roles, before it is read whole. */
export interface Preview {
  file: string;
  bytes: number;
  dialect: Dialect;
  columns: Column[];
  /** The first records as text, the header left out. */
  rows: string[][];
}

export const REJECTION_REASONS = [
  "too few fields",
  "too many fields",
  "no user",
  "no product",
  "no rating",
  "rating is not a number",
  "time is not a date",
  "unclosed quote",
] as const;
export type RejectionReason = (typeof REJECTION_REASONS)[number];

export interface Rejection {
  /** 1-based line of the file on which the record starts. */
  line: number;
  reason: RejectionReason;
  /** The record as text, cut to 200 characters. */
  text: string;
}

/** What reading one file did. `read = accepted + rejected + merged` holds always. */
export interface ReadReport {
  file: string;
  bytes: number;
  dialect: Dialect;
  columns: Column[];
  read: number;
  accepted: number;
  rejected: number;
  /** Records that repeat an earlier record's user and product; the last one's rating and time are kept. */
  merged: number;
  headerLines: number;
  blankLines: number;
  commentLines: number;
  rejectedBy: Partial<Record<RejectionReason, number>>;
  /** The first rejections, at most 100. */
  examples: Rejection[];
  readMs: number;
}

/** The figures about a Dataset that the page shows; small enough to post. */
export interface DatasetSummary {
  name: string;
  bytes: number;
  ratings: number;
  users: number;
  products: number;
  ratingLow: number;
  ratingHigh: number;
  ratingMean: number;
  /** Share of users with exactly one rating, 0 to 1. */
  singleRatingUsers: number;
  /** First and last known time, seconds since 1970; null without times. */
  timeSpan: [number, number] | null;
  /** For each segment column: number of values and share of ratings with a known value, 0 to 1. */
  segments: Partial<Record<SegmentRole, { values: number; known: number }>>;
  hasSplit: boolean;
}

/** Progress of reading, at least five times a second. */
export interface ReadProgress {
  bytesRead: number;
  bytesTotal: number;
  records: number;
  recordsPerSecond: number;
  secondsLeft: number;
}

/** Choices that override the guesses. */
export interface ReadOptions {
  /** Role by column index; columns left out keep their guess. */
  roles?: Record<number, ColumnRole>;
}

export const SAMPLE_PRESETS = ["demo", "sparse", "full"] as const;
export type SamplePreset = (typeof SAMPLE_PRESETS)[number];

/** A reading that cannot go on; `message` is a sentence for the person who dropped the file. */
export class ReadError extends Error {
  override name = "ReadError";
}
