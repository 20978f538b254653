import type { TrainingColumns } from "../read/copies";

/**
 * The range that predictions are squeezed into: half a step of the rating scale beyond the ratings' ends, so that the
 * sigmoid can reach them. A step is the smallest difference between two distinct ratings.
 */
export function automaticRange({ rating }: TrainingColumns): [number, number] {
  const values = [...new Set(rating)].sort((a, b) => a - b);
  const steps = values.slice(1).map((value, i) => value - values[i]);
  const half = steps.length > 0 ? steps.reduce((least, step) => Math.min(least, step)) / 2 : 0.5;
  return [values[0] - half, values[values.length - 1] + half];
}
