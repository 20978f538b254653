import type { ColumnRole, Feedback, SegmentRole } from "../../domain/roles";
import type { SplitParts } from "../../domain/split";
/**
 * Id texts by code, their UTF-8 bytes one after the other: that of code c is bytes[offsets[c] .. offsets[c + 1]);
 * `offsets` is one longer than the vocabulary. Flat, so that a million ids cross to another worker without a copy each.
 */
export interface Vocabulary {
  bytes: Uint8Array;
  offsets: Uint32Array;
  /** What stands between the values of a text where a text can hold several, such as `|`: see severalValues.ts. */
  separator?: string;
}

/** Codes in two bytes each as long as they fit. */
export type SegmentCodes = Uint16Array | Int32Array;

/** One segment column: a code per rating; code 0 is always "unknown" (its text is empty). */
export interface SegmentColumn {
  codes: SegmentCodes;
  vocabulary: Vocabulary;
}

/** One file's accepted ratings, in columns. Row i of every column is the same rating, in file order. */
export interface Dataset {
  name: string;
  feedback: Feedback;
  /** Size of the file in bytes. */
  bytes: number;
  /** Number of ratings, the length of every column. */
  size: number;
  users: Vocabulary;
  products: Vocabulary;
  user: Int32Array;
  product: Int32Array;
  /** Of implicit feedback: how often the user chose the product, 1 where the file does not say. */
  rating: Float32Array;
  /** Seconds since 1970-01-01 UTC, NaN where unknown; null when the file has no time column. */
  time: Float64Array | null;
  segments: Partial<Record<SegmentRole, SegmentColumn>>;
  /** What a header calls the segment columns. */
  segmentNames?: Partial<Record<SegmentRole, string>>;
  /** 0 train, 1 validation, 2 test; null when the file has no split column. */
  split: Uint8Array | null;
  /** Title of each product code, empty where unknown; null when no file has titles. */
  titles: Vocabulary | null;
}

export const ENCODINGS = [
  "utf-8",
  "windows-1252",
  "utf-16le",
  "utf-16be",
  "windows-1250",
  "windows-1251",
  "windows-1254",
  "gb18030",
  "shift_jis",
  "euc-kr",
] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Which of 3/4/2015 is the month. */
export const DATE_ORDERS = ["day-first", "month-first"] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/** What a rating of 0 says: the lowest rating, or that none was given. */
export const ZERO_MEANINGS = ["rating", "missing"] as const;
export type ZeroMeaning = (typeof ZERO_MEANINGS)[number];

/** What becomes of several records of one user and product. */
export const DUPLICATE_RULES = ["last", "first", "mean", "all"] as const;
export type DuplicateRule = (typeof DUPLICATE_RULES)[number];

/** How a table holds ratings: one per line, users or products down the side and the others across, a basket per line. */
export const TABLE_LAYOUTS = ["long", "users-down", "products-down", "baskets"] as const;

export type TableLayout = (typeof TABLE_LAYOUTS)[number];

/** How sure a guess is; `chosen` by a person. */
export type Confidence = "sure" | "likely" | "unsure" | "chosen";

/** Something about the file that it does not say itself, how sure that is, and why: a phrase. */
export interface Guess<Value> {
  value: Value;
  confidence: Confidence;
  because: string;
}

/** Everything that was guessed about a file beside the roles of its columns; null where there is nothing to guess. */
export interface Guesses {
  delimiter: Guess<string>;
  encoding: Guess<Encoding>;
  hasHeader: Guess<boolean>;
  /** Null without dates such as 3/4/2015. */
  dateOrder: Guess<DateOrder> | null;
  /** Null without ratings of 0, and where 0 is one of two ratings. */
  zeroMeans: Guess<ZeroMeaning> | null;
  /** Null for implicit feedback: there repeats add up. */
  duplicates: Guess<DuplicateRule> | null;
}

/** One column of the file as read: its name (or "column 3"), its role, and why that role was guessed. */
export interface Column {
  name: string;
  role: ColumnRole;
  guessedFrom: "header" | "content" | "user";
  confidence: Confidence;
  /** Why, a phrase, where there is more to say than what it was guessed from. */
  because?: string;
}

/** The first records of a file with the guessed dialect and roles, before it is read whole. */
export interface Preview {
  file: string;
  bytes: number;
  guesses: Guesses;
  columns: Column[];
  /** The first records as text, the header left out; `format` says how the file holds them. */
  rows: string[][];
  format?: string;
}

export const REJECTION_REASONS = [
  "too few fields",
  "too many fields",
  "no user",
  "no product",
  "no rating",
  "rating is not a number",
  "count is not a number",
  "count is not above 0",
  "rating of 0 means none",
  "time is not a date",
  "unclosed quote",
  "rating stands for none",
  "event does not count",
] as const;
export type RejectionReason = (typeof REJECTION_REASONS)[number];

export interface Rejection {
  /** Position of the file among those that were opened together. */
  file: number;
  /** 1-based line of the file on which the record starts. */
  line: number;
  /** 1-based column of the file that the reason is about; 0 where it is about the record as a whole. */
  column: number;
  reason: RejectionReason;
  /** The record as text, cut to 200 characters. */
  text: string;
}

/** What a table of details of products, or of users, added. */
export interface DetailsReport {
  file: string;
  /** What it tells of: products where it is left out. */
  of?: "user";
  /** Products, or users, that the file tells of, and how many of them the ratings know. */
  products: number;
  matched: number;
  /** Records without an id, or with one that an earlier record had. */
  skipped: number;
  roles: ColumnRole[];
}

/** Something that the file does not say and that changes what its ratings are, with how it was read for now. */
export interface ReadQuestion {
  /** The same for the same question about any file. */
  id: string;
  question: string;
  /** What it can be, the most likely first; `change` are the options that read it so. */
  answers: { label: string; change: ReadOptions }[];
  /** Which answer counts for now, an index into `answers`. */
  default: number;
  /** Why nobody needs to be asked, a phrase: then it only can be changed. */
  because?: string;
}

/** What reading did. `read = accepted + rejected + merged` holds always. */
export interface ReadReport {
  /** Name of the file, or of the first of several. */
  file: string;
  files: { name: string; bytes: number; read: number }[];
  details: DetailsReport[];
  bytes: number;
  /** The choices that counted, and whether they were remembered from a file of the same signature. */
  options: ReadOptions;
  remembered: boolean;
  /** The same for files with the same columns. */
  signature: string;
  guesses: Guesses;
  columns: Column[];
  read: number;
  accepted: number;
  rejected: number;
  /** Records that repeat an earlier record's user and product: see `guesses.duplicates`. */
  merged: number;
  /** Records that repeat an earlier one's user and product, whether or not they were merged. */
  repeated: number;
  /** Ratings of 0, whatever they mean. */
  zeros: number;
  /** Accepted records with fewer fields than columns: what is missing counts as unknown. */
  shortRecords: number;
  headerLines: number;
  blankLines: number;
  commentLines: number;
  rejectedBy: Partial<Record<RejectionReason, number>>;
  /** The first rejections, at most 100. */
  examples: Rejection[];
  readMs: number;
  /** Workers that read at once. */
  readers: number;
  /** How the file holds its ratings, in words: "delimited text", "JSON", "wide table", "Excel workbook" … */
  format?: string;
  /** Lines that are no part of the table: those before its header, and what a wide table has beside ratings. */
  passedOver?: number;
  /** Cells of a wide table without a rating: neither read nor rejected. */
  emptyCells?: number;
  /** What a person should be asked; the default answers were applied. */
  questions?: ReadQuestion[];
  /** Sentences about what can hardly be right, or was left out or mended. */
  warnings?: string[];
}

/** How often the members of a group come up: users by their ratings, or products by theirs. */
export interface ActivityFigures {
  /** Ratings of one member: mean, median, ninth decile and most. */
  mean: number;
  median: number;
  ninthDecile: number;
  most: number;
  /** Share of members with exactly one rating, and with five or more, 0 to 1. */
  once: number;
  fiveOrMore: number;
}

/** The figures about a Dataset that the page shows; small enough to post. */
export interface DatasetSummary {
  name: string;
  feedback: Feedback;
  bytes: number;
  ratings: number;
  users: number;
  products: number;
  ratingLow: number;
  ratingHigh: number;
  ratingMean: number;
  /** The most frequent rating, the lowest of equally frequent ones; null where there are very many different ones. */
  commonest: { rating: number; count: number } | null;
  /** Least difference between two different ratings of the scale: 1, or 0.5 for half stars. */
  ratingStep: number;
  perUser: ActivityFigures;
  perProduct: ActivityFigures;
  /** Share of products with a known title, 0 to 1; null without titles. */
  titled: number | null;
  /** Share of ratings with a known time, 0 to 1; null without times. */
  timed: number | null;
  /** First and last known time, seconds since 1970; null without times. */
  timeSpan: [number, number] | null;
  /**
   * For each segment column: what the header calls it, null without a header; number of single values, and share of
   * ratings with a known value, 0 to 1; what stands between several values in a cell.
   */
  segments: Partial<Record<SegmentRole, { name: string | null; values: number; known: number; separator?: string }>>;
  /** Null without a split column. */
  splitParts: SplitParts | null;
}

/** Choices that override the guesses; what is left out is guessed. */
export interface ReadOptions {
  /** Role by column index; columns left out keep their guess. */
  roles?: Record<number, ColumnRole>;
  delimiter?: string;
  encoding?: Encoding;
  hasHeader?: boolean;
  dateOrder?: DateOrder;
  zeroMeans?: ZeroMeaning;
  duplicates?: DuplicateRule;
  /** How a wide table lies; `long` for a table that only looks like one. */
  table?: TableLayout;
  /** Name of the sheet of a workbook. */
  sheet?: string;
  /** Ratings that stand for none, such as -1 and 99; an empty list where all are ratings. */
  missingRatings?: number[];
  /** What ratings in words are worth, by the word in lower case. */
  ratingWords?: Record<string, number>;
  /** How often an event of each kind counts, by its name in the file; 0 leaves it out. */
  eventWeights?: Record<string, number>;
  /** Whether whole numbers in a time column are days as a spreadsheet counts them, from 1899-12-30. */
  dayNumbers?: boolean;
  /** What stands between several values in a cell of a segment; empty text where a cell is one value. */
  separators?: Partial<Record<SegmentRole, string>>;
  /** What values of categories and the like are that differ only by case or blanks. */
  spellings?: "one" | "apart";
}

/** A reading that cannot go on; `message` is a sentence for the person who dropped the file. */
export class ReadError extends Error {
  override name = "ReadError";
}
