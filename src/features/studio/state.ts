import type { BackendName } from "../../domain/names";
import type { SamplePreset } from "../../domain/samples";
import type { ModelName, RunSettings } from "../../domain/settings";
import type { Filter, Selection, Survey, Views } from "../../engine/explore/types";
import type { ReadProgress } from "../../engine/read/progress";
import type { DatasetSummary, Preview, ReadOptions, ReadReport } from "../../engine/read/types";
import type { EpochRecord, RateSearch, RunResult, TrainingEvent } from "../../engine/train/types";
import type { RunOrigin } from "../../engine/workspace/types";
import type { RatingsSource } from "../../workers/protocol";
import type { KeepSlice } from "../keep/keepState";
import type { WorkspaceSlice } from "../keep/workspaceState";
import type { MapSlice } from "../recommend/store/mapState";
import type { ProductSlice } from "../recommend/store/productState";
import type { RecommendSlice } from "../recommend/store/recommendState";
import type { ExportSlice } from "../report/store/exportState";
import type { ReportSlice } from "../report/store/reportState";
import type { EarlierSlice } from "../train/store/earlierState";

export type { RecommendSlice } from "../recommend/store/recommendState";

export const SCREENS = ["data", "explore", "train", "recommend", "report"] as const;
export type Screen = (typeof SCREENS)[number];

/** The parts of the Recommend screen. */
export const TABS = ["customer", "new", "products", "map", "compare", "bulk"] as const;
export type Tab = (typeof TABS)[number];

/** The Dataset that every screen shows, with all that was said about it while it was read. */
export interface LoadedData {
  source: RatingsSource;
  /** True for the built-in sample, which a first visit opens on. */
  isSample: boolean;
  summary: DatasetSummary;
  report: ReadReport;
  preview: Preview;
}

/** A reading that failed; what it needs to be tried again is kept. */
export interface FailedReading {
  name: string;
  /** A sentence for the person who opened the source. */
  message: string;
  /** The first records, where they could be told apart: other column roles may make the file readable. */
  preview: Preview | null;
  /** True when the worker was lost, so that the same reading may well succeed. */
  workerLost: boolean;
}

export interface DataSlice {
  data: LoadedData | null;
  /**
   * The reading in progress; the loaded data stay until it succeeds. `unpacked` of a Workspace file: bytes of the files
   * in it.
   */
  reading: {
    name: string;
    progress: ReadProgress | null;
    preview: Preview | null;
    unpacked?: { done: number; total: number };
  } | null;
  /** Why the last reading did not replace the data. */
  readError: FailedReading | null;
  /** The sample being written as CSV. */
  savingSample: { preset: SamplePreset; ratings: number; total: number } | null;
  openSource(source: RatingsSource, options?: ReadOptions): Promise<void>;
  openSample(preset: SamplePreset): Promise<void>;
  /** Re-read the loaded source with these choices besides those that count, and remember them for such files. */
  reread(change: ReadOptions): Promise<void>;
  /** Forget the choices for files with these columns, and re-read the source by guesses alone. */
  forgetChoices(): Promise<void>;
  /** Read the source that failed once more, with these choices besides those made before. */
  retryReading(change?: ReadOptions): Promise<void>;
  cancelReading(): void;
  dismissReadError(): void;
  /** Build the CSV in the worker and hand it to the browser as a download. */
  saveRejected(): Promise<void>;
  saveSample(preset: SamplePreset): Promise<void>;
}

/** A change of some parts of a filter; undefined takes a part away. */
export type FilterChange = { [D in keyof Filter]?: Filter[D] | undefined };

export interface ExploreSlice {
  /** Which ratings are looked at. */
  filter: Filter;
  /** Filters to go back to, the last one last. */
  pastFilters: Filter[];
  views: Views;
  /** The whole file, chart by chart; null until it was looked through. */
  survey: Survey | null;
  /** What passes `shown`; it belongs to `survey`. */
  selection: Selection | null;
  /** The filter that `selection` answers: `filter`, or one that was set shortly before. */
  shown: Filter;
  /** True while an answer is awaited. */
  exploring: boolean;
  /** True while a brush is moved: what is shown then is worth no announcement. */
  brushing: boolean;
  /** Why there is none: a sentence. */
  exploreError: string | null;
  /** `moving` while a brush is dragged: all of its moves are one step back. */
  changeFilter(change: FilterChange, phase?: "moving" | "done"): void;
  /** Another filter as a whole; an empty one is a reset, which can be taken back too. */
  setFilter(filter: Filter): void;
  undoFilter(): void;
  setViews(change: Partial<Views>): void;
  /** Read the source and look through it once more, after the worker was lost. */
  retryExplore(): Promise<void>;
}

export interface SettingsSlice {
  settings: RunSettings;
  /** The model that had to give way because the loaded data have no ratings; null where none had to. */
  replacedModel: ModelName | null;
  screen: Screen;
  /** The part of the Recommend screen in view. */
  tab: Tab;
  colorScheme: "light" | "dark" | "auto";
  setSettings(change: Partial<RunSettings>): void;
  setScreen(screen: Screen): void;
  setTab(tab: Tab): void;
  setColorScheme(scheme: "light" | "dark" | "auto"): void;
}

export type ShownPhase = Extract<TrainingEvent, { type: "phase" }>["phase"];

/** One Run on the page, from its start. Its batch losses are in `lossHistory`, by the Run's id. */
export interface RunState {
  id: number;
  settings: RunSettings;
  /** `interrupted` by a reload, or with its tab: it can be resumed. */
  status: "running" | "paused" | "stopping" | "finished" | "failed" | "interrupted";
  /** True of a Run that came with a Workspace and has not gone on since. */
  isRestored?: boolean;
  /** `first visit` when the page trained by itself on the built-in sample. */
  startedBy: "person" | "first visit";
  phase: ShownPhase | null;
  device: { name: BackendName; renderer: string | null; reason: string } | null;
  plan: { steps: number; stepsPerEpoch: number; batchSize: number; parameters: number } | null;
  progress: { step: number; epoch: number; ratingsPerSecond: number; secondsLeft: number } | null;
  /** How far the Bayesian member of a blend is; null before it begins. */
  sweep: { pass: number; sweep: number; sweeps: number } | null;
  /** Which fold is measured; left out before the first. */
  fold?: { fold: number; folds: number };
  epochs: EpochRecord[];
  bestEpoch: number | null;
  result: RunResult | null;
  /** What was mended on the way, in sentences: a lost GPU, a loss that was no number. */
  notes: string[];
  /** A sentence, when status is `failed`. */
  error: string | null;
  /** The earlier model that it began with; null for a Run from the beginning. */
  earlier: RunOrigin | null;
}

/** The search for a learning rate: in progress until it has a result or an error. */
export interface RateSearchState {
  /** What was searched with; a result for other settings is out of date. */
  settings: RunSettings;
  step: number;
  steps: number;
  /** The steps so far; the result's curve replaces them. */
  points: { rate: number; loss: number }[];
  result: RateSearch | null;
  /** Why there is no result: a sentence. */
  error: string | null;
}

export interface RunsSlice {
  /** Runs on the loaded data, oldest first. Opening other data empties the list. */
  runs: RunState[];
  /** The id of the Run that Train, Recommend and Report show; null before the first. */
  selectedRun: number | null;
  /** Grows whenever `lossHistory` grew; charts subscribe to it (at most 15 times a second). */
  lossVersion: number;
  /** Train with the current settings; resolves when the Run has ended. Does nothing while a Run is going. */
  train(startedBy?: RunState["startedBy"]): Promise<void>;
  /** Go on with an interrupted Run to where it would have ended. Does nothing while another is going. */
  resumeRun(id: number): Promise<void>;
  /** Take an interrupted Run away; it can be brought back until another Run begins or other data are opened. */
  discardRun(id: number): void;
  /** The Run that was discarded last; null where there is nothing to bring back. */
  discarded: RunState | null;
  undoDiscard(): void;
  dismissDiscarded(): void;
  control(action: "pause" | "resume" | "step" | "stop"): Promise<void>;
  selectRun(id: number): void;
  /** The newest search for a learning rate; null before the first, and after one was cancelled. */
  rateSearch: RateSearchState | null;
  /** Search with the current settings; resolves when it has ended. Does nothing while a Run or a search is going. */
  findRate(): Promise<void>;
  cancelFindRate(): void;
}

export type State = DataSlice &
  ExploreSlice &
  SettingsSlice &
  RunsSlice &
  RecommendSlice &
  ProductSlice &
  MapSlice &
  ReportSlice &
  EarlierSlice &
  ExportSlice &
  WorkspaceSlice &
  KeepSlice;
