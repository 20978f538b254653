import type { RunState } from "../train/store/runState";
import { isActive } from "../train/store/runState";
import type { State } from "./state";

/** The Run that Train, Recommend and Report show; null before the first. */
export function selectRun(state: State): RunState | null {
  return state.runs.find((run) => run.id === state.selectedRun) ?? null;
}

/** The Run in progress, if any. */
export function selectActiveRun(state: State): RunState | null {
  return state.runs.find(isActive) ?? null;
}
