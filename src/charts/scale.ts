import { tickStep } from "d3-array";
import { scaleLinear, tickFormat } from "d3-scale";
import type { Interval } from "../engine/statistics/types";
import { textWidth } from "./look";
import { isFigure, pixels } from "./svg/place";

/** A scale's two ends. */
export type Domain = [low: number, high: number];

export interface Scale {
  ticks: number[];
  domain: Domain;
  /** The pixel of a value; beyond an end it stands on it. */
  at(value: number): number;
}

/** Between the texts of two ticks, in pixels. */
const TICK_GAP = 10;
/** More are no help to read a value by. */
const MOST_TICKS = 8;

/** The finest step of 1, 2 or 5 times a power of ten that divides `extent` into at most `most` parts. */
export function stepWithin(extent: number, most: number): number {
  let step = tickStep(0, extent, most);
  // d3 takes the nearest round step, which may be one part too many.
  for (let parts = most; step * most < extent * (1 - 1e-9); step = tickStep(0, extent, parts)) parts *= 0.9;
  return step;
}

/** The whole multiples of a round `step` from at most `low` to at least `high`, at least two. */
export function multiples(low: number, high: number, step: number): number[] {
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** Round ticks of an axis that holds these values, with at most `most` steps within them; one without extent is given some. */
export function axisTicks(low: number, high: number, most = 5): number[] {
  const extent = high - low;
  if (!Number.isFinite(extent)) return [0, 1];
  return multiples(low, high, stepWithin(extent > 0 ? extent : Math.abs(high) * 0.02 || 1, most));
}

export function domainOf(ticks: readonly number[]): Domain {
  return [ticks[0] ?? 0, ticks.at(-1) ?? 1];
}

/** From a value to its place between `from` and `to`; values beyond an end stand on it, and all in the middle of no extent. */
export function scaleTo(domain: Domain, from: number, to: number): (value: number) => number {
  const scale = scaleLinear(domain, [from, to]).clamp(true);
  return (value) => pixels(scale(value));
}

/** Where a value stands between the ends, as an SVG percentage: for marks in places of unknown width. */
export function percentTo(domain: Domain): (value: number) => string {
  const at = scaleTo(domain, 0, 100);
  return (value) => `${at(value).toFixed(2)}%`;
}

/** How ticks are written: as many decimals as their step has, thousands apart. */
export function tickWriter(ticks: readonly number[]): (tick: number) => string {
  const [low, high] = domainOf(ticks);
  return ticks.length > 1 ? tickFormat(low, high, ticks.length - 1) : String;
}

/** A figure with the ends of its interval; null where it has none. */
export interface Estimate {
  value: number | null;
  interval: Interval | null;
}

/** Lowest and highest of the estimates, their intervals and the values beside them; ±∞ where there is none. */
export function extentOf(estimates: readonly Estimate[], others: readonly (number | null)[] = []): Domain {
  const ends = estimates.flatMap(({ value, interval }) => (isFigure(value) ? [value, ...(interval ?? [])] : []));
  const all = [...ends, ...others].filter(isFigure);
  return [Math.min(...all), Math.max(...all)];
}

/** A scale between two pixels that just holds these values, with at most about `most` ticks in it and at least two. */
export function tightScale([low, high]: Domain, most: number, from: number, to: number): Scale {
  const around = axisTicks(low, high, most);
  const inside = around.filter((tick) => tick >= low && tick <= high);
  const [ticks, domain]: [number[], Domain] = inside.length > 1 ? [inside, [low, high]] : [around, domainOf(around)];
  return { ticks, domain, at: scaleTo(domain, from, to) };
}

/** Whether the texts of ticks along x keep apart. */
function areApart({ ticks, at }: Scale): boolean {
  const write = tickWriter(ticks);
  return ticks.every((tick, i) => {
    const before = ticks[i - 1];
    if (before === undefined) return true;
    return at(tick) - at(before) >= (textWidth(write(tick)) + textWidth(write(before))) / 2 + TICK_GAP;
  });
}

/** Of scales with ever fewer ticks, the first whose tick values keep apart along x; where none do, the last with one tick. */
export function readableScale(scaleOf: (most: number) => Scale, from: number, to: number): Scale {
  for (let most = Math.min(MOST_TICKS, Math.max(3, Math.floor((to - from) / 40))); most >= 1; most--) {
    const scale = scaleOf(most);
    if (areApart(scale)) return scale;
  }
  const last = scaleOf(1);
  return { ...last, ticks: last.ticks.slice(0, 1) };
}

/** A horizontal scale between two pixels that just holds all these intervals and the values beside them. */
export function estimateScale(
  estimates: readonly Estimate[],
  others: readonly (number | null)[],
  from: number,
  to: number,
): Scale {
  const extent = extentOf(estimates, others);
  return readableScale((most) => tightScale(extent, most, from, to), from, to);
}

/** The same about zero: too low and too high are seen at the same size. */
export function signedScale(estimates: readonly Estimate[], from: number, to: number): Scale {
  const ends = extentOf(estimates, [0]);
  const most = Math.max(-ends[0], ends[1]) || 1;
  return readableScale(
    (steps) => {
      const ticks = axisTicks(-most, most, steps);
      const domain = domainOf(ticks);
      return { ticks, domain, at: scaleTo(domain, from, to) };
    },
    from,
    to,
  );
}
