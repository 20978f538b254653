import type { PlacedTrace } from "../../engine/evaluation/types";
import type { KeptRun, Workspace } from "../../engine/workspace/types";
import type { RatingsSource } from "../../workers/protocol";
import { lossHistory } from "../lossHistory";
import { fitSettings } from "../settingsSlice";
import type { LoadedData } from "../state";
import { contentsOf } from "../workspace/contents";
import { runOf } from "../workspace/records";
import type { Context } from "./context";
import type { ExploringConnection } from "./exploring";
import type { RecommendConnection } from "./recommending";
import type { TrainingConnection } from "./training";

export interface WorkspaceConnection {
  /** What the page holds now, but for the Dataset; null before there are data. */
  contents(): Omit<Workspace, "dataset"> | null;
  /** The loaded Dataset, packed; made once for each. */
  dataset(): Promise<Blob>;
  /** Open a Workspace in place of what is open. False when its data could not be opened, which the page then says. */
  restore(workspace: Workspace): Promise<boolean>;
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

  async function restore({ manifest, dataset, runs }: Workspace): Promise<boolean> {
    const { name, sample } = manifest.dataset;
    const source: RatingsSource = { kind: "workspace", name, sample, dataset };
    await openSource(source);
    const isOpen = () => get().data?.source === source;
    if (!isOpen()) return false;
    for (const { record, files } of runs) {
      runFiles.restore(record.id, files);
      const losses = files.get("losses");
      if (losses) await lossHistory.restore(record.id, losses);
      const model = files.get("model");
      const epoch = record.bestEpoch;
      if (model && epoch !== null) await recommending.showModel({ run: record.id, epoch, final: true, model });
    }
    if (!isOpen()) return false;
    const restored = runs.map(({ record }) => runOf(record));
    training.adopt(restored, new Map());
    set((state) => ({
      runs: restored,
      lossVersion: state.lossVersion + 1,
      ...fitSettings({ settings: manifest.settings, replacedModel: null }, state.data!.summary.feedback),
    }));
    const selected = manifest.selectedRun ?? restored.at(-1)?.id ?? null;
    if (selected !== null) recommending.actions.selectRun(selected);
    const traces = await tracesOf(runs);
    if (!isOpen()) return true;
    training.adopt(restored, traces);
    const shown = get().selectedRun;
    if (shown !== null) exploring.showPredictions(training.predictionsOf(shown));
    return true;
  }

  return { contents: () => contentsOf(get(), runFiles), dataset, restore };
}
