import type { ExportProgress } from "../../../engine/export/types";

/** What is saved for other programs: weights in open formats, embeddings for the projector, all to go on elsewhere. */
export const EXPORT_KINDS = ["model", "embeddings", "elsewhere"] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

export interface ExportSlice {
  /** The archive that is being made, and how far it is; `progress` is null until that is known. */
  exporting: { kind: ExportKind; progress: ExportProgress | null } | null;
  /** The archive that was saved last, until it is old news. */
  exported: { kind: ExportKind; file: string; bytes: number } | null;
  /** Why the last one came to nothing: a sentence. */
  exportError: { kind: ExportKind; message: string } | null;
  /** Make an archive of the selected Run and hand it to the browser. Does nothing while one is being made. */
  saveExport(kind: ExportKind): Promise<void>;
  cancelExport(): void;
  dismissExportError(): void;
}

export const noExport = { exporting: null, exported: null, exportError: null } satisfies Partial<ExportSlice>;
