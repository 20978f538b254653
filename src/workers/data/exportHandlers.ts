import type { Filter } from "../../engine/explore/types";
import { type ArchiveJob, modelArchive, projectorArchive } from "../../engine/export/archives";
import { elsewhereArchive } from "../../engine/export/handover/archive";
import { openModel } from "../../engine/export/openModel";
import type { ExportProgress } from "../../engine/export/types";
import type { Dataset } from "../../engine/read/types";
import { RunControl } from "../../engine/train/runControl";
import { pack } from "../../engine/workspace/pack";
import type { SplitSource } from "../../engine/workspace/save";
import type { CallContext, Handlers } from "../serve";
import type { ExportCalls } from "./exportCalls";

/** What the data worker has open. */
interface Opened {
  dataset(): Dataset;
  /** Ratings that pass; null where all do. */
  rows(filter: Filter): Int32Array | null;
}

export function exportHandlers(opened: Opened): Handlers<ExportCalls> {
  const sourceOf = (only: Filter): SplitSource => ({
    dataset: opened.dataset(),
    rows: () => (Object.keys(only).length > 0 ? opened.rows(only) : null),
  });
  return {
    exportModel: ({ run, only }, context) => modelArchive(sourceOf(only), run, makingOf(context)),
    exportEmbeddings: ({ model }, context) => projectorArchive(sourceOf({}), model, makingOf(context)),
    exportElsewhere: ({ run, settings, only }, context) =>
      elsewhereArchive(sourceOf(only), run, settings, makingOf(context), context.progress),
    async openModel({ files }, { signal }) {
      const { name, model, users, products, settings, sideRows } = await openModel(files, signal);
      const about = { run: null, only: {}, dataset: null, vocabularies: { users, products }, began: null };
      return { ...about, name, settings, sideRows, model: pack(model) };
    },
  };
}

/** Other calls are answered while an archive is made. */
function makingOf({ signal, progress }: CallContext<ExportProgress>): ArchiveJob {
  const control = new RunControl(signal);
  return {
    breathe: () => control.breathe(),
    onProgress: (done, total) => progress({ phase: "packing", done, total }),
    signal,
  };
}
