import { axisTicks, type Domain, decimalsOf, domainOf } from "../scale";

/** Hundredths of a pixel: finer is not seen and only lengthens a saved chart. */
export function pixels(x: number): number {
  return Math.round(x * 100) / 100;
}

/** From a value to its pixel between `from` and `to`; values beyond an end stand on it. */
export function scaleTo([low, high]: Domain, from: number, to: number): (value: number) => number {
  return (value) => {
    const share = high > low ? (value - low) / (high - low) : 0.5;
    return pixels(from + Math.min(1, Math.max(0, share)) * (to - from));
  };
}

export function isFigure(value: number | null | undefined): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

/** Opacity of marks that are not of the selection. */
export const FADED = 0.3;

export interface Estimate {
  value: number | null;
  /** Half of its interval; null where it has none. */
  margin: number | null;
}

/** Lowest and highest end of the estimates' intervals and of the values beside them; ±∞ where there is none. */
export function extentOf(estimates: readonly Estimate[], others: readonly (number | null)[] = []): Domain {
  const ends = estimates.flatMap(({ value, margin }) => {
    if (!isFigure(value)) return [];
    const half = isFigure(margin) ? margin : 0;
    return [value - half, value + half];
  });
  const all = [...ends, ...others.filter(isFigure)];
  return [Math.min(...all), Math.max(...all)];
}

export interface Scale {
  ticks: number[];
  domain: Domain;
  at(value: number): number;
}

/** A scale between two pixels that just holds these values, with at most about `most` ticks in it and at least two. */
export function tightScale([low, high]: Domain, most: number, from: number, to: number): Scale {
  const around = axisTicks(low, high, most);
  const inside = around.filter((tick) => tick >= low && tick <= high);
  const [ticks, domain]: [number[], Domain] = inside.length > 1 ? [inside, [low, high]] : [around, domainOf(around)];
  return { ticks, domain, at: scaleTo(domain, from, to) };
}

/** A horizontal scale between two pixels that just holds all these intervals and the values beside them. */
export function estimateScale(
  estimates: readonly Estimate[],
  others: readonly (number | null)[],
  from: number,
  to: number,
): Scale {
  return tightScale(extentOf(estimates, others), Math.max(3, Math.floor((to - from) / 40)), from, to);
}

/** How ticks are written: as many decimals as their step has. */
export function tickWriter(ticks: readonly number[]): (tick: number) => string {
  const decimals = decimalsOf((ticks[1] ?? 1) - (ticks[0] ?? 0));
  return (tick) => `${tick < 0 ? "−" : ""}${Math.abs(tick).toFixed(decimals)}`;
}
