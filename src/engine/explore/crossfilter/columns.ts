import { SEGMENT_ROLES, type SideRole } from "../../../domain/roles";
import { yearsOf } from "../../read/sides";
import type { Dataset } from "../../read/types";
import { size, textOf } from "../../read/vocabulary";
import { activityBins, binsOfCounts, ratingBins } from "./bins";
import { type Codes, emptyCodes, type Groups, levelsOf } from "./levels";
import { daysOf } from "./periods";

/** A segment by code: the text of each (code 0 is unknown) and how many ratings have it. */
export interface Segment extends Groups {
  labels: string[];
  counts: Uint32Array;
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
    if (column) segments[role] = segmentOf(column.codes, labelsOf(column.vocabulary));
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
