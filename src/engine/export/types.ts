import type { SideRole } from "../dataset/types";
import type { ModelName, RunSettings } from "../training/types";

export const MODEL_FORMAT = "collabnn-model";
export const MODEL_VERSION = 1;

/** `config.json` of an exported model: see docs/export.md. */
export interface ModelConfig {
  format: typeof MODEL_FORMAT;
  version: number;
  model: ModelName;
  trainedOn: string;
  factors: number;
  hidden: number[];
  range: [number, number];
  /** From score to rating: through a sigmoid onto the range, or as it is, held within the range. */
  link: "sigmoid" | "identity";
  /** How a prediction is computed, in words. */
  formula: string;
  /** Of `hybrid`. */
  offset?: number;
  /** `row` is one for all; null where `features.<i>.row` has it by id. */
  features?: { role: SideRole | "stranger"; of: "user" | "product"; row: number | null }[];
  stranger?: number;
  userPull?: number[];
  /** Row of each year in the table of features. */
  years?: Record<string, number>;
  /** Of `pooled-history`. */
  longest?: number;
  settings: RunSettings | null;
}
