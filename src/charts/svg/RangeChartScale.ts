import { scaleLinear, scaleLog } from "d3-scale";
import { textWidth } from "../look";
import { axisTicks, domainOf, stepWithin } from "../scale";
import type { BinScale } from "./brushRange";

export type CountScale = "linear" | "log";

/** Pixels from one tick of the count axis to the next, at least. */
const TICK_DISTANCE = 36;
/** Pixels between two labels under the axis. */
const LABEL_GAP = 12;
/** Any count but zero is at least so high, or it would look like none. */
const LEAST_HEIGHT = 1.5;

/** A count that can be drawn: what is not a number is none. */
export function countOf(value: number): number {
  return Number.isFinite(value) && value > 0 ? value : 0;
}

/** Powers of ten from 1 that a logarithmic axis to `highest` is marked at. */
export function logTicks(highest: number): number[] {
  const last = Math.max(1, Math.floor(Math.log10(Math.max(1, highest)) + 1e-9));
  return Array.from({ length: last + 1 }, (_, power) => 10 ** power);
}

/** The axis of counts, `height` pixels long. */
export interface CountAxis {
  ticks: number[];
  /** How high a count stands, in pixels from the bottom. */
  rise(count: number): number;
}

export function countAxis(scale: CountScale, highest: number, height: number): CountAxis {
  if (scale === "log") {
    const end = Math.max(10, stepWithin(Math.max(1, highest), 1));
    const rise = scaleLog([1, end], [0, height]);
    // Powers too close to each other are marked at every second, or third.
    const stride = Math.ceil((TICK_DISTANCE * 0.6) / rise(10));
    return {
      ticks: logTicks(highest).filter((_, i) => i % stride === 0),
      rise: (count) => risen(count, rise(Math.max(1, count)), height),
    };
  }
  const most = Math.max(2, Math.floor(height / TICK_DISTANCE));
  // A count has no halves.
  const ticks = axisTicks(0, Math.max(highest, 1), Math.min(most, Math.max(1, highest)));
  const rise = scaleLinear(domainOf(ticks), [0, height]);
  return { ticks, rise: (count) => risen(count, rise(count), height) };
}

function risen(count: number, pixels: number, height: number): number {
  return count > 0 ? Math.min(height, Math.max(LEAST_HEIGHT, pixels)) : 0;
}

export interface AxisLabel {
  bin: number;
  text: string;
  /** The middle of the text; kept within the chart. */
  x: number;
}

/** Strides between labels: a label at every bin, every second, fifth and so on. */
function strides(count: number): number[] {
  const all: number[] = [];
  for (let power = 1; power <= count; power *= 10) all.push(power, 2 * power, 5 * power);
  return all;
}

/**
 * The labels under the axis, evenly many bins apart and as many as stand beside each other.
 * @param at the bins that may be labelled, in order; all of them by default.
 */
export function axisLabels(
  bins: readonly { label: string }[],
  scale: BinScale,
  width: number,
  at?: readonly number[],
): AxisLabel[] {
  const candidates = (at ?? bins.map((_, bin) => bin)).filter((bin) => bins[bin] !== undefined);
  const placed = candidates.map((bin): AxisLabel => {
    const text = bins[bin].label;
    const half = textWidth(text) / 2;
    const x = scale.left + (bin + 0.5) * scale.step;
    return { bin, text, x: Math.max(half, Math.min(width - half, x)) };
  });
  for (const stride of strides(placed.length)) {
    const chosen = placed.filter((_, i) => i % stride === 0);
    if (fit(chosen)) return chosen;
  }
  return placed.slice(0, 1);
}

function fit(labels: readonly AxisLabel[]): boolean {
  return labels.every((label, i) => {
    const before = labels[i - 1];
    if (!before) return true;
    return label.x - before.x >= (textWidth(label.text) + textWidth(before.text)) / 2 + LABEL_GAP;
  });
}
