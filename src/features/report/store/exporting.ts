import type { ExportedRun, ExportProgress } from "../../../engine/export/types";
import { parseFilter } from "../../explore/store/filter";
import type { Context } from "../../studio/context";
import { sentence } from "../../studio/failures";
import { Newest } from "../../studio/newest";
import { saveFile } from "../../studio/saveFile";
import { selectRun } from "../../studio/selectors";
import type { RunState } from "../../train/store/runState";
import { type ExportKind, type ExportSlice, noExport } from "./exportState";

type Actions = Pick<ExportSlice, "saveExport" | "cancelExport" | "dismissExportError">;

/** How long it is said that a file was saved. */
const NEWS_MS = 8000;

/** Archives for other programs, made in the data worker. */
export function connectExporting({ clients, columns, runFiles, opened, get, set }: Context): Actions {
  const making = new Newest();

  function cancel(): void {
    making.drop();
    set({ exporting: null });
  }

  opened.listen(() => making.drop());

  /** A finished Run as it is exported; null for one that has not finished. */
  function exportedRun(run: RunState | null): ExportedRun | null {
    const files = run && runFiles.of(run.id);
    const model = files?.get("model");
    if (!run?.result || !model) return null;
    const start = files?.get("earlier");
    return { model, result: run.result, earlier: run.earlier && start ? { kind: run.earlier.kind, start } : null };
  }

  function make(
    kind: ExportKind,
    run: ExportedRun | null,
    options: { signal: AbortSignal; onProgress(progress: ExportProgress): void },
  ) {
    const settings = run?.result.run.settings ?? get().settings;
    const only = parseFilter(settings.only);
    if (kind === "elsewhere") return clients.data.call("exportElsewhere", { run, settings, only }, options);
    if (!run) throw new Error("There is no finished run.");
    if (kind === "embeddings") return clients.data.call("exportEmbeddings", { model: run.model }, options);
    return clients.data.call("exportModel", { run, only }, options);
  }

  return {
    async saveExport(kind) {
      const { data, exporting } = get();
      const run = exportedRun(selectRun(get()));
      if (!data || exporting || (!run && kind !== "elsewhere")) return;
      const signal = making.begin();
      set({ ...noExport, exporting: { kind, progress: null } });
      const onProgress = (progress: ExportProgress) => {
        if (!signal.aborted) set({ exporting: { kind, progress } });
      };
      try {
        const archive = await columns.fromDataset(() => make(kind, run, { signal, onProgress }));
        if (signal.aborted) return;
        const file = `${data.summary.name.replace(/\.\w+$/, "")}-${kind === "model" ? run?.result.run.model : kind}.zip`;
        saveFile(archive, file);
        const exported = { kind, file, bytes: archive.size };
        set({ exported });
        setTimeout(() => {
          if (get().exported === exported) set({ exported: null });
        }, NEWS_MS);
      } catch (error) {
        if (!signal.aborted) set({ exportError: { kind, message: sentence(error) } });
      } finally {
        if (making.signal === signal) set({ exporting: null });
      }
    },
    cancelExport: cancel,
    dismissExportError: () => set({ exportError: null }),
  };
}
