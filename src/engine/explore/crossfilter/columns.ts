import { SEGMENT_ROLES, type SideRole } from "../../../domain/roles";
import { singleValues } from "../../read/severalValues";
import { yearsOf } from "../../read/sides";
import type { Dataset, SegmentColumn } from "../../read/types";
import { size, textOf } from "../../read/vocabulary";
import { activityBins, binsOfCounts, ratingBins } from "./bins";
import { type Codes, codeCount, emptyCodes, type Groups, levelsOf } from "./levels";
import { daysOf } from "./periods";

/** A segment by value: the text of each (value 0 is unknown) and how many ratings have it. */
export interface Segment extends Groups {
  labels: string[];
  counts: Uint32Array;
  /** Of a segment with several values: the text of each code, in which they stand together. */
  texts?: string[];
}

/** By code, 1 where a segment's code has one of these values, or is itself written so, as links of old have it. */
export function codesWithin(segment: Segment, values: readonly string[]): Uint8Array {
  const { labels, several, texts = [] } = segment;
  const kept = new Set(values);
  const isKept = Uint8Array.from(labels, (label) => (kept.has(label) ? 1 : 0));
  if (!several) return isKept;
  const { starts, of } = several;
  return Uint8Array.from({ length: codeCount(segment) }, (_, code) =>
    kept.has(texts[code]!) || of.subarray(starts[code], starts[code + 1]).some((value) => isKept[value] === 1) ? 1 : 0,
  );
}

/** Users or products: whose each rating is, how many ratings each has in the file, and the bin of that number. */
export interface Owners {
  codes: Int32Array;
  counts: Uint32Array;
  binOf: Uint8Array;
}

/** A Dataset's columns as they are filtered by and counted: everything as small whole numbers. */
export type Columns = ReturnType<typeof columnsOf>;

export function columnsOf(dataset: Dataset) {
  const levels = levelsOf(dataset.rating);
  const users = countsOf(dataset.user, size(dataset.users));
  const products = countsOf(dataset.product, size(dataset.products));
  const most = Math.max(largest(users), largest(products), 1);
  const activity = activityBins(most);
  const binOfCount = binsOfCounts(activity, most);
  const owners = (codes: Int32Array, counts: Uint32Array): Owners => ({
    codes,
    counts,
    binOf: Uint8Array.from(counts, (count) => binOfCount[count]),
  });
  return {
    size: dataset.size,
    feedback: dataset.feedback,
    levels,
    ...ratingBins(levels, dataset.feedback),
    time: dataset.time,
    days: dataset.time && daysOf(dataset.time),
    segments: segmentsOf(dataset),
    activity,
    users: owners(dataset.user, users),
    products: owners(dataset.product, products),
  };
}

function segmentsOf(dataset: Dataset): Partial<Record<SideRole, Segment>> {
  const segments: Partial<Record<SideRole, Segment>> = {};
  for (const role of SEGMENT_ROLES) {
    const column = dataset.segments[role];
    if (column) segments[role] = segmentOfColumn(column);
  }
  const years = dataset.time && yearsOf(dataset.time);
  if (years) {
    const labels = labelsOf(years.vocabulary);
    const codes = emptyCodes(dataset.size, labels.length);
    codes.set(years.codes);
    segments.year = segmentOf(codes, labels);
  }
  return segments;
}

function segmentOfColumn({ codes, vocabulary }: SegmentColumn): Segment {
  const singles = singleValues(vocabulary);
  if (!singles) return segmentOf(codes, labelsOf(vocabulary));
  const { labels, starts, of } = singles;
  const byCode = countsOf(codes, size(vocabulary));
  const counts = new Uint32Array(labels.length);
  for (let code = 0; code < byCode.length; code++) {
    for (let at = starts[code]; at < starts[code + 1]; at++) counts[of[at]] += byCode[code];
  }
  return { codes, size: labels.length, labels, counts, several: { starts, of }, texts: labelsOf(vocabulary) };
}

function labelsOf(vocabulary: Parameters<typeof textOf>[0]): string[] {
  return Array.from({ length: size(vocabulary) }, (_, code) => textOf(vocabulary, code));
}

function segmentOf(codes: Codes, labels: string[]): Segment {
  return { codes, size: labels.length, labels, counts: countsOf(codes, labels.length) };
}

function countsOf(codes: ArrayLike<number>, size: number): Uint32Array {
  const counts = new Uint32Array(size);
  for (let row = 0; row < codes.length; row++) counts[codes[row]]++;
  return counts;
}

function largest(counts: Uint32Array): number {
  let most = 0;
  for (let i = 0; i < counts.length; i++) if (counts[i] > most) most = counts[i];
  return most;
}
