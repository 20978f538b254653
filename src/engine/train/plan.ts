import type { RunSettings } from "../../domain/settings";
import type { LearnerOptions } from "../../models/learner";
import { ratingModelOf, steppedModelOf } from "../../models/registry";
import type { Split } from "../evaluate/part";
import { relevantFromOf } from "../evaluate/ranking";
import type { TrainingColumns } from "../read/copies";
import { automaticBatchSize } from "./batches";
import type { EarlierStart } from "./earlier/types";
import { earlierWeights } from "./earlier/weights";
import { startHybrid } from "./hybridStart";
import { automaticFactors } from "./memory";
import { automaticRange } from "./range";
import { mapRows, type RowMap } from "./rowMap";
import { type SideRows, sideRows } from "./sideRows";
import { splitRatings, withoutSeen } from "./split";
import { TrainingError } from "./types";

/** A Run before its first step: which rows train, in which steps. */
export interface RunPlan {
  /** `moved` ratings train because an earlier training has seen them. */
  split: Split & { moved: number };
  users: RowMap;
  products: RowMap;
  stepsPerEpoch: number;
  steps: number;
  /** The settings with every `auto` but the backend's resolved. */
  settings: RunSettings;
}

/** A Run that learns to predict ratings. */
export interface RatingPlan extends RunPlan {
  /** Of a model that reads side features; else null. */
  sides: SideRows | null;
  learner: LearnerOptions;
}

/** Ratings for a second training, with the training part of the first: only values there have rows, which stay the same. */
export interface TrainedAgain {
  train: Int32Array;
  valuesOf: Int32Array;
}

/** Who trains, and on which rows: what every Run is planned with. */
export interface PlannedSplit {
  split: RunPlan["split"];
  users: RowMap;
  products: RowMap;
}

/** Rejects with TrainingError when the data cannot be split as asked; `parts` are those to take instead. */
export function planSplit(
  columns: TrainingColumns,
  settings: RunSettings,
  start: EarlierStart | null,
  parts: Split | null = null,
): PlannedSplit {
  const split = withoutSeen(parts ?? splitRatings(columns, settings), start?.seen ?? null);
  const users = mapRows(columns.user, columns.users, split.train);
  const products = mapRows(columns.product, columns.products, split.train);
  return { split, users, products };
}

/** @throws TrainingError for a decay that takes more than a weight has. */
export function requireDecay({ learningRate, weightDecay }: RunSettings): void {
  if (learningRate * weightDecay >= 1) {
    throw new TrainingError("Learning rate × weight decay must be below 1: a step would take more than a weight has.");
  }
}

/**
 * Resolve the settings against the data, and against the earlier model that the Run continues where there is one. Rejects
 * with TrainingError when the data cannot be split as asked, or the earlier model is of another shape.
 * @param again what it is trained on a second time, where it is; without validation and test part
 */
export async function planRun(
  columns: TrainingColumns,
  settings: RunSettings,
  breathe: () => Promise<void>,
  start: EarlierStart | null = null,
  again: TrainedAgain | null = null,
): Promise<RatingPlan> {
  const { network, reads, mostEpochs } = ratingModelOf(settings.model);
  // Rows that are held by their priors do not decay: only a network does.
  if (network !== "optional" || settings.hidden.length > 0) requireDecay(settings);
  const none = new Int32Array(0);
  const parts = again && { train: again.train, validation: none, test: none };
  const { split, users, products } = planSplit(columns, settings, start, parts);
  const epochs = Math.min(settings.epochs, mostEpochs?.(split.train.length) ?? settings.epochs);
  const readsSides = reads !== "none";
  const { sides: wantedSides, minimumRatings } = settings;
  const sides = readsSides ? sideRows(columns, split.train, wantedSides, users, minimumRatings, again?.valuesOf) : null;
  const wanted =
    settings.batchSize === "auto" ? automaticBatchSize(split.train.length, settings.model) : settings.batchSize;
  const batchSize = Math.min(wanted, split.train.length);
  const range = settings.range === "auto" ? automaticRange(columns) : settings.range;
  const stepsPerEpoch = Math.ceil(split.train.length / batchSize);
  const steps = stepsPerEpoch * epochs;
  const { model, seed } = settings;
  const learner: LearnerOptions = {
    shape: { model: steppedModelOf(model), factors: 0, hidden: settings.hidden, features: sides?.features.length ?? 0 },
    userRows: users.rows,
    productRows: products.rows,
    batchSize,
    range,
    seed,
  };
  const factors = settings.factors === "auto" ? automaticFactors(learner) : settings.factors;
  learner.shape.factors = factors;
  if (sides) {
    const schedule = { stepsPerEpoch, steps };
    learner.hybrid = await startHybrid(columns, split, { users, products, sides }, range, schedule, settings, breathe);
    // Biases of known ids are about the mean that they were learnt with.
    learner.hybrid.offset = start?.model?.hybrid?.offset ?? learner.hybrid.offset;
  }
  if (start) learner.earlier = earlierWeights(columns, { users, products, sides, learner }, start);
  return {
    split,
    users,
    products,
    sides,
    learner,
    stepsPerEpoch,
    steps,
    settings: {
      ...settings,
      factors,
      epochs,
      batchSize,
      range,
      relevantFrom: relevantFromOf(columns, settings.relevantFrom),
    },
  };
}
