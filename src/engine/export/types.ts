import type { SideRole } from "../../domain/roles";
import type { ModelName, RunSettings } from "../../domain/settings";
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

/** `config.json` of an exported model. */
export interface ModelConfig {
  format: typeof MODEL_FORMAT;
  version: number;
  model: ModelName;
  /** Name of the ratings. */
  trainedOn: string;
  factors: number;
  hidden: number[];
  range: [number, number];
  /** From score to rating: through a sigmoid onto the range, or as it is, held within the range. */
  link: "sigmoid" | "identity";
  /** How a prediction is computed, in the names of the tensors. */
  formula: string;
  /** Of `hybrid`, and of the identity link. */
  offset?: number;
  userPull?: number[];
  /** Of `hybrid`: those of the user's side first. */
  features?: ConfigFeature[];
  stranger?: number;
  /** Of `pooled-history`. */
  longest?: number;
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
