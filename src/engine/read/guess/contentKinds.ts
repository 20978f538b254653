import { parseNumber } from "../values/number";
import { parseTime } from "../values/time";
import { genderOf } from "../values/words";

/** Rows from which it tells something that all values of a column are the same, or all different. */
const TELLING_ROWS = 5;
/** Longest mean length of ids and names, in characters. */
const LONGEST_ID = 60;

/** True where every value is the same, of enough to tell. */
export function isConstant(values: readonly string[]): boolean {
  return values.length >= TELLING_ROWS && values.every((value) => value === values[0]);
}

/** True where no two values are the same, of enough to tell. */
export function isDistinct(values: readonly string[]): boolean {
  return values.length >= TELLING_ROWS && new Set(values).size === values.length;
}

/** True for whole numbers each one above the one before: they number the records. */
export function isRowNumber(values: readonly string[]): boolean {
  if (values.length < TELLING_ROWS) return false;
  const first = Number(values[0]);
  return /^\d+$/.test(values[0]) && values.every((value, i) => /^\d+$/.test(value) && Number(value) === first + i);
}

/** Share of the values that are numbers. */
export function numericShare(values: readonly string[]): number {
  return share(values, (value) => !Number.isNaN(parseNumber(value)));
}

/** True where the values can be ids or names that come again: no fractions, dates, sentences, links or constants. */
export function isIdLike(values: readonly string[]): boolean {
  if (values.length < 2 || isConstant(values) || isDistinct(values)) return false;
  const length = values.reduce((sum, value) => sum + value.length, 0) / values.length;
  if (length > LONGEST_ID) return false;
  if (share(values, (value) => /^-?\d*[.,]\d+$/.test(value) && !/^\d+\.0$/.test(value)) > 0.1) return false;
  if (share(values, (value) => /^https?:/i.test(value)) > 0.5) return false;
  return share(values, isDate) < 0.5;
}

/** True for a date in any spelling but a bare number. */
export function isDate(value: string): boolean {
  if (/^[\d.]+$/.test(value) && !/^\d{1,2}\.\d{1,2}\.\d{2,4}$/.test(value)) return false;
  return !Number.isNaN(parseTime(value, "day-first")) || !Number.isNaN(parseTime(value, "month-first"));
}

/** True for a column of women and men. */
export function areGenders(values: readonly string[]): boolean {
  const known = (value: string) => ["Female", "Male", "Female&Male"].includes(genderOf(value));
  return values.length > 0 && new Set(values).size <= 8 && share(values, known) > 0.8;
}

const EVENTS = new Set(
  (
    "view views pageview page_view click clicks cart carts addtocart add_to_cart add-to-cart remove_from_cart removefromcart " +
    "purchase purchases purchased buy bought transaction order checkout play played pause skip skipped like liked dislike " +
    "save saved share shared favorite favourite fav bookmark wishlist download install follow rent borrow return listen " +
    "watch watched impression detail search pv collect comment download complete finish"
  ).split(" "),
);

/** True where nearly all values are words for what people do with products, of two kinds or more. */
export function areEvents(values: readonly string[]): boolean {
  const kinds = new Set(values);
  if (kinds.size < 2 || kinds.size > 20) return false;
  return share([...kinds], (kind) => EVENTS.has(kind.toLowerCase())) >= 0.5;
}

/** True for whole counts: positive, most of them small beside the largest. */
export function areCounts(values: readonly string[]): boolean {
  const numbers = values.map(parseNumber);
  if (numbers.length < TELLING_ROWS || !numbers.every((n) => Number.isInteger(n) && n > 0)) return false;
  const sorted = numbers.sort((a, b) => a - b);
  const [median, most] = [sorted[sorted.length >> 1], sorted.at(-1)!];
  return most > 100 || (new Set(sorted).size > 20 && most >= 5 * median);
}

/** Share of the values that pass; 0 of none. */
export function share(values: readonly string[], test: (value: string) => boolean): number {
  return values.length === 0 ? 0 : values.filter(test).length / values.length;
}
