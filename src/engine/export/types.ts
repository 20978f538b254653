import type { SideRole } from "../../domain/roles";
import type { ModelName, RunSettings } from "../../domain/settings";
import type { LikedFrom } from "../../models/snapshot";
import type { RunResult } from "../train/types";
import type { RunOrigin } from "../workspace/types";

export const MODEL_FORMAT = "collabnn-model";
/** Raised when a page before could not read what is written from then on. */
export const MODEL_VERSION = 1;

/** What a finished Run measured: what the weights are to come to elsewhere. Null where there is no such figure. */
export interface Measured {
  validationRmse: number | null;
  testRmse: number | null;
  testMae: number | null;
  testNdcg10: number | null;
  testRatings: number;
}

/** A side feature of `hybrid`. */
export interface ConfigFeature {
  role: SideRole | "stranger";
  of: "user" | "product";
  /** One row for all, of the newest year; null where `features.<i>.row` has it by id. */
  row: number | null;
  /** Row of each value in the table of features; of `stranger` none. */
  values: Record<string, number>;
}

/** What predicts by itself, alone or within a blend. */
export interface MemberConfig {
  model: ModelName;
  factors: number;
  hidden: number[];
  range: [number, number];
  /** From score to rating: through a sigmoid onto the range, or as it is, held within the range. */
  link: "sigmoid" | "identity";
  /** How a prediction is computed, in the names of the tensors. */
  formula: string;
  /** Of `hybrid`, of `averages`, and of the identity link. */
  offset?: number;
  userPull?: number[];
  /** Of `hybrid` and `bayesian`: those of the user's side first. */
  features?: ConfigFeature[];
  stranger?: number;
  /** Of `bayesian`. */
  history?: ConfigHistory;
  years?: ConfigYears;
  /** Of `averages`: parts of an id that is not there. */
  unknownUser?: number;
  unknownProduct?: number;
}

/** How `bayesian` sees who is not in its tables. */
export interface ConfigHistory {
  /** Ratings from which on a history is read. */
  least: number;
  /** Bias by ⌈log₂(1 + number of ratings)⌉, up to the last. */
  countBias: number[];
}

/** Rows of the years of `bayesian` among its features, from the first year on. */
export interface ConfigYears {
  first: number;
  rows: number[];
}

/** The ranking model: alone, or beside a rating model. */
export interface ConfigLists {
  form: "primal" | "dual";
  lambda: number;
  popularity: number;
  liked: LikedFrom | null;
}

/** `config.json` of an exported model. */
export interface ModelConfig extends MemberConfig {
  format: typeof MODEL_FORMAT;
  version: number;
  /** Name of the ratings. */
  trainedOn: string;
  /** Of `pooled-history`. */
  longest?: number;
  /** Of a blend. */
  members?: (MemberConfig & { weight: number })[];
  /** Of a blend: how softly the sum is brought into the range; held to it without. */
  softness?: number;
  lists?: ConfigLists;
  settings: RunSettings | null;
  measured?: Measured;
}

/** A finished Run that is exported. */
export interface ExportedRun {
  /** The packed ModelSnapshot. */
  model: Blob;
  result: RunResult;
  /** The packed EarlierStart of a Run that began with an earlier model. */
  earlier: { kind: RunOrigin["kind"]; start: Blob } | null;
}

/** What is written beside one another: bytes of the files, unpacked. */
export interface ExportProgress {
  phase: "collecting" | "packing";
  done: number;
  total: number;
}
