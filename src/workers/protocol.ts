/** What the page and the workers ask of each other, and answer: how a call travels is in call.ts. */

import type { SamplePreset } from "../domain/samples";
import type { RunSettings } from "../domain/settings";
import type { SplitSettings } from "../domain/split";
import type { PlacedTrace, TestTrace } from "../engine/evaluate/types";
import type { Filter, Predictions, Selection, Survey, Views } from "../engine/explore/types";
import type { RecommendColumns, TrainingColumns } from "../engine/read/copies";
import type { ReadProgress } from "../engine/read/progress";
import type { FileKind } from "../engine/read/reading/recognize";
import type { StretchRequest, StretchResult } from "../engine/read/reading/stretch";
import type { DatasetSummary, Preview, ReadOptions, ReadReport } from "../engine/read/types";
import type { Members } from "../engine/recommend/types";
import type { EarlierKind, EarlierModel, EarlierRefusals, Overlap } from "../engine/train/earlier/types";
import type { EpochRecord, RateSearch, RunResult, TrainingEvent } from "../engine/train/types";
import type { KeptParts, SoundParts } from "../engine/workspace/check/kept";
import type { Recomputed, Workspace } from "../engine/workspace/types";
import type { Call } from "./call";
import type { ExportCalls } from "./data/exportCalls";
import type { CustomerCalls } from "./recommend/customerCalls";
import type { MapCalls } from "./recommend/mapCalls";
import type { ProductCalls } from "./recommend/productCalls";

/**
 * Where ratings come from: dropped or picked files, pasted text, the built-in sample, or a Workspace. Several files are
 * read as one; those that hold details of products are joined to the others by product. Of a Workspace `dataset` is its
 * packed Dataset: its source is no longer at hand, so it can be read in no other way.
 */
export type RatingsSource =
  | { kind: "files"; files: File[] }
  | { kind: "text"; name: string; text: string }
  | { kind: "sample"; preset: SamplePreset }
  | { kind: "workspace"; name: string; sample: SamplePreset | null; dataset: Blob };

export interface ReadOutcome {
  summary: DatasetSummary;
  report: ReadReport;
  preview: Preview;
  forTraining: TrainingColumns;
  forRecommending: RecommendColumns;
}

export interface ReadInput {
  source: RatingsSource;
  options: ReadOptions;
  /** Choices of earlier readings, by the signature of the file's layout. */
  remembered: Record<string, ReadOptions>;
}

/** The first records as soon as they are known, then how far the reading is. */
export type ReadEvent = { type: "preview"; preview: Preview } | { type: "progress"; progress: ReadProgress };

/** How many bytes of a Workspace's files, unpacked, are written or read. */
export interface WorkspaceProgress {
  done: number;
  total: number;
}

export type DataCalls = ExportCalls & {
  /** What files that are opened together are, told before any is read whole. */
  recognize: Call<{ files: readonly File[] } & Omit<ReadInput, "source">, never, FileKind>;
  /** Guess dialect and column roles from the first records. */
  preview: Call<ReadInput, never, Preview>;
  /** Read the source whole. Replaces the worker's Dataset when it succeeds, leaves it when it fails. */
  read: Call<ReadInput, ReadEvent, ReadOutcome>;
  /** The Dataset with all that was said about it, packed (engine/workspace/datasetFile.ts). */
  packed: Call<null, never, Blob>;
  /**
   * A Workspace as one file. `filters` are those that its Runs trained on, by their text: the worker tells which part each
   * rating of the Dataset belongs to.
   */
  saveWorkspace: Call<{ workspace: Workspace; filters: Record<string, Filter> }, WorkspaceProgress, Blob>;
  /** What a Workspace file holds, checked. The worker's Dataset stays. */
  openWorkspace: Call<{ name: string; file: Blob }, WorkspaceProgress, Workspace>;
  /** The Dataset's columns once more, for a worker that was started anew; for training only the ratings that pass. */
  columns: Call<{ only: Filter }, never, Pick<ReadOutcome, "forTraining" | "forRecommending">>;
  /** The whole file, chart by chart, looked at in this way from now on. */
  survey: Call<{ views: Views }, never, Survey>;
  /** What passes the filter, chart by chart. */
  explore: Call<{ filter: Filter }, never, Selection>;
  /** What a Run predicted, by which can be filtered from then on; null for none. */
  predictions: Call<{ predictions: Predictions | null }, never, null>;
  /** Users and products with a rating that passes, by code: 1 for those that have one. */
  members: Call<{ filter: Filter }, never, Members>;
  /** The JSON files of a Workspace that this browser kept, found sound; fails with a sentence when they are not. */
  checkKept: Call<KeptParts, never, SoundParts>;
  /**
   * An earlier model in the codes of the open Dataset, for the ratings that pass, in this split; `start` is the packed
   * EarlierStart, `moved` counts the held-out ratings that its training has seen.
   */
  startFrom: Call<
    { earlier: EarlierModel; only: Filter; split: SplitSettings },
    never,
    { start: Blob; overlap: Overlap; refusals: EarlierRefusals; moved: number }
  >;
  /** Whether two packed Datasets hold the same ratings. */
  isSameDataset: Call<{ a: Blob; b: Blob }, never, boolean>;
  /** The rejected records of the last reading as CSV: line, reason, text. */
  rejectedCsv: Call<null, never, Blob>;
  /** The sample as a CSV file. */
  sampleCsv: Call<{ preset: SamplePreset }, { ratings: number; total: number }, Blob>;
};

/** What the data worker asks of the readers beside it. */
export type ReaderCalls = {
  read: Call<{ request: StretchRequest }, ReadProgress, StretchResult>;
};

/** A Run at the end of an epoch, as the page keeps it: the engine's Checkpoint, packed (engine/workspace/pack.ts). */
export interface StoredCheckpoint {
  epochs: EpochRecord[];
  bestEpoch: number;
  packed: Blob;
}

/** What training tells the page: the engine's events, its checkpoints as they are stored, and where it goes on from one. */
export type TrainProgress =
  | Exclude<TrainingEvent, { type: "checkpoint" }>
  | { type: "resumed"; epochs: EpochRecord[]; bestEpoch: number }
  | { type: "checkpoint"; checkpoint: StoredCheckpoint };

/** How a Run that begins, or goes on after an interruption, was last steered. */
export interface Steering {
  paused: boolean;
  stopped: boolean;
}

/** What an earlier Run on the same test rows predicted for them. */
export interface Rival extends TestTrace {
  run: number;
}

/**
 * A Run at its end: `best` is the packed ModelSnapshot of the best epoch, `packedTrace` the packed trace, `earlier` what is
 * still of use of the packed EarlierStart that it began with.
 */
export interface TrainedRun {
  result: RunResult;
  best: Blob;
  trace: PlacedTrace;
  packedTrace: Blob;
  earlier: Blob | null;
}

export type TrainCalls = {
  load: Call<{ columns: TrainingColumns }, never, null>;
  /**
   * Train one Run, from a packed checkpoint of the same Run where there is one; `earlier` is the packed EarlierStart of
   * one that continues an earlier model. Cancelling the call abandons it without a
   * result. Fails as DeviceLost when the GPU went away: the Run can go on in a fresh worker.
   */
  train: Call<
    { settings: RunSettings; from: Blob | null; earlier: Blob | null; steering: Steering; rivals: Rival[] },
    TrainProgress,
    TrainedRun
  >;
  /** Measure an earlier model, a packed EarlierStart, as it is. Cancelling the call abandons it without a result. */
  score: Call<{ settings: RunSettings; earlier: Blob; rivals: Rival[] }, never, TrainedRun>;
  /**
   * What the weights of a finished Run come to on its test part, on the CPU. `settings` with every `auto` resolved; the
   * columns are the ratings that they let through, whatever is trained on meanwhile; `earlier` for a Run that began with
   * an earlier model, its packed EarlierStart.
   */
  recompute: Call<
    {
      columns: TrainingColumns;
      settings: RunSettings;
      model: Blob;
      earlier: { kind: EarlierKind; start: Blob } | null;
    },
    never,
    Recomputed
  >;
  /** The trace of a Run of a Workspace. */
  openTrace: Call<{ packedTrace: Blob }, never, PlacedTrace>;
  /** Train a fresh model for some hundred steps at ever larger rates. Not while a Run is going. */
  findRate: Call<{ settings: RunSettings }, { step: number; steps: number; rate: number; loss: number }, RateSearch>;
  /** Steer the Run in progress: `step` runs one step and pauses again; `stop` ends it with the best epoch so far. */
  control: Call<{ action: "pause" | "resume" | "step" | "stop" }, never, null>;
};

export type RecommendCalls = CustomerCalls & ProductCalls & MapCalls;
