import type { Preview, ReadOptions } from "../../../engine/read/types";
import type { RatingsSource, ReadEvent, ReadOutcome } from "../../../workers/protocol";
import { firstLook } from "../../explore/store/exploreState";
import type { Context } from "../../studio/context";
import { isWorkerLost, sentence } from "../../studio/failures";
import { onOtherData } from "../../studio/firstState";
import { Newest } from "../../studio/newest";
import { saveFile } from "../../studio/saveFile";
import type { State } from "../../studio/state";
import { lossHistory } from "../../train/store/lossHistory";
import { fitSettings } from "../../train/store/settingsSlice";
import type { DataSlice } from "./dataState";
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
    return others.length > 0 ? `${first.name} and ${others.length} more` : first.name;
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

/** Opens what a person may drop beside ratings; throws what is to be said of files that cannot be opened. */
interface Openers {
  workspace(file: File, signal: AbortSignal): Promise<void>;
  /** A model from elsewhere. */
  model(files: readonly File[], signal: AbortSignal): Promise<void>;
}

/** Choices with a change of some of them. */
function changed(options: ReadOptions, change: ReadOptions): ReadOptions {
  const roles = { ...options.roles, ...change.roles };
  const separators = { ...options.separators, ...change.separators };
  return {
    ...options,
    ...change,
    ...(Object.keys(roles).length > 0 && { roles }),
    ...(Object.keys(separators).length > 0 && { separators }),
  };
}

/** Reading in the data worker. */
export function connectData({ clients, columns, runFiles, opened, get, set }: Context, openers: Openers): DataActions {
  const reading = new Newest();
  let failed: { source: RatingsSource; options: ReadOptions } | null = null;

  async function previewOf(source: RatingsSource, options: ReadOptions): Promise<Preview | null> {
    try {
      return await clients.data.call("preview", { source, options, remembered: rememberedChoices() });
    } catch {
      return null;
    }
  }

  /** Open what was dropped or chosen as what it is; details of products are joined to the files that are open. */
  async function openSource(source: RatingsSource, options: ReadOptions = {}): Promise<void> {
    const signal = reading.begin();
    if (source.kind !== "files") return read(source, options, signal);
    const { files } = source;
    begin(source);
    try {
      const input = { files, options, remembered: rememberedChoices() };
      const kind = await clients.data.call("recognize", input, { signal });
      if (signal.aborted) return;
      if (kind === "workspace") return await openers.workspace(files[0], signal);
      if (kind === "model") return await openers.model(files, signal);
      const joined = kind === "details" ? withDetails(files) : null;
      await read(joined?.source ?? source, joined?.options ?? options, signal);
    } catch (error) {
      await fail(error, source, options, signal);
    }
  }

  function begin(source: RatingsSource): void {
    set({ reading: { name: sourceName(source), progress: null, preview: null }, readError: null });
  }

  /** Read ratings; choices made for them are remembered for files like them once they have been read with them. */
  async function read(source: RatingsSource, options: ReadOptions, signal: AbortSignal): Promise<void> {
    begin(source);
    const onProgress = (event: ReadEvent) => {
      if (signal.aborted) return;
      const { progress = null, preview = null } = get().reading ?? {};
      const news = event.type === "preview" ? { preview: event.preview } : { progress: event.progress };
      set({ reading: { name: sourceName(source), progress, preview, ...news } });
    };
    try {
      const input = { source, options, remembered: rememberedChoices() };
      const outcome = await clients.data.call("read", input, { signal, onProgress });
      if (!signal.aborted) show(source, options, outcome);
    } catch (error) {
      await fail(error, source, options, signal);
    }
  }

  function show(source: RatingsSource, options: ReadOptions, outcome: ReadOutcome): void {
    const { summary, report, preview } = outcome;
    const past = { state: get(), files: runFiles.clear() };
    lossHistory.clear();
    const data = { source, isSample: isSample(source), summary, report, preview };
    set((state) => ({
      data,
      reading: null,
      ...(isOfLink(state, source) ? {} : firstLook),
      ...onOtherData(state),
      ...fitSettings(isOfLink(state, source) ? state : withoutOnly(state), summary.feedback),
    }));
    if (Object.keys(options).length > 0) rememberChoices(report.signature, options);
    columns.give(source, outcome);
    opened.tell(past);
  }

  async function fail(error: unknown, source: RatingsSource, options: ReadOptions, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    failed = { source, options };
    const workerLost = isWorkerLost(error);
    const preview = workerLost ? null : await previewOf(source, options);
    if (signal.aborted) return;
    set({ reading: null, readError: { name: sourceName(source), message: sentence(error), preview, workerLost } });
  }

  /** The loaded files with these besides, which hold details of products; null where no files are loaded. */
  function withDetails(details: readonly File[]) {
    const { data } = get();
    if (data?.source.kind !== "files") return null;
    const others = data.source.files.filter(({ name }) => details.every((file) => file.name !== name));
    return { source: { kind: "files" as const, files: [...others, ...details] }, options: data.report.options };
  }

  return {
    openSource,
    openSample: (preset) => openSource({ kind: "sample", preset }),
    async reread(change) {
      const { data } = get();
      if (!data || data.source.kind === "workspace") return;
      await read(data.source, changed(data.report.options, change), reading.begin());
    },
    async forgetChoices() {
      const { data } = get();
      if (!data || data.source.kind === "workspace") return;
      rememberChoices(data.report.signature, {});
      await read(data.source, {}, reading.begin());
    },
    async retryReading(change = {}) {
      if (failed) await openSource(failed.source, changed(failed.options, change));
    },
    cancelReading() {
      reading.drop();
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
