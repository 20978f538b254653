import type { AveragesData } from "./types";

const DAY = 86_400;

/** Training ratings of each product in order of time, with sums that fade by e in `days` before and after each. */
export interface Fading {
  days: number;
  starts: Int32Array;
  times: Float64Array;
  /** Place of each training row among these; −1 without a time. */
  placeOf: Int32Array;
  /** Sums of ratings (less the mean) and of weights at each place, it included: of what was before, and of what came after. */
  before: Float64Array;
  weightBefore: Float64Array;
  after: Float64Array;
  weightAfter: Float64Array;
}

/** Ratings of one product about a time: sum of what they are above the mean, and their weights' sum. */
export interface Recalled {
  sum: number;
  weight: number;
}

export function fadings({ products, training }: AveragesData, mean: number, days: readonly number[]): Fading[] {
  const { product, rating, time } = training;
  if (!time) return [];
  const starts = new Int32Array(products + 1);
  for (let i = 0; i < product.length; i++) if (!Number.isNaN(time[i])) starts[product[i] + 1]++;
  for (let code = 0; code < products; code++) starts[code + 1] += starts[code];
  const next = starts.slice();
  const byTime = new Int32Array(starts[products]);
  for (let i = 0; i < product.length; i++) if (!Number.isNaN(time[i])) byTime[next[product[i]]++] = i;
  for (let code = 0; code < products; code++) {
    byTime.subarray(starts[code], starts[code + 1]).sort((a, b) => time[a] - time[b] || a - b);
  }
  const placeOf = new Int32Array(product.length).fill(-1);
  const [times, values] = [new Float64Array(byTime.length), new Float64Array(byTime.length)];
  for (let place = 0; place < byTime.length; place++) {
    const i = byTime[place];
    placeOf[i] = place;
    times[place] = time[i];
    values[place] = rating[i] - mean;
  }
  return days.map((each) => ({ days: each, starts, times, placeOf, ...faded(each, starts, times, values) }));
}

function faded(days: number, starts: Int32Array, times: Float64Array, values: Float64Array) {
  const [before, weightBefore, after, weightAfter] = Array.from({ length: 4 }, () => new Float64Array(times.length));
  for (let code = 0; code + 1 < starts.length; code++) {
    const [first, end] = [starts[code], starts[code + 1]];
    let [sum, weight] = [0, 0];
    for (let at = first; at < end; at++) {
      const kept = at > first ? Math.exp((times[at - 1] - times[at]) / (days * DAY)) : 0;
      sum = before[at] = kept * sum + values[at];
      weight = weightBefore[at] = kept * weight + 1;
    }
    [sum, weight] = [0, 0];
    for (let at = end - 1; at >= first; at--) {
      const kept = at < end - 1 ? Math.exp((times[at] - times[at + 1]) / (days * DAY)) : 0;
      sum = after[at] = kept * sum + values[at];
      weight = weightAfter[at] = kept * weight + 1;
    }
  }
  return { before, weightBefore, after, weightAfter };
}

/** What a product's ratings are about a time; `without` leaves the one at that place out. */
export function recall(fading: Fading, product: number, time: number, without: number, into: Recalled): void {
  const { days, starts, times, before, weightBefore, after, weightAfter } = fading;
  into.sum = 0;
  into.weight = 0;
  const [first, end] = [starts[product], starts[product + 1]];
  const next = without < 0 ? placeAfter(times, first, end, time) : without + 1;
  const last = (without < 0 ? next : without) - 1;
  if (last >= first) {
    const kept = Math.exp((times[last] - time) / (days * DAY));
    into.sum += kept * before[last];
    into.weight += kept * weightBefore[last];
  }
  if (next < end) {
    const kept = Math.exp((time - times[next]) / (days * DAY));
    into.sum += kept * after[next];
    into.weight += kept * weightAfter[next];
  }
}

/** The first place from `first` to `end` with a later time. */
function placeAfter(times: Float64Array, first: number, end: number, time: number): number {
  let [low, high] = [first, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}
