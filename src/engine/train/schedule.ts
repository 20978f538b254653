import type { SchedulePoint } from "../../backends/adamw";

/**
 * The one-cycle schedule of fastai's `fit_one_cycle` (Smith 2018; fastai/callback/schedule.py):
 * over the first quarter of the steps the learning rate rises from peak / 25 to peak along a half cosine
 * while momentum falls from 0.95 to 0.85; over the rest the rate falls to peak / 100,000 and momentum returns.
 */
const WARM_UP = 0.25;
const START_DIVISOR = 25;
const END_DIVISOR = 1e5;
const MOMENTUM_HIGH = 0.95;
const MOMENTUM_LOW = 0.85;

/** Half a cosine from `from` (at 0) to `to` (at 1). */
function cosine(from: number, to: number, position: number): number {
  return from + ((to - from) * (1 - Math.cos(Math.PI * position))) / 2;
}

/** Learning rate and momentum at `step` (0-based) of `steps`. */
export function oneCycle(step: number, steps: number, peak: number): SchedulePoint {
  const done = step / steps;
  if (done < WARM_UP) {
    const position = done / WARM_UP;
    return {
      learningRate: cosine(peak / START_DIVISOR, peak, position),
      momentum: cosine(MOMENTUM_HIGH, MOMENTUM_LOW, position),
    };
  }
  const position = (done - WARM_UP) / (1 - WARM_UP);
  return {
    learningRate: cosine(peak, peak / END_DIVISOR, position),
    momentum: cosine(MOMENTUM_LOW, MOMENTUM_HIGH, position),
  };
}

/** Momentum of a constant schedule: the middle of the one-cycle's. */
const MOMENTUM_CONSTANT = 0.9;

/** Learning rate and momentum at `step` (0-based) of `steps`. */
export function scheduleOf(
  schedule: "one-cycle" | "constant",
  step: number,
  steps: number,
  rate: number,
): SchedulePoint {
  return schedule === "one-cycle" ? oneCycle(step, steps, rate) : { learningRate: rate, momentum: MOMENTUM_CONSTANT };
}
