import type { ColumnRole } from "../../../domain/roles";
import { parseNumber } from "../values/number";
import { parseRatingText, worthOf } from "../values/ratingText";
import { parseTime } from "../values/time";
import { isMissing, parseThumb } from "../values/words";
import { areCounts, areEvents, isConstant, isRowNumber, numericShare, share } from "./contentKinds";
import { spokenBy } from "./nameWords";
import { isKnownName } from "./roleNames";

/** Amazon's product numbers (ten characters: B0…, or an ISBN) and its users' (A and at least ten more). */
const AMAZON_PRODUCT = /^(B0[0-9A-Z]{8}|\d{9}[\dX])$/;
const AMAZON_USER = /^A[0-9A-Z]{10,}$/;

/** Unix times that a shop or a film site can have: from 1990 on, in seconds or milliseconds. */
const EARLIEST = 631_152_000;
const LATEST = 4_102_444_800;

/** Highest number of distinct values and the range of a column that can be ratings: 0 to 100 in halves at the most. */
const MOST_RATINGS = 201;
const LARGEST_RATING = 100;

/** The same of a column beside named users and products that may well be something else: 0 to 10 in whole points. */
const MOST_LIKELY_RATINGS = 11;
const LARGEST_LIKELY_RATING = 10;

type Records = readonly (readonly string[])[];

/**
 * The role of each column of a file without a header, by its values: the time is the last column of dates or unix
 * times; the rating the third column where it fits, as in MovieLens' and Amazon's files, otherwise the small numbers
 * with the fewest distinct values; the user and the product are the first two columns left, in this order unless they
 * look like Amazon's product and user numbers. Without a rating the feedback is implicit.
 */
export function rolesByContent(records: Records, fields: number): ColumnRole[] {
  const columns = Array.from({ length: fields }, (_, i) => valuesOf(records, i));
  const roles = columns.map((): ColumnRole => "ignore");
  const time = columns.findLastIndex((values, i) => i >= 2 && looksLikeTime(values));
  if (time !== -1) roles[time] = "time";
  const event = columns.findIndex(areEvents);
  // What numbers the records is passed over where enough is left.
  const passed = columns.map((values, i) => i === event || (fields > 3 && isRowNumber(values)));
  const left = columns.flatMap((_, i) => (i === time || passed[i] ? [] : [i]));
  const third = left.length === 3 && canBeThird(columns, left) ? left[2] : -1;
  const found = third === -1 ? ratingColumn(columns, time, passed) : third;
  // Beside kinds of events whole numbers are ids of something; hours and prices have fractions.
  const rating = event !== -1 && found !== -1 && !columns[found].some((value) => /[.,]\d/.test(value)) ? -1 : found;
  if (rating !== -1) {
    const isCount = event !== -1 || (third !== -1 && areCounts(columns[rating]));
    roles[rating] = isCount ? "count" : "rating";
  }
  const ids = left.filter((i) => i !== rating);
  const [first, second] = ids.length > 2 ? ids.filter((i) => !isConstant(columns[i])) : ids;
  if (first === undefined || second === undefined) return roles;
  const productFirst = most(columns[first], AMAZON_PRODUCT) && most(columns[second], AMAZON_USER);
  roles[productFirst ? second : first] = "user";
  roles[productFirst ? first : second] = "product";
  return roles;
}

/**
 * The column that holds the ratings, beside named users and products, by its values alone; -1 without one. Small
 * numbers that are few, and that come more than once each.
 * @param taken true for a column that stands for something else.
 */
export function likelyRating(records: Records, taken: readonly boolean[]): number {
  return taken.findIndex((isTaken, i) => {
    if (isTaken) return false;
    const values = valuesOf(records, i);
    const distinct = new Set(values).size;
    if (distinct < 2 || distinct > MOST_LIKELY_RATINGS) return false;
    return values.every((value) => {
      const number = parseNumber(value);
      return (number >= 0 && number <= LARGEST_LIKELY_RATING) || !Number.isNaN(parseThumb(value));
    });
  });
}

/** Which columns of a file of product details without a header hold the id and the title; null where none do. */
export function detailColumns(records: Records, fields: number): { product: number; title: number } | null {
  const columns = Array.from({ length: fields }, (_, i) => valuesOf(records, i));
  const distinct = (values: readonly string[]) => new Set(values).size === values.length && values.length > 0;
  const title = columns.findIndex((values, i) => i > 0 && share(values, (value) => /\p{L}{2}/u.test(value)) >= 0.8);
  const isMostlyDistinct = title !== -1 && new Set(columns[title]).size >= 0.8 * columns[title].length;
  return distinct(columns[0] ?? []) && isMostlyDistinct ? { product: 0, title } : null;
}

/** True when at least half of the known values of the column can be read as times. */
export function readsAsTime(records: Records, field: number): boolean {
  const isTime = (value: string) =>
    !Number.isNaN(parseTime(value, "day-first")) || !Number.isNaN(parseTime(value, "month-first"));
  return share(valuesOf(records, field), isTime) >= 0.5;
}

/** True when at least half of the known values can be read as ratings, or all are words that are worth something. */
export function readsAsRating(records: Records, field: number): boolean {
  const values = valuesOf(records, field);
  return share(values, isRating) >= 0.5 || share(values, (value) => !Number.isNaN(worthOf(value))) >= 0.9;
}

/** Values that a column of segments has at most among the first records, and characters in nearly all of them. */
const MOST_SEGMENTS = 200;
const LONGEST_SEGMENT = 40;

/** True when the values can be segments: neither hundreds of them, as of prices, nor sentences. */
export function canBeSegments(records: Records, field: number): boolean {
  const values = valuesOf(records, field);
  return new Set(values).size <= MOST_SEGMENTS && share(values, ({ length }) => length > LONGEST_SEGMENT) < 0.1;
}

/** True when more than half of these ratings are words for good and bad. */
export function areThumbs(ratings: readonly string[]): boolean {
  return share(ratings, (value) => !Number.isNaN(parseThumb(value))) > 0.5;
}

/**
 * Whether the first record names the columns, and how sure that is: two of its fields are names that we know; or none
 * is a number or a time, and one is such a name or stands over a column of numbers or times.
 */
export function firstRecordIsHeader(records: Records): { is: boolean; sure: boolean; because: string } {
  const [first, ...others] = records;
  if (!first) return { is: false, sure: true, because: "there is no record" };
  const known = first.filter(isKnownName).length;
  if (known >= 2) return { is: true, sure: true, because: `it has ${known} names that are known` };
  if (first.some(isNumberOrTime)) return { is: false, sure: true, because: "the first record has numbers in it" };
  const spoken = new Set(first.map(spokenBy).filter((what) => what !== null));
  if (spoken.size >= 2) return { is: true, sure: false, because: "its fields read like names of columns" };
  const overNumbers = first.some((_, i) => share(valuesOf(others, i), isNumberOrTime) >= 0.9);
  if (known === 1) return { is: true, sure: overNumbers, because: "it has a name that is known" };
  if (overNumbers) return { is: true, sure: false, because: "it stands over numbers and has none itself" };
  return { is: false, sure: false, because: "the first record looks like the others" };
}

/** The known values of a column, without white space around them. */
export function valuesOf(records: Records, field: number): string[] {
  return records.map((record) => (record[field] ?? "").trim()).filter((value) => !isMissing(value));
}

function isNumberOrTime(field: string): boolean {
  const value = field.trim();
  return !Number.isNaN(parseNumber(value)) || !Number.isNaN(parseTime(value, "month-first"));
}

/** A rating in figures, a thumb, or spelled out. */
export function isRating(value: string): boolean {
  return [parseNumber, parseThumb, parseRatingText].some((parse) => !Number.isNaN(parse(value)));
}

function looksLikeTime(values: readonly string[]): boolean {
  return (
    share(values, (value) => {
      const time = parseTime(value, /^0?\d[/.-](1[3-9]|[23]\d)/.test(value) ? "month-first" : "day-first");
      return value.length >= 8 && !/^0\d*$/.test(value) && time >= EARLIEST && time <= LATEST;
    }) >= 0.9
  );
}

/** Of three columns the last, where all are numbers, or where it alone is and counts something. */
function canBeThird(columns: readonly string[][], left: readonly number[]): boolean {
  if (left.every((i) => numericShare(columns[i]) === 1)) return true;
  return numericShare(columns[left[1]]) < 0.5 && areCounts(columns[left[2]]);
}

function ratingColumn(columns: readonly string[][], time: number, passed: readonly boolean[]): number {
  const isOther = (i: number) => i === time || passed[i] || (columns.length > 3 && isConstant(columns[i]));
  const candidates = columns.flatMap((values, i) => (!isOther(i) && looksLikeRating(values) ? [i] : []));
  if (candidates.includes(2)) return 2;
  const distinct = (i: number) => new Set(columns[i]).size;
  // Two columns of small numbers may well be the user and the product.
  if (columns.length - (time === -1 ? 0 : 1) < 3) return -1;
  return candidates.reduce((best, i) => (best === -1 || distinct(i) < distinct(best) ? i : best), -1);
}

function looksLikeRating(values: readonly string[]): boolean {
  if (new Set(values).size > MOST_RATINGS) return false;
  const fits = (value: string) =>
    Math.abs(parseNumber(value)) <= LARGEST_RATING ||
    !Number.isNaN(parseThumb(value)) ||
    !Number.isNaN(parseRatingText(value));
  return share(values, fits) >= 0.9;
}

function most(values: readonly string[], pattern: RegExp): boolean {
  return share(values, (value) => pattern.test(value)) >= 0.9;
}
