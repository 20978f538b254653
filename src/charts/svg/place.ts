import type { Interval } from "../../engine/statistics/types";

/** Hundredths of a pixel: finer is not seen and only lengthens a saved chart. */
export function pixels(x: number): number {
  return Math.round(x * 100) / 100;
}

export function isFigure(value: number | null | undefined): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

/** Opacity of marks that are not of the selection. */
export const FADED = 0.3;

/** The interval of a figure from half of its width; null where either is none. */
export function intervalAround(value: number | null, margin: number | null): Interval | null {
  return isFigure(value) && isFigure(margin) ? [value - margin, value + margin] : null;
}
