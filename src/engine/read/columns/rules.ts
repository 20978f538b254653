import type { DateOrder, DuplicateRule, ReadOptions, ZeroMeaning } from "../types";

/** Spellings that differ by case or blanks: one value, or one each. */
export type SpellingRule = NonNullable<ReadOptions["spellings"]>;

/** What is to be known about a file's values before they are read. */
export interface ValueRules {
  dateOrder: DateOrder;
  /** True when a date that this order cannot read is no date; else it tells that the order is the other one. */
  dateOrderFixed: boolean;
  zeroMeans: ZeroMeaning;
  /** True where ratings are thumbs or other words for good and bad; among figures such a word is no rating. */
  thumbs: boolean;
  /** Of implicit feedback repeats add up, whatever this says. */
  duplicates: DuplicateRule;
  /** Ratings that stand for none. */
  missing: readonly number[];
  /** What ratings in words are worth, by the word in lower case; null where they are figures. */
  words: Readonly<Record<string, number>> | null;
  /** The field of the kind of event and how often each kind counts; null without one. */
  events: EventRule | null;
  /** True where whole numbers in the time column are days of a spreadsheet. */
  dayNumbers: boolean;
  /** True where the users' segment is their age in years: it is read as groups of ages. */
  ages?: boolean;
  /** What values of a segment are that differ only by case or blanks: one, where it is not said. */
  spellings?: SpellingRule;
}

export interface EventRule {
  field: number;
  weights: Readonly<Record<string, number>>;
}
