import type { DateOrder } from "../types";
import { fromCivil } from "./civil";
import { parseSpokenTime } from "./spokenTime";

const CLOCK =
  "(?:(?:T|,? +)(\\d{1,2}):(\\d{2})(?::(\\d{2}(?:[.,]\\d+)?))?\\s*([ap]\\.?m\\.?)?\\s*(Z|UTC|GMT|[+-]\\d{2}:?(?:\\d{2})?)?)?";
const YEAR_FIRST = new RegExp(`^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${CLOCK}$`, "i");
const YEAR_LAST = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})${CLOCK}$`, "i");
const MONTH_WORD = new RegExp(
  `^(?:(\\d{1,2})[ -]([a-z]{3,9})\\.?|([a-z]{3,9})\\.? (\\d{1,2})),?[ -](\\d{4})${CLOCK}$`,
  "i",
);
/** As Amazon writes it: "07 8, 2013" is 8 July. */
const MONTH_DAY_YEAR = /^(\d{1,2}) (\d{1,2}), (\d{4})$/;
const UNSIGNED = /^\d+(\.\d+)?(e\+?\d+)?$/i;
const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/** No time is longer; the patterns take the square of a field's length in time. */
const LONGEST_TIME = 80;

/** Years of two digits up to this one are of this century. */
const LAST_SHORT_YEAR = 68;

/**
 * Seconds since 1970-01-01 UTC; NaN for anything that is no time. Read are ISO dates and date-times (UTC where no zone
 * is given), dates with the year last in the given order or with the month in English words, years, `YYYYMMDD`, unix
 * seconds, milliseconds from 10¹¹ on (10¹¹ seconds is the year 5138), and micro- and nanoseconds. Expects a cleaned
 * field.
 */
export function parseTime(field: string, order: DateOrder = "day-first"): number {
  if (field.length > LONGEST_TIME) return Number.NaN;
  if (UNSIGNED.test(field)) return timeFromNumber(field, Number(field));
  let match = YEAR_FIRST.exec(field);
  if (match) return fromCivil(+match[1], +match[2], +match[3]) + secondsOf(match, 4);
  match = YEAR_LAST.exec(field);
  if (match) {
    const [first, second] = [+match[1], +match[3]];
    const [day, month] = order === "day-first" ? [first, second] : [second, first];
    return fromCivil(fullYear(match[4]), month, day) + secondsOf(match, 5);
  }
  match = MONTH_WORD.exec(field);
  if (match) {
    const month = MONTHS.indexOf((match[2] ?? match[3]).slice(0, 3).toLowerCase()) + 1;
    if (month > 0) return fromCivil(+match[5], month, +(match[1] ?? match[4])) + secondsOf(match, 6);
  }
  match = MONTH_DAY_YEAR.exec(field);
  return match ? fromCivil(+match[3], +match[1], +match[2]) : parseSpokenTime(field);
}

/** Which orders a date with the year last can have, `null` for any other field. */
export function ordersOf(field: string): DateOrder[] | null {
  if (field.length > LONGEST_TIME || !YEAR_LAST.test(field)) return null;
  return (["day-first", "month-first"] as const).filter((order) => !Number.isNaN(parseTime(field, order)));
}

/** Seconds since midnight, by five groups of a match from `at` on: hour, minute, second, half of the day, zone. */
function secondsOf(match: RegExpExecArray, at: number): number {
  const [hourText = "0", minute = "0", second = "0", half, zone] = match.slice(at, at + 5);
  let hour = Number(hourText);
  if (half) {
    if (hour < 1 || hour > 12) return Number.NaN;
    hour = (hour % 12) + (/^p/i.test(half) ? 12 : 0);
  }
  const seconds = Number(second.replace(",", "."));
  if (hour > 23 || Number(minute) > 59 || seconds >= 61) return Number.NaN;
  return hour * 3600 + Number(minute) * 60 + seconds - zoneSeconds(zone);
}

/** Microseconds begin where milliseconds would be the year 5138, nanoseconds a thousand times later. */
function timeFromNumber(field: string, number: number): number {
  if (/^\d{4}$/.test(field)) return fromCivil(number, 1, 1);
  if (/^\d{8}$/.test(field)) {
    const date = fromDigits(number);
    if (!Number.isNaN(date)) return date;
  }
  if (number < 1e11) return number;
  if (number < 1e14) return number / 1e3;
  if (number < 1e17) return number / 1e6;
  return number < 1e20 ? number / 1e9 : Number.NaN;
}

/** 20180930 as a date. */
export function fromDigits(digits: number): number {
  return fromCivil(Math.trunc(digits / 10_000), Math.trunc(digits / 100) % 100, digits % 100);
}

/** Days from 1899-12-30, where spreadsheets begin, to 1970-01-01. */
const EXCEL_EPOCH = 25_569;

/** True for a number that can be a day of 1954 to 2064 as spreadsheets count them. */
export function isDayNumber(number: number): boolean {
  return number >= 20_000 && number < 60_000;
}

/** Seconds since 1970 of a day as spreadsheets count them, the time of day as its fraction. */
export function fromDayNumber(days: number): number {
  return Math.round((days - EXCEL_EPOCH) * 86_400);
}

function fullYear(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year <= LAST_SHORT_YEAR ? 2000 + year : 1900 + year;
}

function zoneSeconds(zone: string | undefined): number {
  if (!zone || /^[a-z]/i.test(zone)) return 0;
  const sign = zone.startsWith("-") ? -1 : 1;
  const digits = zone.slice(1).replace(":", "");
  return sign * (Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2)) * 60);
}
