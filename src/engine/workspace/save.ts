import { DATASET_FILE, MANIFEST_FILE } from "../../domain/fileNames";
import type { RunSettings } from "../../domain/settings";
import { forTraining } from "../read/copies";
import type { Dataset } from "../read/types";
import type { EarlierStart } from "../train/earlier/types";
import { splitRatings, withoutSeen } from "../train/split";
import type { ArchiveProgress } from "./archiveProgress";
import { unpack } from "./pack";
import { type KeptRun, recordName, runFileName, SPLIT_PARTS, splitName, type Workspace } from "./types";
import { type ArchivedFile, writeArchive } from "./writeArchive";

/** What the split needs beside the Workspace: the Dataset in memory, and the rows that a filter, as text, lets through. */
export interface SplitSource {
  dataset: Dataset;
  rows(only: string): Int32Array | null;
}

/**
 * A Workspace as one file, a ZIP archive laid out as docs/workspace.md says. Columns and texts are packed; weights, which
 * deflating makes a twelfth smaller at best, are not.
 */
export async function saveWorkspace(
  { manifest, dataset, runs }: Workspace,
  source: SplitSource,
  onProgress: ArchiveProgress,
  signal: AbortSignal,
): Promise<Blob> {
  // The page asks for it in turns with opening other files.
  if (source.dataset.size !== manifest.dataset.ratings || source.dataset.name !== manifest.dataset.name) {
    throw new Error("Other ratings were opened meanwhile.");
  }
  const json = (value: unknown) => new Blob([`${JSON.stringify(value, null, 1)}\n`]);
  const files: ArchivedFile[] = [
    { name: MANIFEST_FILE, content: json(manifest), packs: true },
    { name: DATASET_FILE, content: dataset, packs: true },
  ];
  const splits = new Map<string, Blob>();
  for (const run of runs) {
    const { record, files: ofRun } = run;
    files.push({ name: recordName(record.id), content: json(record), packs: true });
    const split = await splitFile(run, source, splits);
    if (split) files.push({ name: splitName(record.id), content: split, packs: true });
    for (const [file, content] of ofRun) {
      files.push({ name: runFileName(record.id, file), content, packs: file === "trace" });
    }
    signal.throwIfAborted();
  }
  return writeArchive(files, onProgress, signal);
}

/** Part of each rating of the Dataset in a Run; null for a Run that never had one, for it could not be split. */
async function splitFile({ record, files }: KeptRun, source: SplitSource, made: Map<string, Blob>) {
  const { settings, plan, result } = record;
  if (!plan && !result) return null;
  const earlier = files.get("earlier");
  const { seen } = earlier ? ((await unpack(earlier)) as EarlierStart) : { seen: null };
  if (seen) return new Blob([partsOf(settings, seen, source)]);
  const { split, seed, testShare, cutDate, only } = settings;
  const key = JSON.stringify([split, split === "random" && seed, testShare, cutDate, only]);
  const found = made.get(key) ?? new Blob([partsOf(settings, null, source)]);
  made.set(key, found);
  return found;
}

/** One byte for each rating: see SPLIT_PARTS. `seen` by an earlier training, which are no test of that. */
export function partsOf(
  settings: RunSettings,
  seen: Uint8Array | null,
  { dataset, rows: rowsOf }: SplitSource,
): Uint8Array<ArrayBuffer> {
  const rows = rowsOf(settings.only);
  const columns = forTraining(dataset, rows);
  const parts = new Uint8Array(dataset.size).fill(SPLIT_PARTS.leftOut);
  const { train, validation, test } = withoutSeen(splitRatings(columns, settings), seen);
  const mark = (indices: Int32Array, part: number) => {
    for (const i of indices) parts[rows ? rows[i] : i] = part;
  };
  mark(train, SPLIT_PARTS.train);
  mark(validation, SPLIT_PARTS.validation);
  mark(test, SPLIT_PARTS.test);
  return parts;
}
