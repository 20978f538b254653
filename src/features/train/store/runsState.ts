import type { RunSettings } from "../../../domain/settings";
import type { RateSearch } from "../../../engine/train/types";
import type { Values } from "../../studio/slice";
import type { RunState } from "./runState";

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

/** No Run yet on the loaded data. */
export const emptyRuns: Values<RunsSlice> = {
  runs: [],
  selectedRun: null,
  discarded: null,
  lossVersion: 0,
  rateSearch: null,
};
