import { byDay, spanOf } from "../../read/days";
import { type Bin, TIME_UNITS, type TimeUnit, type Views } from "../types";
import { emptyCodes, type Groups } from "./levels";

const DAY = 86_400;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Periods that a chart shows well; a longer span gets the next larger unit. */
const GOOD: Record<TimeUnit, number> = { day: 92, week: 160, month: 300, year: Number.POSITIVE_INFINITY };
/** Periods that can be told apart at all: a finer unit than this is not offered. */
const MOST_PERIODS = 4000;

export interface Periods {
  unit: TimeUnit;
  /** Units that the span allows. */
  units: TimeUnit[];
  /** In whole days since 1970 (UTC), both ends in the period; without gaps. */
  bins: Bin[];
  labels: string[];
  /** A period per rating; one more than there are bins where the time is unknown. */
  groups: Groups;
  untimed: number;
}

/** First and last whole day of the known times; null where none is known. */
export function daysOf(times: Float64Array): [first: number, last: number] | null {
  const span = spanOf(times);
  return span && [Math.floor(span[0] / DAY), Math.floor(span[1] / DAY)];
}

/** The periods of the known times; of a unit that would give too many, the next larger one. */
export function periodsOf(times: Float64Array, [first, last]: [number, number], wanted: Views["unit"]): Periods {
  const count = (unit: TimeUnit) => periodOf(last, unit) - periodOf(first, unit) + 1;
  const units = TIME_UNITS.filter((unit) => unit === "year" || count(unit) <= MOST_PERIODS);
  const unit =
    wanted === "auto"
      ? TIME_UNITS.find((candidate) => count(candidate) <= GOOD[candidate])!
      : units[Math.max(0, units.indexOf(wanted))];
  const base = periodOf(first, unit);
  const size = count(unit);
  const bins = Array.from({ length: size }, (_, i) => ({
    low: startOf(base + i, unit),
    high: startOf(base + i + 1, unit) - 1,
  }));
  const codes = emptyCodes(times.length, size + 1);
  const period = byDay(first * DAY, last * DAY, (time) => periodOf(Math.floor(time / DAY), unit) - base);
  let untimed = 0;
  for (let row = 0; row < times.length; row++) {
    const time = times[row];
    if (Number.isNaN(time)) {
      codes[row] = size;
      untimed++;
    } else codes[row] = period(time);
  }
  const labels = bins.map(({ low }) => labelOf(low, unit));
  return { unit, units, bins, labels, groups: { codes, size: size + 1 }, untimed };
}

/** Number of the period that holds a day: of days and months since 1970, of weeks from Monday, or the year. */
function periodOf(day: number, unit: TimeUnit): number {
  if (unit === "day") return day;
  // 1 January 1970 was a Thursday.
  if (unit === "week") return Math.floor((day + 3) / 7);
  const date = new Date(day * DAY * 1000);
  const year = date.getUTCFullYear();
  return unit === "year" ? year : (year - 1970) * 12 + date.getUTCMonth();
}

/** First day of a period. */
function startOf(period: number, unit: TimeUnit): number {
  if (unit === "day") return period;
  if (unit === "week") return period * 7 - 3;
  if (unit === "month") return Date.UTC(1970, period, 1) / (1000 * DAY);
  // Date.UTC takes the years 0 to 99 for 1900 to 1999; a year is what it says.
  return new Date(0).setUTCFullYear(period, 0, 1) / (1000 * DAY);
}

function labelOf(day: number, unit: TimeUnit): string {
  const date = new Date(day * DAY * 1000);
  const year = date.getUTCFullYear();
  if (unit === "year") return String(year);
  const month = `${MONTHS[date.getUTCMonth()]} ${year}`;
  if (unit === "month") return month;
  const text = `${date.getUTCDate()} ${month}`;
  return unit === "day" ? text : `week of ${text}`;
}
