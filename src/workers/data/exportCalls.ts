import type { RunSettings } from "../../domain/settings";
import type { Filter } from "../../engine/explore/types";
import type { NamedFile } from "../../engine/export/modelSource";
import type { ExportedRun, ExportProgress } from "../../engine/export/types";
import type { EarlierModel } from "../../engine/train/earlier/types";
import type { Call } from "../call";

/** What the page has written of the open Dataset and a Run, as ZIP archives; `only` is the Run's filter. */
export type ExportCalls = {
  /** The weights in open formats. */
  exportModel: Call<{ run: ExportedRun; only: Filter }, ExportProgress, Blob>;
  /** Embeddings for the TensorFlow Embedding Projector. `model` is the packed ModelSnapshot. */
  exportEmbeddings: Call<{ model: Blob }, ExportProgress, Blob>;
  /** All that is needed to go on elsewhere; `settings` count where no Run has finished. */
  exportElsewhere: Call<{ run: ExportedRun | null; settings: RunSettings; only: Filter }, ExportProgress, Blob>;
  /** A model from elsewhere: four files or a ZIP archive. Fails with a sentence when it is not whole and sound. */
  openModel: Call<{ files: NamedFile[] }, never, EarlierModel>;
};
