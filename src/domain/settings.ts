import type { BackendName } from "./names";
import type { SideRole } from "./roles";

/** A model by the name of its definition; see models/registry.ts. */
export type ModelName = string;

/** `leave-last-out` tests each user's last rating, validates on the one before; users with one rating train only. */
export const SPLIT_METHODS = ["random", "column", "time", "leave-last-out"] as const;
export type SplitMethod = (typeof SPLIT_METHODS)[number];

export const SCHEDULES = ["one-cycle", "constant"] as const;
export type Schedule = (typeof SCHEDULES)[number];

/** Everything that decides a Run. Same file, same settings, same backend: the same Run. */
export interface RunSettings {
  model: ModelName;
  /** The ranking model that is fitted beside a rating model, on the same split: lists are ordered by both. */
  ranker: ModelName | "none";
  /** Latent factors of each embedding table; `auto` is the reference rule, capped by the memory budget. */
  factors: number | "auto";
  /** Widths of the hidden layers of the models that have a network. */
  hidden: number[];
  /** Side features that a model which reads such may read, where the file has them. */
  sides: SideRole[];
  /** Half of the ratings of users with fewer of them train the unknown user, as a stranger's. */
  minimumRatings: number;
  /** Share of a hidden layer's outputs that is left out at each training step. */
  dropout: number;
  epochs: number;
  /** Stop after this many epochs without a better validation figure; null trains all epochs. */
  patience: number | null;
  /** Ratings per step; `auto` aims at some hundreds of steps an epoch. */
  batchSize: number | "auto";
  schedule: Schedule;
  /** Peak learning rate of the one-cycle schedule; the rate of the constant one. */
  learningRate: number;
  /** Decoupled weight decay: each step multiplies a weight by 1 - learning rate × decay. */
  weightDecay: number;
  /** Predictions lie between these; `auto` is half a step beyond the ratings' ends. */
  range: [number, number] | "auto";
  /**
   * A test rating from this one on is relevant to ranking; `auto` is three quarters up the scale: 4 of 1 to 5. Of
   * implicit feedback every row is relevant, whatever stands here.
   */
  relevantFrom: number | "auto";
  split: SplitMethod;
  /** The filter whose ratings alone are trained and measured on, as links write it; empty for all ratings. */
  only: string;
  seed: number;
  backend: BackendName | "auto";
}

/** The reference recipe (fastai's): what a model's defaults are the changes of. */
export const REFERENCE_SETTINGS: Omit<RunSettings, "model"> = {
  ranker: "none",
  factors: 32,
  hidden: [100, 50],
  sides: ["category", "brand", "year"],
  minimumRatings: 2,
  dropout: 0,
  epochs: 5,
  patience: null,
  batchSize: "auto",
  schedule: "one-cycle",
  learningRate: 5e-3,
  weightDecay: 0.1,
  range: "auto",
  relevantFrom: "auto",
  split: "random",
  only: "",
  seed: 42,
  backend: "auto",
};
