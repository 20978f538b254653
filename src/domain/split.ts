/** `leave-last-out` tests each user's last rating, validates on the one before; users with one rating train only. */
export const SPLIT_METHODS = ["random", "column", "time", "leave-last-out"] as const;
export type SplitMethod = (typeof SPLIT_METHODS)[number];

/** What decides which ratings a Run trains on, validates on and is tested on. */
export interface SplitSettings {
  /** `auto` is the file's own split where it has one, else random. */
  split: SplitMethod | "auto";
  /** Percent of the ratings that the random split and the one by time hold out as test part. */
  testShare: number;
  /** The split by time tests on ratings from this day on (YYYY-MM-DD, UTC); empty for the newest by `testShare`. */
  cutDate: string;
  seed: number;
}

/** Percent of the ratings in the test part unless a person says otherwise, and in the validation part. */
export const TEST_SHARE = 10;
export const VALIDATION_SHARE = 10;

/** Ratings that a file's split column puts into each part. */
export type SplitParts = readonly [train: number, validation: number, test: number];

/** How ratings are divided that are asked to be divided so: a file's own split has to train and to test. */
export function splitMethodOf(asked: SplitSettings["split"], parts: SplitParts | null): SplitMethod {
  if (asked !== "auto") return asked;
  return parts !== null && parts[0] > 0 && parts[2] > 0 ? "column" : "random";
}

/** True for a setting that this split does not read: a difference in it is none. */
export function isUnreadBySplit(key: string, { split, cutDate }: Pick<SplitSettings, "split" | "cutDate">): boolean {
  if (key === "cutDate") return split !== "time";
  if (key !== "testShare") return false;
  return split === "column" || split === "leave-last-out" || (split === "time" && cutDate !== "");
}

/** Seconds since 1970 of the beginning of a day written YYYY-MM-DD, UTC; NaN for a text that is no such day. */
export function dayStart(text: string): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // Some engines take 31 June for 1 July.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? time / 1000 : Number.NaN;
}
