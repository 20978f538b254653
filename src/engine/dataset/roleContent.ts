import { isKnownName } from "./roleNames";
import type { ColumnRole } from "./types";
import { clean, isMissing, parseNumber, parseTime } from "./values";

/** Amazon's product numbers (ten characters: B0…, or an ISBN) and its users' (A and at least ten more). */
const AMAZON_PRODUCT = /^(B0[0-9A-Z]{8}|\d{9}[\dX])$/;
const AMAZON_USER = /^A[0-9A-Z]{10,}$/;

/** Unix times that a shop or a film site can have: from 1990 on, in seconds or milliseconds. */
const EARLIEST = 631_152_000;
const LATEST = 4_102_444_800;

/** Highest number of distinct values and the range of a column that can be ratings: 0 to 100 in halves at the most. */
const MOST_RATINGS = 201;
const LARGEST_RATING = 100;

/**
 * The role of each column of a file without a header, by its values: the time is the last column of dates or unix
 * times; the rating the third column where it fits, as in MovieLens' and Amazon's files, otherwise the small numbers
 * with the fewest distinct values; the user and the product are the first two columns left, in this order unless they
 * look like Amazon's product and user numbers.
 */
export function rolesByContent(records: readonly (readonly string[])[], fields: number): ColumnRole[] {
  const columns = Array.from({ length: fields }, (_, i) => valuesOf(records, i));
  const roles = columns.map((): ColumnRole => "ignore");
  const time = columns.findLastIndex((values, i) => i >= 2 && looksLikeTime(values));
  if (time !== -1) roles[time] = "time";
  const rating = ratingColumn(columns, time);
  if (rating !== -1) roles[rating] = "rating";
  const [first, second] = roles.flatMap((role, i) => (role === "ignore" ? [i] : []));
  if (first === undefined || second === undefined) return roles;
  const productFirst = most(columns[first]!, AMAZON_PRODUCT) && most(columns[second]!, AMAZON_USER);
  roles[productFirst ? second : first] = "user";
  roles[productFirst ? first : second] = "product";
  return roles;
}

/** True when at least half of the known values of the column can be read as times. */
export function readsAsTime(records: readonly (readonly string[])[], field: number): boolean {
  const values = valuesOf(records, field);
  return share(values, (value) => !Number.isNaN(parseTime(value))) >= 0.5;
}

/**
 * Whether the first record names the columns: two of its fields are names that we know; or none is a number or a time,
 * and one is such a name or stands over a column of numbers or times.
 */
export function firstRecordIsHeader(records: readonly (readonly string[])[]): boolean {
  const [first, ...others] = records;
  if (!first) return false;
  const known = first.filter(isKnownName).length;
  if (known >= 2) return true;
  if (first.some(isNumberOrTime)) return false;
  return known === 1 || first.some((_, i) => share(valuesOf(others, i), isNumberOrTime) >= 0.9);
}

function isNumberOrTime(field: string): boolean {
  const value = clean(field);
  return !Number.isNaN(parseNumber(value)) || !Number.isNaN(parseTime(value));
}

function valuesOf(records: readonly (readonly string[])[], field: number): string[] {
  return records.map((record) => clean(record[field] ?? "")).filter((value) => !isMissing(value));
}

function looksLikeTime(values: readonly string[]): boolean {
  return (
    share(values, (value) => {
      const time = parseTime(value);
      return value.length >= 8 && !value.startsWith("0") && time >= EARLIEST && time <= LATEST;
    }) >= 0.9
  );
}

function ratingColumn(columns: readonly string[][], time: number): number {
  const candidates = columns.flatMap((values, i) => (i !== time && looksLikeRating(values) ? [i] : []));
  if (candidates.includes(2)) return 2;
  const distinct = (i: number) => new Set(columns[i]).size;
  return candidates.reduce((best, i) => (best === -1 || distinct(i) < distinct(best) ? i : best), -1);
}

function looksLikeRating(values: readonly string[]): boolean {
  if (new Set(values).size > MOST_RATINGS) return false;
  return share(values, (value) => Math.abs(parseNumber(value)) <= LARGEST_RATING) >= 0.9;
}

function most(values: readonly string[], pattern: RegExp): boolean {
  return share(values, (value) => pattern.test(value)) >= 0.9;
}

/** Share of the values that pass; 0 of none. */
function share(values: readonly string[], test: (value: string) => boolean): number {
  return values.length === 0 ? 0 : values.filter(test).length / values.length;
}
