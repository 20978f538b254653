import { meanMargin } from "../../statistics/means";
import type { Boxes, Figures } from "../types";
import { type Codes, codeCount, type Groups, type Levels, type Several } from "./levels";

/** Rows of the Dataset, rising; null for all of them. */
export type RowSelection = Int32Array | null;

/** Ratings by group: number, sum, sum of squares, and how often each level occurs. */
export interface Tally {
  /** Ratings counted: less than the groups have together where a rating can be in several. */
  ratings: number;
  n: Uint32Array;
  sum: Float64Array;
  squares: Float64Array;
  /** Group g's level l at g × levels + l; null where the two have too many cells together. */
  histogram: Uint32Array | null;
}

/** Cells that are cleared and gone through in about a millisecond. */
const MOST_CELLS = 2 ** 20;

/** Count the rows' ratings by group. One pass with one increment a rating, unless there are very many cells. */
export function tally(groups: Groups, levels: Levels, rows: RowSelection): Tally {
  const byCode = tallyCodes(groups.codes, codeCount(groups), levels, rows);
  return groups.several ? spread(byCode, groups.several, groups.size, levels.size) : byCode;
}

/** The same by code, where a code may stand for several groups: each rating once. */
export function tallyCodes(codes: Codes, size: number, levels: Levels, rows: RowSelection): Tally {
  if (size * levels.size > MOST_CELLS) return moments(codes, size, levels, rows);
  const histogram = new Uint32Array(size * levels.size);
  if (rows) countRows(codes, levels.codes, levels.size, rows, histogram);
  else countAll(codes, levels.codes, levels.size, histogram);
  const n = new Uint32Array(size);
  const sum = new Float64Array(size);
  const squares = new Float64Array(size);
  for (let group = 0, cell = 0; group < size; group++) {
    for (let level = 0; level < levels.size; level++, cell++) {
      const count = histogram[cell];
      if (count === 0) continue;
      const value = levels.values[level];
      n[group] += count;
      sum[group] += count * value;
      squares[group] += count * value * value;
    }
  }
  return { ratings: rows?.length ?? codes.length, n, sum, squares, histogram };
}

/** What is counted by code, in each of the code's groups. */
function spread({ ratings, ...byCode }: Tally, { starts, of }: Several, size: number, levels: number): Tally {
  const n = new Uint32Array(size);
  const sum = new Float64Array(size);
  const squares = new Float64Array(size);
  const histogram = byCode.histogram && new Uint32Array(size * levels);
  for (let code = 0; code < byCode.n.length; code++) {
    if (byCode.n[code] === 0) continue;
    for (let at = starts[code]; at < starts[code + 1]; at++) {
      const group = of[at];
      n[group] += byCode.n[code];
      sum[group] += byCode.sum[code];
      squares[group] += byCode.squares[code];
      for (let level = 0; histogram && level < levels; level++) {
        histogram[group * levels + level] += byCode.histogram![code * levels + level];
      }
    }
  }
  return { ratings, n, sum, squares, histogram };
}

function countRows(group: Codes, level: Codes, levels: number, rows: Int32Array, histogram: Uint32Array): void {
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    histogram[group[row] * levels + level[row]]++;
  }
}

function countAll(group: Codes, level: Codes, levels: number, histogram: Uint32Array): void {
  for (let row = 0; row < group.length; row++) histogram[group[row] * levels + level[row]]++;
}

function moments(codes: Codes, size: number, levels: Levels, rows: RowSelection): Tally {
  const n = new Uint32Array(size);
  const sum = new Float64Array(size);
  const squares = new Float64Array(size);
  const length = rows?.length ?? codes.length;
  for (let i = 0; i < length; i++) {
    const row = rows ? rows[i] : i;
    const group = codes[row];
    const value = levels.values[levels.codes[row]];
    n[group]++;
    sum[group] += value;
    squares[group] += value * value;
  }
  return { ratings: length, n, sum, squares, histogram: null };
}

/** The figures of the first `groups` of a tally. */
export function figuresOf({ ratings, n, sum, squares }: Tally, groups = n.length): Figures {
  const mean = new Float64Array(groups);
  const margin = new Float64Array(groups);
  for (let group = 0; group < groups; group++) {
    mean[group] = n[group] === 0 ? Number.NaN : sum[group] / n[group];
    margin[group] = meanMargin(n[group], sum[group], squares[group]);
  }
  const left = n.subarray(groups).reduce((all, count) => all + count, 0);
  return { ratings: ratings - left, n: n.slice(0, groups), mean, margin };
}

/** The groups of a code; for the few files with very many cells. */
function groupsOf({ several }: Groups, code: number): ArrayLike<number> & Iterable<number> {
  return several ? several.of.subarray(several.starts[code], several.starts[code + 1]) : [code];
}

/** How often each bin of levels occurs in each group: group g's bin b at g × bins + b. */
export function binned(
  groups: Groups,
  levels: Levels,
  rows: RowSelection,
  { histogram }: Tally,
  binOf: Uint16Array,
  bins: number,
): Uint32Array {
  const { codes, size } = groups;
  const counts = new Uint32Array(size * bins);
  if (histogram) {
    for (let group = 0, cell = 0; group < size; group++) {
      for (let level = 0; level < levels.size; level++, cell++) counts[group * bins + binOf[level]] += histogram[cell];
    }
    return counts;
  }
  const length = rows?.length ?? codes.length;
  for (let i = 0; i < length; i++) {
    const row = rows ? rows[i] : i;
    for (const group of groupsOf(groups, codes[row])) counts[group * bins + binOf[levels.codes[row]]]++;
  }
  return counts;
}

/** A whisker ends at the furthest rating within this many times the quartiles' distance (Tukey 1977). */
const WHISKER = 1.5;

/** The five numbers of the first `size` groups. */
export function boxesOf(groups: Groups, levels: Levels, rows: RowSelection, counted: Tally, size: number): Boxes {
  const empty = () => new Float64Array(size).fill(Number.NaN);
  const boxes: Boxes = {
    ...figuresOf(counted, size),
    low: empty(),
    q1: empty(),
    median: empty(),
    q3: empty(),
    high: empty(),
  };
  const sorted = counted.histogram ? null : sortedByGroup(groups, levels, rows, counted.n);
  for (let group = 0; group < size; group++) {
    const n = counted.n[group];
    if (n === 0) continue;
    const at = counted.histogram
      ? fromHistogram(counted.histogram.subarray(group * levels.size, (group + 1) * levels.size), levels.values)
      : (place: number) => levels.values[sorted!.levels[sorted!.starts[group] + place]];
    const q1 = quantile(at, n, 0.25);
    const q3 = quantile(at, n, 0.75);
    boxes.q1[group] = q1;
    boxes.median[group] = quantile(at, n, 0.5);
    boxes.q3[group] = q3;
    const reach = WHISKER * (q3 - q1);
    // Quartiles lie between ratings, so the furthest rating within reach may lie in the box.
    boxes.low[group] = Math.min(q1, at(firstPlace(n, (place) => at(place) >= q1 - reach)));
    boxes.high[group] = Math.max(q3, at(firstPlace(n, (place) => at(place) > q3 + reach) - 1));
  }
  return boxes;
}

/** Type 7 of Hyndman and Fan (1996): linear between the order statistics, the default of NumPy and R. */
function quantile(at: (place: number) => number, n: number, share: number): number {
  const place = (n - 1) * share;
  const below = Math.floor(place);
  const low = at(below);
  return place === below ? low : low + (place - below) * (at(below + 1) - low);
}

/** The first of n places where a condition holds that goes on holding; n where it never does. */
function firstPlace(n: number, holds: (place: number) => boolean): number {
  let [low, high] = [0, n];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The value at a place of the sorted ratings that a histogram stands for. */
function fromHistogram(counts: Uint32Array, values: Float64Array): (place: number) => number {
  return (place) => {
    let passed = 0;
    for (let level = 0; level < counts.length; level++) {
      passed += counts[level];
      if (passed > place) return values[level];
    }
    return Number.NaN;
  };
}

/** The levels of the rows, group by group, sorted within each. */
function sortedByGroup(groups: Groups, levels: Levels, rows: RowSelection, n: Uint32Array) {
  const starts = new Uint32Array(n.length + 1);
  for (let group = 0; group < n.length; group++) starts[group + 1] = starts[group] + n[group];
  const sorted = new Uint32Array(starts[n.length]);
  const next = starts.slice();
  const length = rows?.length ?? groups.codes.length;
  for (let i = 0; i < length; i++) {
    const row = rows ? rows[i] : i;
    for (const group of groupsOf(groups, groups.codes[row])) sorted[next[group]++] = levels.codes[row];
  }
  for (let group = 0; group < n.length; group++) sorted.subarray(starts[group], starts[group + 1]).sort();
  return { levels: sorted, starts };
}
