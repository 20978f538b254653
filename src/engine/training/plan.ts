import type { LearnerOptions } from "../model/learner";
import { automaticBatchSize } from "./batches";
import { automaticRange } from "./range";
import { mapRows, type RowMap } from "./rowMap";
import { type Split, splitRatings } from "./split";
import { type RunSettings, type TrainingColumns, TrainingError } from "./types";

/** A Run before its first step: who trains, on which rows, in which steps. */
export interface RunPlan {
  split: Split;
  users: RowMap;
  products: RowMap;
  learner: LearnerOptions;
  stepsPerEpoch: number;
  steps: number;
  /** The settings with every `auto` but the backend's resolved. */
  settings: RunSettings;
}

/** Resolve the settings against the data. Throws TrainingError when the data cannot be split as asked. */
export function planRun(columns: TrainingColumns, settings: RunSettings): RunPlan {
  if (settings.learningRate * settings.weightDecay >= 1) {
    throw new TrainingError("Learning rate × weight decay must be below 1: a step would take more than a weight has.");
  }
  const split = splitRatings(columns, settings.split, settings.seed);
  const users = mapRows(columns.user, columns.users, split.train);
  const products = mapRows(columns.product, columns.products, split.train);
  const wanted = settings.batchSize === "auto" ? automaticBatchSize(split.train.length) : settings.batchSize;
  const batchSize = Math.min(wanted, split.train.length);
  const range = settings.range === "auto" ? automaticRange(columns) : settings.range;
  const stepsPerEpoch = Math.ceil(split.train.length / batchSize);
  const { model, factors, hidden, seed } = settings;
  return {
    split,
    users,
    products,
    learner: {
      shape: { model, factors, hidden },
      userRows: users.rows,
      productRows: products.rows,
      batchSize,
      range,
      seed,
    },
    stepsPerEpoch,
    steps: stepsPerEpoch * settings.epochs,
    settings: { ...settings, batchSize, range },
  };
}

/** Share of the test ratings whose user has no rating in the training part, 0 to 1; 0 without test ratings. */
export function newUserShare(columns: TrainingColumns, { split, users }: RunPlan): number {
  if (split.test.length === 0) return 0;
  let fresh = 0;
  for (const i of split.test) if (users.rowOf[columns.user[i]] === 0) fresh++;
  return fresh / split.test.length;
}
