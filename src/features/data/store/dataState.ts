import type { SamplePreset } from "../../../domain/samples";
import type { ReadProgress } from "../../../engine/read/progress";
import type { DatasetSummary, Preview, ReadOptions, ReadReport } from "../../../engine/read/types";
import type { RatingsSource } from "../../../workers/protocol";
import type { Values } from "../../studio/slice";

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

/** What the page knows before the first source is open. */
export const emptyData: Values<DataSlice> = { data: null, reading: null, readError: null, savingSample: null };
