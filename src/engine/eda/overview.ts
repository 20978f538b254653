import { type Dataset, SEGMENT_ROLES } from "../dataset/types";
import { countDistribution, ratingDistribution } from "./distribution";
import { segmentCounts } from "./segments";
import { ratingsOverTime } from "./timeline";
import type { Overview } from "./types";

/** The first look at a Dataset: its counts by rating, period and segment. One pass over each column. */
export function overviewOf(dataset: Dataset): Overview {
  const segments: Overview["segments"] = {};
  const distribution = dataset.feedback === "implicit" ? countDistribution : ratingDistribution;
  for (const role of SEGMENT_ROLES) {
    const column = dataset.segments[role];
    if (column) segments[role] = segmentCounts(column, dataset.rating);
  }
  return {
    ratings: dataset.size,
    ratingDistribution: distribution(dataset.rating),
    overTime: dataset.time && ratingsOverTime(dataset.time, dataset.rating),
    segments,
  };
}
