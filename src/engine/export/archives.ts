import type { ModelSnapshot } from "../../models/snapshot";
import type { ArchiveProgress } from "../workspace/archiveProgress";
import { unpack } from "../workspace/pack";
import type { SplitSource } from "../workspace/save";
import { writeArchive } from "../workspace/writeArchive";
import { modelFiles } from "./modelFiles";
import { projectorFiles } from "./projector";
import { modelReadme } from "./readme";
import { openRun } from "./source";
import type { ExportedRun } from "./types";

/** How an archive is made: it tells how far it is, lets other work in, and ends when it is cancelled. */
export interface ArchiveJob {
  onProgress: ArchiveProgress;
  breathe(): Promise<void>;
  signal: AbortSignal;
}

/** The weights with ids, config and a README.txt, as one ZIP archive. */
export async function modelArchive(source: SplitSource, exported: ExportedRun, making: ArchiveJob): Promise<Blob> {
  const run = await openRun(source, exported);
  const files = await modelFiles(run, source.dataset, making.breathe);
  const readme = { name: "README.txt", content: modelReadme(run, source.dataset.name), packs: true };
  return writeArchive([readme, ...files], making.onProgress, making.signal);
}

/** Vectors and metadata of products and users for the Embedding Projector, as one ZIP archive. */
export async function projectorArchive({ dataset }: SplitSource, model: Blob, making: ArchiveJob): Promise<Blob> {
  const snapshot = (await unpack(model)) as ModelSnapshot;
  return writeArchive(await projectorFiles(dataset, snapshot, making.breathe), making.onProgress, making.signal);
}
