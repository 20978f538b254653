import { WORKSPACE_FORMAT, WORKSPACE_VERSION, type Workspace } from "../../../engine/workspace/types";
import type { LoadedData, State } from "../../studio/state";
import { recordOf } from "./records";
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
