import type { LearnerState } from "../model/learner";
import type { BackendName, ModelName } from "../model/types";

export { BACKEND_NAMES, MODEL_NAMES } from "../model/types";
export type { BackendName, ModelName };

export const SPLIT_METHODS = ["random", "column", "time"] as const;
export type SplitMethod = (typeof SPLIT_METHODS)[number];

/** Everything that decides a Run. Same file, same settings, same backend: the same Run. */
export interface RunSettings {
  model: ModelName;
  /** Latent factors of each embedding table. */
  factors: number;
  /** Widths of the hidden layers of `collabnn`. */
  hidden: number[];
  epochs: number;
  /** Ratings per step; `auto` aims at some hundreds of steps an epoch. */
  batchSize: number | "auto";
  /** Peak learning rate of the one-cycle schedule. */
  learningRate: number;
  /** Decoupled weight decay: each step multiplies a weight by 1 - learning rate × decay. */
  weightDecay: number;
  /** Predictions lie between these; `auto` is half a step beyond the ratings' ends. */
  range: [number, number] | "auto";
  split: SplitMethod;
  seed: number;
  backend: BackendName | "auto";
}

export const DEFAULT_SETTINGS: RunSettings = {
  model: "dot-product-bias",
  factors: 32,
  hidden: [100, 50],
  epochs: 5,
  batchSize: "auto",
  learningRate: 5e-3,
  weightDecay: 0.1,
  range: "auto",
  split: "random",
  seed: 42,
  backend: "auto",
};

/** The columns of a Dataset that training reads; transferred to the training worker. */
export interface TrainingColumns {
  size: number;
  users: number;
  products: number;
  user: Int32Array;
  product: Int32Array;
  rating: Float32Array;
  time: Float64Array | null;
  split: Uint8Array | null;
}

/** RMSE and MAE in rating units over n ratings; null when n is 0. */
export interface ErrorFigures {
  n: number;
  rmse: number | null;
  mae: number | null;
}

export interface EpochRecord {
  /** 1-based. */
  epoch: number;
  /** Mean squared error over the epoch's batches, as they were trained. */
  trainLoss: number;
  /** Mean squared error over the validation part. */
  validationLoss: number | null;
  validationRmse: number | null;
  ms: number;
}

export interface BaselineResult {
  name: "global mean" | "product mean" | "damped bias";
  rmse: number | null;
  mae: number | null;
}

/** What one Run came to: a part of the document that the Report screen saves. */
export interface RunResult {
  split: { method: SplitMethod; train: number; validation: number; test: number; newUserShare: number };
  backend: { name: BackendName; renderer: string | null; reason: string };
  run: {
    model: ModelName;
    seed: number;
    /** With `auto` resolved. */
    settings: RunSettings;
    /** Number of trained weights. */
    parameters: number;
    epochs: EpochRecord[];
    bestEpoch: number;
    ratingsPerSecond: number;
    trainMs: number;
    /** True when the Run ended before its last epoch: a person stopped it, or its loss was no longer a number. */
    stopped: boolean;
    /** What went wrong and was mended on the way, and what to do about it: sentences. */
    notes: string[];
  };
  /** Errors on the test part; `known` and `new` by whether the user was seen in training. */
  test: { rmse: number | null; mae: number | null; known: ErrorFigures; new: ErrorFigures };
  baselines: BaselineResult[];
}

/** What training tells while it runs. */
export type TrainingEvent =
  | { type: "phase"; phase: "splitting" | "choosing backend" | "warming up" | "training" | "validating" | "testing" }
  | { type: "backend"; name: BackendName; renderer: string | null; reason: string }
  | { type: "started"; steps: number; stepsPerEpoch: number; batchSize: number; parameters: number }
  /** Batch losses since the last event: loss[i] belongs to step firstStep + i (0-based). */
  | { type: "batches"; firstStep: number; loss: Float32Array }
  | { type: "progress"; step: number; epoch: number; ratingsPerSecond: number; secondsLeft: number; paused: boolean }
  | { type: "epoch"; record: EpochRecord; best: boolean }
  /** The weights after an epoch, for the recommendation worker. */
  | { type: "weights"; epoch: number; model: ModelSnapshot }
  /** From here the Run can go on in another worker. Its arrays are valid until the listener returns: copy them. */
  | { type: "checkpoint"; checkpoint: Checkpoint };

/** What an epoch left behind: the record, the weights, and what they predict for the test part. */
export interface EpochOutcome {
  record: EpochRecord;
  model: ModelSnapshot;
  testPredictions: Float32Array;
}

/** A Run at the end of an epoch. Going on from it on the same backend ends exactly where the Run would have. */
export interface Checkpoint {
  backend: BackendName;
  /** Weights and optimiser after the last of `epochs`. */
  state: LearnerState;
  epochs: EpochRecord[];
  best: EpochOutcome;
  /** Training so far, validation left out. */
  trainingMs: number;
}

/** A CPU copy of a model: everything that predicting needs. */
export interface ModelSnapshot {
  model: ModelName;
  factors: number;
  hidden: number[];
  range: [number, number];
  /** Embedding row of each user code, 0 where the training part has no rating of the user. */
  userRows: Int32Array;
  productRows: Int32Array;
  /** Floats of an embedding row: the factors, then the bias if the model has one, then zeros up to a multiple of 4. */
  width: number;
  /** Rows × width, row-major; row 0 is the unknown user's. */
  users: Float32Array;
  products: Float32Array;
  /** Weights and biases of the dense layers, in the order of the layers; empty for dot products. */
  dense: { name: string; shape: number[]; values: Float32Array }[];
}

/** A training that cannot start or go on; `message` is a sentence for the person at the page. */
export class TrainingError extends Error {
  override name = "TrainingError";
}
