import type { Random } from "../../../domain/random";
import { YEARS } from "./spec";
import { Weighted } from "./weighted";

const DAY = 86_400_000;
const FIRST_DAY = Date.UTC(YEARS.first, 0, 1) / DAY;
/** The last year ends with September. */
const LAST_DAY = Date.UTC(YEARS.first + YEARS.weights.length - 1, 8, 30) / DAY;

/** `n` days since 1970-01-01, in order: years in proportion to their weights, every day of a year alike. */
export function drawDays(n: number, random: Random): Int32Array {
  const years = new Weighted(YEARS.weights);
  const days = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const year = YEARS.first + years.draw(random);
    const start = Date.UTC(year, 0, 1) / DAY;
    const end = Math.min(Date.UTC(year + 1, 0, 1) / DAY, LAST_DAY + 1);
    days[i] = start + random.integer(end - start);
  }
  return days.sort();
}

/** `1999-06-13` of each day that a sample can have; call with a day since 1970-01-01. */
export function dayTexts(): (day: number) => string {
  const texts: string[] = [];
  for (let day = FIRST_DAY; day <= LAST_DAY; day++) texts.push(new Date(day * DAY).toISOString().slice(0, 10));
  return (day) => texts[day - FIRST_DAY];
}

/** A day since 1970-01-01 as years since the sample's first day. */
export function yearsIn(day: number): number {
  return (day - FIRST_DAY) / 365.25;
}

/** Where a day lies between the sample's first (-1) and its last (1). */
export function positionOf(day: number): number {
  return (2 * (day - FIRST_DAY)) / (LAST_DAY - FIRST_DAY) - 1;
}
