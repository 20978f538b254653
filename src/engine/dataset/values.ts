const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const DATE_TIME =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?$/i;
const MISSING = /^(na|n\/a|nan|null)$/i;
const CODE_0 = 48;
const CODE_N = 110;

/** The field without white space around it. */
export function clean(field: string): string {
  const last = field.length - 1;
  if (last < 0 || (field.charCodeAt(0) > 32 && field.charCodeAt(last) > 32 && field.charCodeAt(last) < 128)) {
    return field;
  }
  return field.trim();
}

/** Empty, NA, N/A, NaN or null, in any case. Expects a cleaned field. */
export function isMissing(field: string): boolean {
  if (field.length === 0) return true;
  // All the others start with n, which spares most fields the regular expression.
  return field.length <= 4 && (field.charCodeAt(0) | 32) === CODE_N && MISSING.test(field);
}

/** A decimal number with a point; NaN for anything else. Expects a cleaned field. */
export function parseNumber(field: string): number {
  const first = field.charCodeAt(0) - CODE_0;
  if (first >= 0 && first <= 9) {
    // Most ratings are 5 or 4.5.
    if (field.length === 1) return first;
    const third = field.charCodeAt(2) - CODE_0;
    if (field.length === 3 && field[1] === "." && third >= 0 && third <= 9) return (first * 10 + third) / 10;
  }
  return NUMBER.test(field) ? Number(field) : Number.NaN;
}

/**
 * Seconds since 1970-01-01 UTC; NaN for anything that is no time. Read are ISO dates and date-times (UTC where no zone
 * is given), years, `YYYYMMDD`, unix seconds, and unix milliseconds from 10¹¹ on (10¹¹ seconds is the year 5138).
 * Expects a cleaned field.
 */
export function parseTime(field: string): number {
  if (field.length === 10 && field.charCodeAt(4) === 45) return parseDay(field);
  const number = parseNumber(field);
  if (!Number.isNaN(number)) return timeFromNumber(field, number);
  const match = DATE_TIME.exec(field);
  if (!match) return Number.NaN;
  const [, year, month, day, hour = "0", minute = "0", second = "0", zone] = match;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) >= 61) return Number.NaN;
  const midnight = fromCivil(Number(year), Number(month), Number(day));
  return midnight + Number(hour) * 3600 + Number(minute) * 60 + Number(second) - zoneSeconds(zone);
}

/** `YYYY-MM-DD` without a regular expression: the commonest form, once per rating. */
function parseDay(field: string): number {
  let digits = 0;
  for (let i = 0; i < 10; i++) {
    if (i === 4 || i === 7) continue;
    const digit = field.charCodeAt(i) - CODE_0;
    if (digit < 0 || digit > 9) return Number.NaN;
    digits = digits * 10 + digit;
  }
  if (field.charCodeAt(7) !== 45) return Number.NaN;
  return fromDigits(digits);
}

function timeFromNumber(field: string, number: number): number {
  if (number < 0) return Number.NaN;
  if (/^\d{4}$/.test(field)) return fromCivil(number, 1, 1);
  if (/^\d{8}$/.test(field)) {
    const date = fromDigits(number);
    if (!Number.isNaN(date)) return date;
  }
  if (number < 1e11) return number;
  return number < 1e14 ? number / 1000 : Number.NaN;
}

/** 20180930 as a date. */
function fromDigits(digits: number): number {
  return fromCivil(Math.trunc(digits / 10_000), Math.trunc(digits / 100) % 100, digits % 100);
}

/** Midnight UTC of a day of the Gregorian calendar; NaN where there is no such day. */
function fromCivil(year: number, month: number, day: number): number {
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < 100) return Number.NaN;
  const milliseconds = Date.UTC(year, month - 1, day);
  // Beyond day 28 the month may be shorter, and Date.UTC would roll over into the next one.
  if (day > 28 && new Date(milliseconds).getUTCDate() !== day) return Number.NaN;
  return milliseconds / 1000;
}

function zoneSeconds(zone: string | undefined): number {
  if (!zone || /^(z|utc)$/i.test(zone)) return 0;
  const sign = zone.startsWith("-") ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 3600 + Number(zone.slice(-2)) * 60);
}

const SPLIT_PARTS: Readonly<Record<string, number>> = {
  train: 0,
  training: 0,
  valid: 1,
  val: 1,
  validation: 1,
  dev: 1,
  test: 2,
  testing: 2,
};

/** 0 train, 1 validation, 2 test, from a digit or a word; what says neither belongs to training. */
export function parseSplit(field: string): number {
  if (field.length === 1) return field === "1" ? 1 : field === "2" ? 2 : 0;
  const word = field.toLowerCase();
  return Object.hasOwn(SPLIT_PARTS, word) ? SPLIT_PARTS[word]! : Number(field) === 1 ? 1 : Number(field) === 2 ? 2 : 0;
}
