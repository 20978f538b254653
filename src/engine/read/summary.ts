import { SEGMENT_ROLES } from "../../domain/roles";
import type { SplitParts } from "../../domain/split";
import { spanOf } from "./days";
import { singleValues, valuesOfCode } from "./severalValues";
import type { ActivityFigures, Dataset, DatasetSummary, SegmentColumn, Vocabulary } from "./types";
import { valueCounts } from "./valueCounts";
import { size } from "./vocabulary";

/** The figures about a Dataset, in one pass over each column. */
export function summarize(dataset: Dataset): DatasetSummary {
  const users = size(dataset.users);
  const products = size(dataset.products);
  const segments: DatasetSummary["segments"] = {};
  for (const role of SEGMENT_ROLES) {
    const column = dataset.segments[role];
    if (column) segments[role] = { name: dataset.segmentNames?.[role] ?? null, ...segmentFigures(column) };
  }
  return {
    name: dataset.name,
    feedback: dataset.feedback,
    bytes: dataset.bytes,
    ratings: dataset.size,
    users,
    products,
    ...ratingFigures(dataset.rating),
    perUser: activity(dataset.user, users),
    perProduct: activity(dataset.product, products),
    titled: dataset.titles && titledShare(dataset.titles),
    timed: dataset.time && timedShare(dataset.time),
    timeSpan: dataset.time && spanOf(dataset.time),
    segments,
    splitParts: dataset.split && splitParts(dataset.split),
  };
}

/** Ratings in each part of a split column: 0 train, 1 validation, 2 test. */
export function splitParts(split: Uint8Array): SplitParts {
  const counts: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < split.length; i++) counts[split[i]]++;
  return counts;
}

type RatingFigures = Pick<DatasetSummary, "ratingLow" | "ratingHigh" | "ratingMean" | "ratingStep" | "commonest">;

function ratingFigures(ratings: Float32Array): RatingFigures {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let sum = 0;
  // Here and below by index: iterators over a million values cost five times as much.
  for (let i = 0; i < ratings.length; i++) {
    const rating = ratings[i];
    if (rating < low) low = rating;
    if (rating > high) high = rating;
    sum += rating;
  }
  const counts = valueCounts(ratings, MOST_VALUES);
  return {
    ratingLow: low,
    ratingHigh: high,
    ratingMean: sum / ratings.length,
    ratingStep: stepOf(counts ?? [], high - low),
    commonest: counts && commonestOf(counts),
  };
}

/** Values that a scale of steps has at most: 0 to 100 in halves. */
const MOST_VALUES = 201;

type Counts = [value: number, count: number][];

/** The least difference between two ratings; the whole range where they are too many for a scale of steps. */
function stepOf(counts: Counts, range: number): number {
  return counts.slice(1).reduce((least, [value], i) => Math.min(least, value - counts[i][0]), range);
}

function commonestOf(counts: Counts): DatasetSummary["commonest"] {
  const [rating, count] = counts.reduce((most, next) => (next[1] > most[1] ? next : most), counts[0] ?? [0, 0]);
  return { rating, count };
}

/** How often the members come up: `codes` are theirs, a rating each. */
function activity(codes: Int32Array, members: number): ActivityFigures {
  const counts = new Uint32Array(members);
  let most = 0;
  for (let i = 0; i < codes.length; i++) {
    const count = ++counts[codes[i]];
    if (count > most) most = count;
  }
  /** Members with each number of ratings. */
  const having = new Uint32Array(most + 1);
  for (let i = 0; i < members; i++) having[counts[i]]++;
  const few = having.subarray(0, 5).reduce((sum, n) => sum + n, 0);
  return {
    mean: codes.length / members,
    median: (nth(having, (members - 1) >> 1) + nth(having, members >> 1)) / 2,
    ninthDecile: nth(having, Math.min(members - 1, Math.floor(0.9 * members))),
    most,
    once: (having[1] ?? 0) / members,
    fiveOrMore: (members - few) / members,
  };
}

/** The value at this place of the sorted values, of which `having[v]` are v. */
function nth(having: Uint32Array, place: number): number {
  let passed = 0;
  for (let value = 0; value < having.length; value++) {
    passed += having[value];
    if (passed > place) return value;
  }
  return having.length - 1;
}

function titledShare({ offsets }: Vocabulary): number {
  let titled = 0;
  for (let i = 1; i < offsets.length; i++) if (offsets[i] > offsets[i - 1]) titled++;
  return titled / (offsets.length - 1);
}

function timedShare(times: Float64Array): number {
  let known = 0;
  for (let i = 0; i < times.length; i++) if (!Number.isNaN(times[i])) known++;
  return known / times.length;
}

/** A value of the vocabulary need not occur: the ratings that had it may have been merged into others. */
function segmentFigures({ codes, vocabulary }: SegmentColumn) {
  const occurs = new Uint8Array(size(vocabulary));
  let known = 0;
  for (let i = 0; i < codes.length; i++) {
    occurs[codes[i]] = 1;
    if (codes[i] !== 0) known++;
  }
  const values = new Set<number>();
  const singles = singleValues(vocabulary);
  for (let code = 1; code < occurs.length; code++) {
    if (occurs[code] === 1) for (const value of valuesOfCode(singles, code)) values.add(value);
  }
  if (singles) values.delete(0);
  const { separator } = vocabulary;
  return { values: values.size, known: known / codes.length, ...(separator ? { separator } : {}) };
}
