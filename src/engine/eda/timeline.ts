import { byDay } from "../dataset/days";
import type { Overview } from "./types";

type Timeline = NonNullable<Overview["overTime"]>;
type Unit = Timeline["unit"];

const DAY = 86_400;
/** Periods that a chart can show; a longer span gets the next larger unit. */
const MOST_DAYS = 92;
const MOST_MONTHS = 120;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Ratings per day, month or year (UTC), by the span of the known times; null where no time is known. */
export function ratingsOverTime(times: Float64Array, ratings: Float32Array): Timeline | null {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < times.length; i++) {
    const time = times[i]!;
    if (time < first) first = time;
    if (time > last) last = time;
  }
  if (first > last) return null;
  const unit = unitOf(first, last);
  const base = periodOf(first, unit);
  const counts = new Array<number>(periodOf(last, unit) - base + 1).fill(0);
  const sums = counts.slice();
  let unknown = 0;
  const period = byDay(first, last, (time) => periodOf(time, unit) - base);
  for (let row = 0; row < times.length; row++) {
    const time = times[row]!;
    if (Number.isNaN(time)) unknown++;
    else {
      const index = period(time);
      counts[index]! += 1;
      sums[index]! += ratings[row]!;
    }
  }
  const periods = counts.map((count, i) => {
    const start = startOf(base + i, unit);
    return { start, label: labelOf(start, unit), count, mean: count === 0 ? null : sums[i]! / count };
  });
  return { unit, periods, unknown };
}

function unitOf(first: number, last: number): Unit {
  if (periodOf(last, "day") - periodOf(first, "day") < MOST_DAYS) return "day";
  return periodOf(last, "month") - periodOf(first, "month") < MOST_MONTHS ? "month" : "year";
}

/** Number of the period since 1970 (days, months) or its year. */
function periodOf(time: number, unit: Unit): number {
  if (unit === "day") return Math.floor(time / DAY);
  const date = new Date(time * 1000);
  const year = date.getUTCFullYear();
  return unit === "year" ? year : (year - 1970) * 12 + date.getUTCMonth();
}

/** Seconds since 1970 at which a period starts. */
function startOf(period: number, unit: Unit): number {
  if (unit === "day") return period * DAY;
  if (unit === "month") return Date.UTC(1970, period, 1) / 1000;
  // Date.UTC takes the years 0 to 99 for 1900 to 1999; an ISO year is what it says.
  return new Date(0).setUTCFullYear(period, 0, 1) / 1000;
}

function labelOf(start: number, unit: Unit): string {
  const date = new Date(start * 1000);
  if (unit === "year") return String(date.getUTCFullYear());
  if (unit === "month") return `${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  return date.toISOString().slice(0, 10);
}
