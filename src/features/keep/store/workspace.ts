import type { PlacedTrace } from "../../../engine/evaluate/types";
import type { KeptRun, Workspace } from "../../../engine/workspace/types";
import type { RatingsSource } from "../../../workers/protocol";
import type { LoadedData } from "../../data/store/dataState";
import type { ExploringConnection } from "../../explore/store/exploring";
import type { RecommendConnection } from "../../recommend/store/recommending";
import type { Context } from "../../studio/context";
import { lossHistory } from "../../train/store/lossHistory";
import { fitSettings } from "../../train/store/settingsSlice";
import type { TrainingConnection } from "../../train/store/training";
import { contentsOf, runOf } from "./contents";

export interface WorkspaceConnection {
  /** What the page holds now, but for the Dataset; null before there are data. */
  contents(): Omit<Workspace, "dataset"> | null;
  /** The loaded Dataset, packed; made once for each. */
  dataset(): Promise<Blob>;
  /** That of these data, where it has been made already: the worker may hold others by now. */
  packedDataset(of: LoadedData): Promise<Blob> | null;
  /**
   * Open a Workspace in place of what is open, with its settings or those of the page. False when its data could not be
   * opened, which the page then says, or other data were opened meanwhile.
   */
  restore(workspace: Workspace, settings?: "stored" | "current"): Promise<boolean>;
  /** The Runs of a Workspace whose ratings are those that are open: they come before those on the page. */
  addRuns(workspace: Omit<Workspace, "dataset">): Promise<void>;
}

interface Parts {
  training: TrainingConnection;
  recommending: RecommendConnection;
  exploring: ExploringConnection;
  openSource(source: RatingsSource): Promise<void>;
}

/** What the page holds as a Workspace, and a Workspace as what the page holds. */
export function connectWorkspace(context: Context, parts: Parts): WorkspaceConnection {
  const { clients, columns, runFiles, opened, get, set } = context;
  const { training, recommending, exploring, openSource } = parts;
  let packed: { of: LoadedData; file: Promise<Blob> } | null = null;

  function dataset(): Promise<Blob> {
    const { data } = get();
    if (!data) throw new Error("No ratings are open.");
    if (data.source.kind === "workspace") return Promise.resolve(data.source.dataset);
    if (packed?.of !== data) {
      const file = columns.packed();
      packed = { of: data, file };
      file.catch(() => {
        if (packed?.file === file) packed = null;
      });
    }
    return packed.file;
  }

  function packedDataset(of: LoadedData): Promise<Blob> | null {
    if (of.source.kind === "workspace") return Promise.resolve(of.source.dataset);
    return packed?.of === of ? packed.file : null;
  }

  /** What the Runs predicted for their test parts; a trace that cannot be read is none. */
  async function tracesOf(runs: readonly KeptRun[]): Promise<Map<number, PlacedTrace>> {
    const traces = new Map<number, PlacedTrace>();
    for (const { record, files } of runs) {
      const packedTrace = files.get("trace");
      if (!packedTrace) continue;
      try {
        traces.set(record.id, await clients.train.call("openTrace", { packedTrace }));
      } catch {
        // Later Runs are not compared with this one, and Explore does not show its errors.
      }
    }
    return traces;
  }

  async function restore(kept: Workspace, settings: "stored" | "current" = "stored"): Promise<boolean> {
    const { manifest, dataset } = kept;
    const { name, sample } = manifest.dataset;
    const source: RatingsSource = { kind: "workspace", name, sample, dataset };
    await openSource(source);
    const { data } = get();
    if (data?.source !== source) return false;
    if (settings === "stored") {
      set(fitSettings({ settings: manifest.settings, replacedModel: null }, data.summary.feedback));
    }
    const { signal } = opened;
    await addRuns(kept);
    return !signal.aborted;
  }

  async function addRuns({ manifest, runs }: Omit<Workspace, "dataset">): Promise<void> {
    const { signal } = opened;
    const restored = runs.map(({ record }) => runOf(record));
    // First of all: a Run that begins meanwhile must not get the number of one of these.
    training.adopt(restored, new Map());
    for (const { record, files } of runs) {
      if (signal.aborted) return;
      runFiles.restore(record.id, files);
      const losses = files.get("losses");
      if (losses) await lossHistory.restore(record.id, losses);
      const model = files.get("model");
      const epoch = record.bestEpoch;
      if (model && epoch !== null) await recommending.showModel({ run: record.id, epoch, final: true, model });
    }
    if (signal.aborted) return;
    set((state) => ({ runs: [...restored, ...state.runs], lossVersion: state.lossVersion + 1 }));
    const selected = manifest.selectedRun ?? restored.at(-1)?.id ?? null;
    if (selected !== null && get().selectedRun === null) recommending.actions.selectRun(selected);
    const traces = await tracesOf(runs);
    if (signal.aborted) return;
    training.adopt(restored, traces);
    const shown = get().selectedRun;
    if (shown !== null) exploring.showPredictions(training.predictionsOf(shown));
  }

  return { contents: () => contentsOf(get(), runFiles), dataset, packedDataset, restore, addRuns };
}
