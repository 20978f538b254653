import { multiples, stepWithin } from "./scale";

/** A point of the loss chart: x in epochs, y in squared rating units. */
export interface Point {
  x: number;
  y: number;
}

/**
 * Weight of the past in the smoothed training loss: fastai's 0.98, a memory of 50 steps, where an epoch has a thousand
 * steps; a twentieth of an epoch where it has fewer, so that the line does not lag behind a short run. In a long run
 * the memory is a two-hundredth of all its `steps`, about what two pixels of the chart hold.
 */
export function smoothingFor(stepsPerEpoch: number, steps = stepsPerEpoch): number {
  const short = Math.min(50, Math.max(2, stepsPerEpoch / 20));
  return 1 - 1 / Math.max(short, steps / 200);
}

/** Values that quantiles are taken of, at most: a sample is as good as all. */
const QUANTILE_SAMPLE = 1000;

/**
 * The range that holds all but the given share of the values at either end, taken from an even sample of them. Not a
 * number is left out; an empty range is [∞, −∞], which adds nothing to another.
 */
export function middleRange(values: ArrayLike<number>, leftOut: number): [low: number, high: number] {
  const stride = Math.max(1, Math.floor(values.length / QUANTILE_SAMPLE));
  const sample: number[] = [];
  for (let i = 0; i < values.length; i += stride) if (Number.isFinite(values[i])) sample.push(values[i]);
  if (sample.length === 0) return [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  sample.sort((a, b) => a - b);
  const cut = Math.floor(leftOut * sample.length);
  return [sample[cut], sample[sample.length - 1 - cut]];
}

/**
 * Exponentially weighted mean of the values so far, without the start's bias towards zero:
 * s[i] = β s[i-1] + (1 - β) v[i], shown as s[i] / (1 - β^(i+1)) (Kingma and Ba 2015, section 3).
 * Same length as `values`.
 */
export function smooth(values: ArrayLike<number>, beta: number): Float64Array {
  const smoothed = new Float64Array(values.length);
  let mean = 0;
  let weight = 1;
  for (let i = 0; i < values.length; i++) {
    mean = beta * mean + (1 - beta) * values[i];
    weight *= beta;
    smoothed[i] = mean / (1 - weight);
  }
  return smoothed;
}

/**
 * The lowest and the highest of every `bucket` consecutive values, in their order: a noisy line keeps its
 * envelope at two points a bucket. Buckets start at multiples of `bucket`, so points that are drawn stay where
 * they are while the line grows. `x` gives the position of value i.
 */
export function envelope(values: ArrayLike<number>, bucket: number, x: (i: number) => number): Point[] {
  const points: Point[] = [];
  for (let start = 0; start < values.length; start += bucket) {
    const end = Math.min(start + bucket, values.length);
    let low = start;
    let high = start;
    for (let i = start + 1; i < end; i++) {
      if (values[i] < values[low]) low = i;
      if (values[i] > values[high]) high = i;
    }
    const kept = low === high ? [low] : [Math.min(low, high), Math.max(low, high)];
    for (const i of kept) points.push({ x: x(i), y: values[i] });
  }
  return points;
}

/** The last value of every `bucket` consecutive values, and the very last: enough for a line that is smooth. */
export function thin(values: ArrayLike<number>, bucket: number, x: (i: number) => number): Point[] {
  const points: Point[] = [];
  for (let i = bucket - 1; i < values.length; i += bucket) points.push({ x: x(i), y: values[i] });
  const last = values.length - 1;
  if (last >= 0 && (last + 1) % bucket !== 0) points.push({ x: x(last), y: values[last] });
  return points;
}

/** Values a bucket, such that `total` values fall into at most `buckets` buckets. */
export function bucketSize(total: number, buckets: number): number {
  return Math.max(1, Math.ceil(total / buckets));
}

/**
 * Ticks of an axis that holds all values. They are whole multiples of 1, 2 or 5 times a power of ten, chosen by the
 * highest value alone: while values come in, the axis stands still until one leaves it, then grows by whole ticks.
 */
export function steppedTicks(low: number, high: number): number[] {
  if (!(high > 0) || !Number.isFinite(high) || !Number.isFinite(low)) return [0, 1];
  const step = stepWithin(high, 8);
  const ticks = multiples(low, high, step);
  // Losses far from zero, as those in nats, would fall between two ticks.
  return ticks.length < 4 ? multiples(low, high, stepWithin(step, 2.5)) : ticks;
}

/** Ticks at whole epochs from 0, at most eleven, at multiples of 1, 2 or 5 times a power of ten. */
export function epochTicks(epochs: number): number[] {
  const step = Math.max(1, stepWithin(epochs, 10));
  return Array.from({ length: Math.floor(epochs / step) + 1 }, (_, i) => i * step);
}
