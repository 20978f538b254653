import { bucketSize, envelope, middleRange, type Point, smooth, smoothingFor, thin } from "./lossCurve";

/** The losses of one Run, all of one measure. */
export interface LossSeries {
  id: number;
  /** By step, as trained. */
  batches: Float32Array;
  /** Steps that the Run was planned with, and how many make an epoch. */
  steps: number;
  stepsPerEpoch: number;
  /** Over the validation part, by epoch. */
  epochs: { epoch: number; validationLoss: number | null }[];
  bestEpoch: number | null;
}

/** Buckets of a line: raw batches take two points each, so no line has more than 300 points. */
const BUCKETS = 150;

export interface LossLines {
  raw: Point[];
  smoothed: Point[];
  validation: Point[];
}

/** The lines of a Run, x in epochs. */
export function linesOf({ batches, steps, stepsPerEpoch, epochs }: LossSeries): LossLines {
  const bucket = bucketSize(steps, BUCKETS);
  const x = (step: number) => (step + 1) / stepsPerEpoch;
  return {
    raw: envelope(batches, bucket, x),
    smoothed: thin(smooth(batches, smoothingFor(stepsPerEpoch, steps)), bucket, x),
    validation: epochs.flatMap(({ epoch, validationLoss }) =>
      validationLoss === null ? [] : [{ x: epoch, y: validationLoss }],
    ),
  };
}

/** Share of single batches that may lie above the axis, and below: small batches scatter far about what they show. */
const BATCHES_OUTSIDE = 0.02;

/** Lowest and highest loss of these lines, and of the bulk of the batches. */
export function lossExtent(batches: Float32Array, ...lines: Point[][]): [low: number, high: number] {
  let [low, high] = middleRange(batches, BATCHES_OUTSIDE);
  for (const { y } of lines.flat()) {
    if (y < low) low = y;
    if (y > high) high = y;
  }
  return [low, high];
}

/** Whole epochs that the Run was planned with. */
export function epochsOf({ steps, stepsPerEpoch }: Pick<LossSeries, "steps" | "stepsPerEpoch">): number {
  return Math.max(1, Math.ceil(steps / stepsPerEpoch));
}
