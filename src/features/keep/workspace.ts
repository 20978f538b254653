import type { PlacedTrace } from "../../engine/evaluate/types";
import type { KeptRun, Workspace } from "../../engine/workspace/types";
import type { RatingsSource } from "../../workers/protocol";
import type { ExploringConnection } from "../explore/store/exploring";
import type { RecommendConnection } from "../recommend/store/recommending";
import type { Context } from "../studio/context";
import type { LoadedData } from "../studio/state";
import { lossHistory } from "../train/store/lossHistory";
import { fitSettings } from "../train/store/settingsSlice";
import type { TrainingConnection } from "../train/store/training";
import { contentsOf } from "./workspace/contents";
import { runOf } from "./workspace/records";

export interface WorkspaceConnection {
  /** What the page holds now, but for the Dataset; null before there are data. */
  contents(): Omit<Workspace, "dataset"> | null;
  /** The loaded Dataset, packed; made once for each. */
  dataset(): Promise<Blob>;
  /** The same, where it has been made already: the worker may hold other data by now. */
  packedDataset(): Promise<Blob> | null;
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
  const { clients, columns, runFiles, get, set } = context;
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

  function packedDataset(): Promise<Blob> | null {
    const { data } = get();
    if (data?.source.kind === "workspace") return Promise.resolve(data.source.dataset);
    return data && packed?.of === data ? packed.file : null;
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

  async function restore(opened: Workspace, settings: "stored" | "current" = "stored"): Promise<boolean> {
    const { manifest, dataset } = opened;
    const { name, sample } = manifest.dataset;
    const source: RatingsSource = { kind: "workspace", name, sample, dataset };
    await openSource(source);
    const { data } = get();
    if (data?.source !== source) return false;
    if (settings === "stored") {
      set(fitSettings({ settings: manifest.settings, replacedModel: null }, data.summary.feedback));
    }
    await addRuns(opened);
    return get().data === data;
  }

  async function addRuns({ manifest, runs }: Omit<Workspace, "dataset">): Promise<void> {
    const { data } = get();
    const isOpen = () => get().data === data;
    const restored = runs.map(({ record }) => runOf(record));
    // First of all: a Run that begins meanwhile must not get the number of one of these.
    training.adopt(restored, new Map());
    for (const { record, files } of runs) {
      if (!isOpen()) return;
      runFiles.restore(record.id, files);
      const losses = files.get("losses");
      if (losses) await lossHistory.restore(record.id, losses);
      const model = files.get("model");
      const epoch = record.bestEpoch;
      if (model && epoch !== null) await recommending.showModel({ run: record.id, epoch, final: true, model });
    }
    if (!isOpen()) return;
    set((state) => ({ runs: [...restored, ...state.runs], lossVersion: state.lossVersion + 1 }));
    const selected = manifest.selectedRun ?? restored.at(-1)?.id ?? null;
    if (selected !== null && get().selectedRun === null) recommending.actions.selectRun(selected);
    const traces = await tracesOf(runs);
    if (!isOpen()) return;
    training.adopt(restored, traces);
    const shown = get().selectedRun;
    if (shown !== null) exploring.showPredictions(training.predictionsOf(shown));
  }

  return { contents: () => contentsOf(get(), runFiles), dataset, packedDataset, restore, addRuns };
}
