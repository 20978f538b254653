import { bucketSize, envelope, middleRange, type Point, smooth, smoothingFor, thin } from "./lossCurve";

/** The losses of one Run, all of one measure. */
export interface LossSeries {
  id: number;
  /** By step, as trained. */
  batches: Float32Array;
  /** Steps that the Run was planned with, and how many make an epoch. */
  steps: number;
  stepsPerEpoch: number;
  /** Over the training and the validation part, by epoch; a sweep is the epoch of a model that is sampled. */
  epochs: { epoch: number; trainLoss: number; validationLoss: number | null }[];
  bestEpoch: number | null;
  /** True of a model that is sampled: the losses are those of the mean of its sweeps so far. */
  isSampled?: boolean;
  /** Its first sweep after the burn-in, where the mean begins anew; null before. */
  firstCounted?: number | null;
}

/** What the named epochs of a chart are called. */
export const BEST = "best epoch";
export const ANEW = "mean anew from sweep";

/** Buckets of a line: raw batches take two points each, so no line has more than 300 points. */
const BUCKETS = 150;

export interface LossLines {
  raw: Point[];
  smoothed: Point[];
  validation: Point[];
}

/** The lines of a Run, x in epochs. Where no batch was told, as of a model that is sampled, training has a point an epoch. */
export function linesOf({ batches, steps, stepsPerEpoch, epochs }: LossSeries): LossLines {
  const bucket = bucketSize(steps, BUCKETS);
  const x = (step: number) => (step + 1) / stepsPerEpoch;
  return {
    raw: envelope(batches, bucket, x),
    smoothed:
      batches.length > 0
        ? thin(smooth(batches, smoothingFor(stepsPerEpoch, steps)), bucket, x)
        : epochs.map(({ epoch, trainLoss }) => ({ x: epoch, y: trainLoss })),
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
