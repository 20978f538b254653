import { forTraining } from "../dataset/copies";
import type { Dataset } from "../dataset/types";
import { splitRatings } from "../training/split";
import type { RunSettings } from "../training/types";
import { type ArchivedFile, writeArchive } from "./archive";
import {
  DATASET_FILE,
  type KeptRun,
  MANIFEST_FILE,
  recordName,
  runFileName,
  SPLIT_PARTS,
  splitName,
  type Workspace,
} from "./types";

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
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<Blob> {
  const json = (value: unknown) => new Blob([`${JSON.stringify(value, null, 1)}\n`]);
  const files: ArchivedFile[] = [
    { name: MANIFEST_FILE, content: json(manifest), packs: true },
    { name: DATASET_FILE, content: dataset, packs: true },
  ];
  const splits = new Map<string, Blob>();
  for (const { record, files: ofRun } of runs) {
    files.push({ name: recordName(record.id), content: json(record), packs: true });
    const split = splitFile(record, source, splits);
    if (split) files.push({ name: splitName(record.id), content: split, packs: true });
    for (const [file, content] of ofRun) {
      files.push({ name: runFileName(record.id, file), content, packs: file === "trace" });
    }
    signal.throwIfAborted();
  }
  return writeArchive(files, onProgress, signal);
}

/** Part of each rating of the Dataset in a Run; null for a Run that never had one, for it could not be split. */
function splitFile({ settings, plan }: KeptRun["record"], source: SplitSource, made: Map<string, Blob>): Blob | null {
  if (!plan) return null;
  const key = JSON.stringify([settings.split, settings.split === "random" && settings.seed, settings.only]);
  const found = made.get(key) ?? new Blob([partsOf(settings, source)]);
  made.set(key, found);
  return found;
}

/** One byte for each rating: see SPLIT_PARTS. */
function partsOf({ split, seed, only }: RunSettings, { dataset, rows: rowsOf }: SplitSource): Uint8Array<ArrayBuffer> {
  const rows = rowsOf(only);
  const columns = forTraining(dataset, rows);
  const parts = new Uint8Array(dataset.size).fill(SPLIT_PARTS.leftOut);
  const { train, validation, test } = splitRatings(columns, split, seed);
  const mark = (indices: Int32Array, part: number) => {
    for (const i of indices) parts[rows ? rows[i]! : i] = part;
  };
  mark(train, SPLIT_PARTS.train);
  mark(validation, SPLIT_PARTS.validation);
  mark(test, SPLIT_PARTS.test);
  return parts;
}
