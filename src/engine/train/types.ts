import type { Conformal } from "../../domain/intervals";
import type { BackendName } from "../../domain/names";
import type { SideRole } from "../../domain/roles";
import type { ModelName, RunSettings } from "../../domain/settings";
import type { SplitMethod } from "../../domain/split";
import type { LearnerState } from "../../models/learner";
import type { ModelSnapshot } from "../../models/snapshot";
import type {
  BaselineComparison,
  BaselineName,
  BaselineResult,
  BiasTest,
  Comparison,
  ErrorFigures,
  ErrorReport,
  ListStanding,
  Outcome,
  RankingFigures,
  SegmentTable,
} from "../evaluate/types";

export interface EpochRecord {
  /** 1-based. */
  epoch: number;
  /** Mean squared error over the epoch's batches, as they were trained. */
  trainLoss: number;
  /** Mean squared error over the validation part; the softmax loss there for a ranking objective. */
  validationLoss: number | null;
  validationRmse: number | null;
  /** Validation RMSE over known and over new users. */
  validationKnown: number | null;
  validationNew: number | null;
  /** For a ranking objective. */
  validationNdcg10: number | null;
  ms: number;
  /** Of a model that is sampled, whose epochs are sweeps: false in the burn-in; see `SweepRecord`. */
  counts?: boolean;
}

/** The mean of a sampled model's predictions after one of its sweeps. */
export interface SweepRecord {
  /** 1-based. */
  sweep: number;
  /** Mean squared errors of the mean of the sweeps so far. */
  trainLoss: number;
  validationLoss: number | null;
  /** False in the burn-in. The mean begins anew with the first sweep that counts, so its errors may rise there once. */
  counts: boolean;
}

/** A member of a blend as its weight was found, and what it comes to by itself. */
export interface MemberRecord {
  model: string;
  label: string;
  weight: number;
  /** Before it was fitted to the validation part too. */
  validationRmse: number | null;
  testRmse: number | null;
  /** Of a member that is sampled: its sweeps over the training part. */
  sweeps?: SweepRecord[];
}

/** A figure over folds: mean, sample standard deviation, and each fold's. */
export interface FoldSpread {
  mean: number;
  deviation: number | null;
  each: number[];
}

/** Null where a fold has no such figure. */
export interface FoldFigures {
  rmse: FoldSpread | null;
  ndcg10: FoldSpread | null;
}

/** Test figures of the same training on so many random cuts, each rating tested once. */
export interface FoldResult {
  count: number;
  run: FoldFigures;
  baselines: (FoldFigures & { name: BaselineName })[];
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
    /** Side features that the model read: distinct known values, and ids whose ratings disagreed on theirs. */
    sides: { role: SideRole; values: number; conflicts: number }[];
    epochs: EpochRecord[];
    bestEpoch: number;
    ratingsPerSecond: number;
    trainMs: number;
    /** Of a blend: its members. */
    members?: MemberRecord[];
    /** True when the Run ended before its last epoch: a person stopped it, or its loss was no longer a number. */
    stopped: boolean;
    /** What went wrong and was mended on the way, and what to do about it: sentences. */
    notes: string[];
  };
  /** All errors, here and below, are null for a Run that only ranks, and of implicit feedback for the baselines too. */
  validation: ErrorFigures;
  /** For a seeded sample of users of the validation part; null where none has a relevant product there. */
  validationRanking: RankingFigures | null;
  /** Errors on the test part and, for the ten best of the catalogue, ranking; null where nothing can be ranked. */
  test: ErrorReport & {
    ranking: RankingFigures | null;
    /** The same users' lists by predicted rating alone, where the Run has a ranking model beside; else null. */
    ratingOrder: RankingFigures | null;
    segments: SegmentTable[];
    /** For each pair of a product's and a user's segment that the file has and that can be estimated. */
    biasTests: BiasTest[];
  };
  /** Null for a Run that only ranks, and with too few validation ratings. */
  conformal: Conformal | null;
  baselines: BaselineResult[];
  /**
   * Against the baseline of least validation RMSE, by RMSE, or against all baselines where the validation part is too small
   * to say which is the best; for a ranking objective by NDCG@10 in the same way. Null with fewer than six test users.
   */
  comparison: BaselineComparison | null;
  /** The outcome of that comparison. */
  verdict: Outcome | null;
  /** What its lists come to; null where nothing could be ranked. */
  lists: ListStanding | null;
  /** Against each earlier Run on the same test rows: by RMSE, or by NDCG@10 where one of the two only ranks. */
  rivals: (Comparison & { run: number })[];
  /** Of a Run that was asked for folds. */
  folds?: FoldResult;
}

/** How the loss answers to ever larger learning rates, and the rate to train with. */
export interface RateSearch {
  /** Rate of each step tried, rising, and the smoothed training loss after it. */
  rates: Float32Array;
  losses: Float32Array;
  /** Null when the curve shows none, with the reason in `note`. */
  suggestion: number | null;
  /** A sentence: where the suggestion comes from, or why there is none. */
  note: string;
}

export type RunPhase =
  | "splitting"
  | "choosing backend"
  | "warming up"
  | "training"
  | "validating"
  | "sampling"
  | "training again"
  | "learning lists"
  | "testing"
  | "folds";

/** What training tells while it runs. */
export type TrainingEvent =
  | { type: "phase"; phase: RunPhase }
  | { type: "backend"; name: BackendName; renderer: string | null; reason: string }
  | { type: "started"; steps: number; stepsPerEpoch: number; batchSize: number; parameters: number }
  /** Batch losses since the last event: loss[i] belongs to step firstStep + i (0-based). */
  | { type: "batches"; firstStep: number; loss: Float32Array }
  | { type: "progress"; step: number; epoch: number; ratingsPerSecond: number; secondsLeft: number; paused: boolean }
  | { type: "epoch"; record: EpochRecord; best: boolean }
  /** Of a blend's Bayesian member; the second pass learns from validation too, which can then tell nothing. */
  | { type: "sweep"; pass: number; sweeps: number; record: SweepRecord }
  /** Which of so many folds is measured from now on. */
  | { type: "fold"; fold: number; folds: number }
  /** The weights after an epoch, for the recommendation worker. */
  | { type: "weights"; epoch: number; model: ModelSnapshot }
  /** From here the Run can go on in another worker. Its arrays are valid until the listener returns: copy them. */
  | { type: "checkpoint"; checkpoint: Checkpoint };

/** What an epoch left behind: the record, the weights, and what they predict for the held-out parts. */
export interface EpochOutcome {
  record: EpochRecord;
  model: ModelSnapshot;
  /** Ratings; both empty for a ranking objective. */
  validationPredictions: Float32Array;
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

/** A training that cannot start or go on; `message` is a sentence for the person at the page. */
export class TrainingError extends Error {
  override name = "TrainingError";
}
