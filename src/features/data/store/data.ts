import type { Preview, ReadOptions } from "../../../engine/read/types";
import { WorkerFailure } from "../../../workers/clients";
import type { RatingsSource, ReadEvent } from "../../../workers/protocol";
import { fromNoFile } from "../../keep/workspaceState";
import type { Context } from "../../studio/context";
import { isWorkerLost, sentence } from "../../studio/failures";
import { emptyRecommend, emptyRuns, firstLook, listOnOtherData } from "../../studio/initial";
import { saveFile } from "../../studio/saveFile";
import type { DataSlice, State } from "../../studio/state";
import { lossHistory } from "../../train/store/lossHistory";
import { fitSettings } from "../../train/store/settingsSlice";
import { rememberChoices, rememberedChoices } from "./rememberedChoices";

const SAMPLE_NAMES = { demo: "Demo sample", sparse: "Sparse sample", full: "Full-size sample" };

/** True of a built-in sample, opened as such or from a Workspace. */
function isSample(source: RatingsSource): boolean {
  return source.kind === "sample" || (source.kind === "workspace" && source.sample !== null);
}

/** What a source is called before it has been read. */
export function sourceName(source: RatingsSource): string {
  if (source.kind === "files") {
    const [first, ...others] = source.files;
    return others.length > 0 ? `${first!.name} and ${others.length} more` : first!.name;
  }
  return source.kind === "sample" ? SAMPLE_NAMES[source.preset] : source.name;
}

/**
 * True where filters may be a link's, which the source that is opened now was meant for: before there are data, and for
 * a person's own file while nobody has filtered the built-in sample that a visit opens on. Else they say nothing about
 * other data.
 */
function isOfLink({ data, pastFilters }: State, source: RatingsSource): boolean {
  return data === null || (data.isSample && source.kind !== "sample" && pastFilters.length === 0);
}

/** A filter and a day to cut at are those of the data before. */
function withoutOnly(state: State): State {
  return { ...state, settings: { ...state.settings, only: "", cutDate: "" } };
}

type DataActions = Pick<
  DataSlice,
  | "openSource"
  | "openSample"
  | "reread"
  | "forgetChoices"
  | "retryReading"
  | "cancelReading"
  | "dismissReadError"
  | "saveRejected"
  | "saveSample"
>;

/** Told when other data replace the loaded ones: before the workers are given their columns, and after. */
interface Replacement {
  /** Asked to open a file that turned out to be a Workspace; throws what is to be said of one that cannot be opened. */
  openWorkspace(file: File, signal: AbortSignal): Promise<void>;
  /** The same of files that are a model from elsewhere. */
  openModel(files: readonly File[], signal: AbortSignal): Promise<void>;
  before(): void;
  after(): void;
}

/** The file of a source that was found to be a Workspace; null where the failure says nothing of the kind. */
function workspaceIn(source: RatingsSource, error: unknown): File | null {
  const isWorkspace = error instanceof WorkerFailure && error.name === "IsWorkspace";
  return isWorkspace && source.kind === "files" && source.files.length === 1 ? source.files[0] : null;
}

/** The files of a source that are a model: weights, or an archive that was found to hold some. */
function modelIn(source: RatingsSource, error: unknown): readonly File[] | null {
  if (source.kind !== "files") return null;
  const isModel = error instanceof WorkerFailure && error.name === "IsModel" && source.files.length === 1;
  return isModel || source.files.some(({ name }) => name.endsWith(".safetensors")) ? source.files : null;
}

/** Choices with a change of some of them. */
function changed(options: ReadOptions, change: ReadOptions): ReadOptions {
  const roles = { ...options.roles, ...change.roles };
  return { ...options, ...change, ...(Object.keys(roles).length > 0 && { roles }) };
}

/** Reading in the data worker. */
export function connectData({ clients, columns, get, set }: Context, replacement: Replacement): DataActions {
  let reading = new AbortController();
  let failed: { source: RatingsSource; options: ReadOptions } | null = null;

  async function previewOf(source: RatingsSource, options: ReadOptions): Promise<Preview | null> {
    try {
      return await clients.data.call("preview", { source, options, remembered: rememberedChoices() });
    } catch {
      return null;
    }
  }

  /** Read a source; choices made for it are remembered for files like it once it has been read with them. */
  async function openSource(source: RatingsSource, options: ReadOptions = {}): Promise<void> {
    reading.abort();
    reading = new AbortController();
    const { signal } = reading;
    const name = sourceName(source);
    set({ reading: { name, progress: null, preview: null }, readError: null });
    const onProgress = (event: ReadEvent) => {
      if (signal.aborted) return;
      const { progress = null, preview = null } = get().reading ?? {};
      const news = event.type === "preview" ? { preview: event.preview } : { progress: event.progress };
      set({ reading: { name, progress, preview, ...news } });
    };
    try {
      const input = { source, options, remembered: rememberedChoices() };
      const outcome = await clients.data.call("read", input, { signal, onProgress });
      if (signal.aborted) return;
      const { summary, report, preview } = outcome;
      replacement.before();
      lossHistory.clear();
      const data = { source, isSample: isSample(source), summary, report, preview };
      set((state) => ({
        data,
        reading: null,
        ...(isOfLink(state, source) ? {} : firstLook),
        ...emptyRuns,
        ...fromNoFile,
        ...emptyRecommend,
        ...listOnOtherData(state),
        ...fitSettings(isOfLink(state, source) ? state : withoutOnly(state), summary.feedback),
      }));
      if (Object.keys(options).length > 0) rememberChoices(report.signature, options);
      columns.give(source, outcome);
      replacement.after();
    } catch (failure) {
      let error = failure;
      if (signal.aborted) return;
      const workspace = workspaceIn(source, error);
      const model = modelIn(source, error);
      try {
        if (workspace) return await replacement.openWorkspace(workspace, signal);
        if (model) return await replacement.openModel(model, signal);
      } catch (refusal) {
        error = refusal;
      }
      if (signal.aborted) return;
      const joined = error instanceof WorkerFailure && error.name === "DetailsAlone" ? withDetails(source) : null;
      if (joined) return openSource(joined.source, joined.options);
      failed = { source, options };
      const workerLost = isWorkerLost(error);
      const preview = workerLost ? null : await previewOf(source, options);
      if (signal.aborted) return;
      set({ reading: null, readError: { name, message: sentence(error), preview, workerLost } });
    }
  }

  /** The loaded files with these besides, which hold details of products; null where no files are loaded. */
  function withDetails(details: RatingsSource) {
    const { data } = get();
    if (data?.source.kind !== "files" || details.kind !== "files") return null;
    const others = data.source.files.filter(({ name }) => details.files.every((file) => file.name !== name));
    return { source: { kind: "files" as const, files: [...others, ...details.files] }, options: data.report.options };
  }

  return {
    openSource,
    openSample: (preset) => openSource({ kind: "sample", preset }),
    async reread(change) {
      const { data } = get();
      if (data && data.source.kind !== "workspace") await openSource(data.source, changed(data.report.options, change));
    },
    async forgetChoices() {
      const { data } = get();
      if (!data || data.source.kind === "workspace") return;
      rememberChoices(data.report.signature, {});
      await openSource(data.source);
    },
    async retryReading(change = {}) {
      if (failed) await openSource(failed.source, changed(failed.options, change));
    },
    cancelReading() {
      reading.abort();
      set({ reading: null });
    },
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
