/** What a schedule says of one step. */
export interface SchedulePoint {
  learningRate: number;
  /** Adam's first beta. */
  momentum: number;
}

/**
 * One step of AdamW (Loshchilov & Hutter 2019), with everything that is the same for all weights:
 *
 *     w ← w · keep − rate · m / (√v · rootScale + epsilon)
 *     m ← beta1 · m + (1 − beta1) · g
 *     v ← beta2 · v + (1 − beta2) · g²
 *
 * `rate` and `rootScale` hold the corrections of the moments' bias towards their start at zero.
 */
export interface AdamWStep {
  /** learning rate / (1 − beta1^t) */
  rate: number;
  /** 1 / √(1 − beta2^t) */
  rootScale: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  /** 1 − learning rate × weight decay: what decay leaves of a weight. */
  keep: number;
}

const BETA2 = 0.99;
const EPSILON = 1e-5;
/** The batch size of the reference recipe, for which its epsilon was chosen. */
const REFERENCE_BATCH = 64;

/**
 * The step at 0-based index `step`. As in fastai's optimiser the bias correction uses the current momentum,
 * though momentum changes along the cycle. Epsilon shrinks with the batch: a mean loss over a batch B times as
 * large has gradients B times smaller for a row that occurs once in it.
 */
export function adamWStep(step: number, point: SchedulePoint, weightDecay: number, batchSize: number): AdamWStep {
  const t = step + 1;
  return {
    rate: point.learningRate / (1 - point.momentum ** t),
    rootScale: 1 / Math.sqrt(1 - BETA2 ** t),
    beta1: point.momentum,
    beta2: BETA2,
    epsilon: (EPSILON * REFERENCE_BATCH) / Math.max(batchSize, REFERENCE_BATCH),
    keep: 1 - point.learningRate * weightDecay,
  };
}

/** The same step for weights that do not decay. */
export function withoutDecay(step: AdamWStep): AdamWStep {
  return { ...step, keep: 1 };
}
