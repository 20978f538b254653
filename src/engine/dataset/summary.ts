import { type Dataset, type DatasetSummary, SEGMENT_ROLES, type SegmentColumn } from "./types";
import { size } from "./vocabulary";

/** The figures about a Dataset, in one pass over each column. */
export function summarize(dataset: Dataset): DatasetSummary {
  const users = size(dataset.users);
  const segments: DatasetSummary["segments"] = {};
  for (const role of SEGMENT_ROLES) {
    const column = dataset.segments[role];
    if (column) segments[role] = { values: size(column.vocabulary) - 1, known: knownShare(column) };
  }
  return {
    name: dataset.name,
    bytes: dataset.bytes,
    ratings: dataset.size,
    users,
    products: size(dataset.products),
    ...ratingFigures(dataset.rating),
    singleRatingUsers: singleShare(dataset.user, users),
    timeSpan: dataset.time && spanOf(dataset.time),
    segments,
    hasSplit: dataset.split !== null,
  };
}

function ratingFigures(ratings: Float32Array): Pick<DatasetSummary, "ratingLow" | "ratingHigh" | "ratingMean"> {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (const rating of ratings) {
    if (rating < low) low = rating;
    if (rating > high) high = rating;
    sum += rating;
  }
  return { ratingLow: low, ratingHigh: high, ratingMean: sum / ratings.length };
}

/** Share of users with exactly one rating. */
function singleShare(userCodes: Int32Array, users: number): number {
  const counts = new Uint32Array(users);
  for (const user of userCodes) counts[user]! += 1;
  let single = 0;
  for (const count of counts) if (count === 1) single++;
  return single / users;
}

function knownShare({ codes }: SegmentColumn): number {
  let known = 0;
  for (const code of codes) if (code !== 0) known++;
  return known / codes.length;
}

/** First and last known time; null when none is known. */
function spanOf(times: Float64Array): [number, number] | null {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const time of times) {
    if (time < first) first = time;
    if (time > last) last = time;
  }
  return first <= last ? [first, last] : null;
}
