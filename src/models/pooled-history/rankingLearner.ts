import type { AdamWStep } from "../../backends/adamw";
import type { EarlierRows } from "../../backends/earlier";
import type { ModelShape } from "../definition";
import type { LearnerState } from "../learner";

/** What decides the size of a `pooled-history` model and of its steps. */
export interface RankingOptions {
  shape: ModelShape;
  /** Rows of either table: row 0 for nothing, the products of the training part, then the values of their segments. */
  rows: number;
  /** Rows that are products, row 0 included. */
  productRows: number;
  /** Examples of every batch. */
  batchSize: number;
  /** Input rows summed for one example, at most. */
  tokens: number;
  /** Candidates of a batch, at most. */
  candidates: number;
  /** Output rows summed for one candidate: its own and those of its segments. */
  rowsPerProduct: number;
  seed: number;
  /** Rows to go on from; without them inputs start at random and outputs at zero. */
  earlier?: { inputs: EarlierRows; outputs: EarlierRows };
}

/**
 * The examples of one step. An example is a user's history without the target, and the target. Row 0 stands for nothing.
 * The score of a candidate is (scale × sum of the example's input rows) · (sum of the candidate's output rows) + offset.
 */
export interface RankingBatch {
  /** Input rows of example i: tokens[starts[i] .. starts[i + 1]). */
  tokens: Int32Array;
  /** Batch size + 1. */
  starts: Int32Array;
  scales: Float32Array;
  /** Output rows of candidate j: candidates[j × rowsPerProduct ..]; the first `candidateCount` candidates are valid. */
  candidates: Int32Array;
  candidateCount: number;
  /** Log of a candidate's prior share, less the log of how often it is expected among the candidates. */
  offsets: Float32Array;
  /** The target's place among the candidates. */
  targets: Int32Array;
  /** Candidates that are no choice of example i, being in its history: masked[maskStarts[i] .. maskStarts[i + 1]). */
  masked: Int32Array;
  /** Batch size + 1. */
  maskStarts: Int32Array;
  /** What each example weighs in the loss: 1 / n for n examples, 0 for the padding of a last, incomplete batch. */
  shares: Float32Array;
}

/** The tables on the CPU, rows × width each, row-major. */
export interface RankingWeights {
  width: number;
  inputs: Float32Array;
  outputs: Float32Array;
}

/** A `pooled-history` model on a backend, with its optimiser; what is not told here is as in `Learner`. */
export interface RankingLearner {
  readonly queue: number;
  /** One step on the softmax loss of the batch, in nats. */
  step(batch: RankingBatch, adamw: AdamWStep): void;
  takeLosses(leave: number): Promise<Float32Array>;
  read(): RankingWeights;
  save(): LearnerState;
  restore(state: LearnerState): void;
  dispose(): void;
}

/** An offset or a mask that leaves a candidate no chance: exp(−1e9) is 0. */
export const NO_CHANCE = -1e9;

/** Floats of a row: whole groups of eight, which the kernels' layers work on. */
export function rankingWidth({ shape }: RankingOptions): number {
  return Math.ceil(shape.factors / 8) * 8;
}

/** Trained weights, the padding and row 0 not counted. */
export function countRankingParameters({ rows, shape }: RankingOptions): number {
  return 2 * (rows - 1) * shape.factors;
}
