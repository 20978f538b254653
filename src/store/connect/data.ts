import type { ColumnRole, Preview } from "../../engine/dataset/types";
import type { RatingsSource } from "../../workers/protocol";
import { emptyRecommend, emptyRuns } from "../initial";
import { lossHistory } from "../lossHistory";
import { saveFile } from "../saveFile";
import type { DataSlice } from "../state";
import { chosenRoles } from "./columns";
import type { Context } from "./context";
import { isWorkerLost, sentence } from "./failures";

const SAMPLE_NAMES = { demo: "Demo sample", sparse: "Sparse sample", full: "Full-size sample" };

/** What a source is called before it has been read. */
export function sourceName(source: RatingsSource): string {
  if (source.kind === "file") return source.file.name;
  return source.kind === "text" ? source.name : SAMPLE_NAMES[source.preset];
}

type DataActions = Pick<
  DataSlice,
  | "openSource"
  | "openSample"
  | "setRoles"
  | "retryReading"
  | "cancelReading"
  | "refuseSource"
  | "dismissReadError"
  | "saveRejected"
  | "saveSample"
>;

/** Told when other data replace the loaded ones: before the workers are given their columns, and after. */
interface Replacement {
  before(): void;
  after(): void;
}

/** Reading in the data worker. */
export function connectData({ clients, columns, get, set }: Context, replacement: Replacement): DataActions {
  let reading = new AbortController();
  let failed: { source: RatingsSource; roles: Record<number, ColumnRole> } | null = null;

  async function previewOf(source: RatingsSource): Promise<Preview | null> {
    try {
      return await clients.data.call("preview", { source, options: {} });
    } catch {
      return null;
    }
  }

  async function openSource(source: RatingsSource, roles: Record<number, ColumnRole> = {}): Promise<void> {
    reading.abort();
    reading = new AbortController();
    const { signal } = reading;
    const name = sourceName(source);
    set({ reading: { name, progress: null }, readError: null });
    try {
      const outcome = await clients.data.call(
        "read",
        { source, options: { roles } },
        { signal, onProgress: (progress) => !signal.aborted && set({ reading: { name, progress } }) },
      );
      if (signal.aborted) return;
      const { summary, report, preview, overview } = outcome;
      replacement.before();
      lossHistory.clear();
      const data = { source, isSample: source.kind === "sample", summary, report, preview, overview };
      set(({ topN }) => ({ data, reading: null, ...emptyRuns, ...emptyRecommend, topN }));
      columns.give(source, outcome);
      replacement.after();
    } catch (error) {
      if (signal.aborted) return;
      failed = { source, roles };
      const workerLost = isWorkerLost(error);
      const preview = workerLost ? null : await previewOf(source);
      if (signal.aborted) return;
      set({ reading: null, readError: { name, message: sentence(error), preview, workerLost } });
    }
  }

  return {
    openSource,
    openSample: (preset) => openSource({ kind: "sample", preset }),
    async setRoles(roles) {
      const { data } = get();
      if (data) await openSource(data.source, { ...chosenRoles(data.report.columns), ...roles });
    },
    async retryReading(roles = {}) {
      if (failed) await openSource(failed.source, { ...failed.roles, ...roles });
    },
    cancelReading() {
      reading.abort();
      set({ reading: null });
    },
    refuseSource: (message) => set({ readError: { name: "", message, preview: null, workerLost: false } }),
    dismissReadError: () => set({ readError: null }),
    async saveRejected() {
      const name = get().data?.summary.name ?? "ratings";
      try {
        saveFile(await clients.data.call("rejectedCsv", null), `${name.replace(/\.\w+$/, "")}-rejected.csv`);
      } catch (error) {
        set({ readError: { name, message: sentence(error), preview: null, workerLost: isWorkerLost(error) } });
      }
    },
    async saveSample(preset) {
      const name = `collabnn-sample-${preset}.csv`;
      set({ savingSample: { preset, ratings: 0, total: 0 } });
      try {
        const csv = await clients.data.call(
          "sampleCsv",
          { preset },
          { onProgress: (progress) => set({ savingSample: { preset, ...progress } }) },
        );
        saveFile(csv, name);
      } catch (error) {
        set({ readError: { name, message: sentence(error), preview: null, workerLost: isWorkerLost(error) } });
      } finally {
        set({ savingSample: null });
      }
    },
  };
}
