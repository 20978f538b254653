import type { AdamWStep } from "../backends/adamw";
import type { EarlierWeights } from "../backends/earlier";
import type { DenseParameter } from "../backends/rows";
import type { ModelShape } from "./definition";
import type { HybridOptions } from "./hybrid/posterior";
import { layerWidths, trainedColumns } from "./shapes";

export interface LearnerOptions {
  shape: ModelShape;
  /** Rows of the tables, the unknown row 0 included. */
  userRows: number;
  productRows: number;
  /** Positions of every batch. */
  batchSize: number;
  /** Predictions lie between these. */
  range: [number, number];
  seed: number;
  /** What `hybrid` alone needs. */
  hybrid?: HybridOptions;
  /** Weights to go on from; without them all start at random. */
  earlier?: EarlierWeights;
}

/** The ratings of one step, each array of the learner's batch size. */
export interface Batch {
  users: Int32Array;
  products: Int32Array;
  /** Rows of the side features, feature by feature for each rating: [batch × features]; empty where there are none. */
  sides: Int32Array;
  ratings: Float32Array;
  /** What each rating weighs in the loss: 1 / n for n ratings, 0 for the padding of a last, incomplete batch. */
  shares: Float32Array;
}

/** Weights on the CPU. */
export interface LearnerWeights {
  /** Floats of an embedding row. */
  width: number;
  users: Float32Array;
  products: Float32Array;
  /** Of `hybrid`; else empty. */
  sides: Float32Array;
  /** Of `hybrid` alone: what its prior pulls a user's means with, by column; see Priors.userPull. */
  userPull?: Float64Array;
  dense: DenseParameter[];
}

/**
 * Weights and optimiser as they stand in memory, in an order and layout of the learner's own: what training goes on
 * from, to the bit, in a learner of the same backend and options.
 */
export type LearnerState = (Float32Array | Float64Array)[];

/** A model on a backend, with its optimiser: it takes steps and predicts. */
export interface Learner {
  /** Steps that the device may owe the losses of while more are taken; 0 where each loss is there at once. */
  readonly queue: number;
  /** Train on one batch. */
  step(batch: Batch, adamw: AdamWStep): void;
  /** Mean squared errors before each step not yet taken, in order, until about `leave` steps are owed, none for 0. */
  takeLosses(leave: number): Promise<Float32Array>;
  /** Predicted ratings of a batch of rows. */
  predict(rows: Pick<Batch, "users" | "products" | "sides">): Promise<Float32Array>;
  /** Copy all current weights to the CPU. */
  read(): LearnerWeights;
  /** Weights and optimiser; the arrays are valid until the next step: copy them before. */
  save(): LearnerState;
  /** Go on from there. */
  restore(state: LearnerState): void;
  dispose(): void;
}

/** Trained weights, the padding and the unknown rows not counted. */
export function countParameters({ shape, userRows, productRows, hybrid }: LearnerOptions): number {
  const sideRows = hybrid ? hybrid.sideCounts.length - 1 : 0;
  const layers = layerWidths(shape);
  const dense = layers.slice(1).reduce((sum, outputs, layer) => sum + (layers[layer] + 1) * outputs, 0);
  return (userRows - 1 + productRows - 1 + sideRows) * trainedColumns(shape) + dense;
}
