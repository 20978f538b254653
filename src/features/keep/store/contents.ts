import { type RunRecord, WORKSPACE_FORMAT, WORKSPACE_VERSION, type Workspace } from "../../../engine/workspace/types";
import type { LoadedData } from "../../data/store/dataState";
import type { State } from "../../studio/state";
import type { RunState } from "../../train/store/runState";
import { isActive, newRun } from "../../train/store/runState";
import type { RunFiles } from "./runFiles";

/** The built-in sample that the data are; null for a person's own. */
function sampleOf({ source }: LoadedData) {
  if (source.kind === "sample") return source.preset;
  return source.kind === "workspace" ? source.sample : null;
}

/** What the page holds now, but for the Dataset; null before there are data. */
export function contentsOf(state: State, files: RunFiles): Omit<Workspace, "dataset"> | null {
  const { data, runs, settings, selectedRun } = state;
  if (!data) return null;
  const { name, ratings, users, products } = data.summary;
  return {
    manifest: {
      format: WORKSPACE_FORMAT,
      version: WORKSPACE_VERSION,
      saved: new Date().toISOString(),
      dataset: { name, sample: sampleOf(data), ratings, users, products },
      settings,
      runs: runs.map(({ id }) => id),
      selectedRun,
    },
    runs: runs.map((run) => ({ record: recordOf(run), files: files.of(run.id) })),
  };
}

/** The Run as it is kept; one that still trains can be resumed from there. */
export function recordOf(run: RunState): RunRecord {
  const { id, settings, startedBy, device, plan, epochs, bestEpoch, result, notes, error, earlier } = run;
  const status = isActive(run) ? "interrupted" : (run.status as RunRecord["status"]);
  return { id, settings, startedBy, status, device, plan, epochs, bestEpoch, result, notes, error, earlier };
}

/** The Run as the page shows it; whoever started it then, it was not trained just now. */
export function runOf({ id, settings, startedBy: _, ...kept }: RunRecord): RunState {
  return { ...newRun(id, settings, "person"), ...kept, isRestored: true };
}
