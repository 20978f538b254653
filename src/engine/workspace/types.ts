import type { BackendName } from "../../domain/names";
import type { SamplePreset } from "../../domain/samples";
import type { RunSettings } from "../../domain/settings";
import type { KeptRejections } from "../read/reading/rejections";
import type { Dataset, Preview, ReadReport } from "../read/types";
import type { EarlierKind } from "../train/earlier/types";
import type { EpochRecord, RunResult } from "../train/types";

/** Raised when a workspace of this version could not be read by the page before it. */
export const WORKSPACE_VERSION = 1;
export const WORKSPACE_FORMAT = "collabnn-workspace";

/** What is kept of a Run beside its record; each file is there where the Run has it. */
export const RUN_FILES = {
  /** Batch losses by step: float32, little-endian; NaN where one is not known. */
  losses: "losses.f32",
  model: "model.safetensors",
  trace: "trace.safetensors",
  checkpoint: "checkpoint.safetensors",
  /** The packed EarlierStart of a Run that began with an earlier model. */
  earlier: "earlier.safetensors",
} as const;
export type RunFile = keyof typeof RUN_FILES;

/** The name within the Workspace of a Run's record, and of a file of it. */
export const recordName = (run: number): string => `runs/${run}/run.json`;
export const runFileName = (run: number, file: RunFile): string => `runs/${run}/${RUN_FILES[file]}`;

/** Part of each rating of the Dataset in a Run, one byte each, in file order: for other programs. */
export const splitName = (run: number): string => `runs/${run}/split.u8`;
/** `leftOut` by the filter that the Run trained on, or because it is in no part. */
export const SPLIT_PARTS = { train: 0, validation: 1, test: 2, leftOut: 255 } as const;

export interface WorkspaceManifest {
  format: typeof WORKSPACE_FORMAT;
  version: number;
  /** When it was written: ISO 8601, UTC. */
  saved: string;
  dataset: {
    name: string;
    /** Which of the built-in samples it is; null for a person's own ratings. */
    sample: SamplePreset | null;
    ratings: number;
    users: number;
    products: number;
  };
  /** Of the next Run. */
  settings: RunSettings;
  /** Ids of the Runs, oldest first. */
  runs: number[];
  selectedRun: number | null;
}

/** One Run as it is kept: what the page knows of it. A Run that still trained is `interrupted`. */
export interface RunRecord {
  id: number;
  settings: RunSettings;
  startedBy: "person" | "first visit";
  status: "finished" | "failed" | "interrupted";
  device: { name: BackendName; renderer: string | null; reason: string } | null;
  plan: { steps: number; stepsPerEpoch: number; batchSize: number; parameters: number } | null;
  epochs: EpochRecord[];
  bestEpoch: number | null;
  result: RunResult | null;
  notes: string[];
  error: string | null;
  /** The model that it began with; null for a Run from the beginning. */
  earlier: RunOrigin | null;
}

/** Where a Run comes from that was scored, or continued, with the model of an earlier one. */
export interface RunOrigin {
  kind: EarlierKind;
  /** Of the ratings that the model was trained on. */
  name: string;
  /** Of its Run there; null for a model from elsewhere. */
  run: number | null;
  /** Ratings that are in the training part because the model had seen them, and not held out as the settings have it. */
  moved: number;
}

/** A Dataset with all that was said about it while it was read. */
export interface KeptDataset {
  dataset: Dataset;
  report: ReadReport;
  preview: Preview;
  rejections: KeptRejections;
}

/** What the stored weights of a Run come to on its test part; null where the model gives no such figure. */
export interface Recomputed {
  rmse: number | null;
  mae: number | null;
  ndcg10: number | null;
}

/** One Run as a Workspace holds it. */
export interface KeptRun {
  record: RunRecord;
  files: ReadonlyMap<RunFile, Blob>;
}

/** A whole Workspace. */
export interface Workspace {
  manifest: WorkspaceManifest;
  /** The packed Dataset; see engine/workspace/datasetFile.ts. */
  dataset: Blob;
  runs: readonly KeptRun[];
}
