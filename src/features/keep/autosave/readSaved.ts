import { DATASET_FILE, MANIFEST_FILE } from "../../../domain/fileNames";
import type { KeptParts, SoundParts } from "../../../engine/workspace/check/kept";
import {
  type KeptRun,
  RUN_FILES,
  type RunFile,
  recordName,
  runFileName,
  type Workspace,
} from "../../../engine/workspace/types";
import type { FileStorage } from "../storage/storage";

/** The names are the page's own; nothing is looked up under any other. */
const RUN_FILE_NAMES = Object.keys(RUN_FILES) as RunFile[];

/** The value in a JSON file; null where there is none, or no JSON in it. */
export async function jsonIn(storage: FileStorage, folder: string, name: string): Promise<unknown> {
  const file = await storage.read(folder, name);
  try {
    return file && JSON.parse(await file.text());
  } catch {
    return null;
  }
}

/** Ids of the Runs that a manifest names, whatever else is in it. */
function runsOf(manifest: unknown): number[] {
  const { runs } = (manifest ?? {}) as { runs?: unknown };
  return Array.isArray(runs) ? runs.filter((id): id is number => Number.isSafeInteger(id)) : [];
}

/**
 * A Workspace as the storage holds it. Runs whose record or weights cannot be read are left out, and counted.
 * @param check finds the JSON files sound, or throws.
 * @throws Error with a sentence when the Workspace cannot be opened.
 */
export async function readSaved(
  storage: FileStorage,
  id: string,
  check: (parts: KeptParts) => Promise<SoundParts>,
): Promise<{ workspace: Workspace; leftOut: number }> {
  const stored = await jsonIn(storage, id, MANIFEST_FILE);
  if (stored === null) throw new Error("The file that says what is in it is missing or damaged.");
  const ids = runsOf(stored);
  const records = await Promise.all(ids.map((run) => jsonIn(storage, id, recordName(run))));
  const { manifest, records: sound } = await check({ manifest: stored, records });
  const dataset = await storage.read(id, DATASET_FILE);
  if (!dataset) throw new Error("The ratings are missing.");
  const runs: KeptRun[] = [];
  for (const [index, run] of ids.entries()) {
    const record = sound[index];
    const files = await filesOf(storage, id, run);
    if (record?.id === run && (record.status !== "finished" || files.has("model"))) runs.push({ record, files });
  }
  return { workspace: { manifest, dataset, runs }, leftOut: ids.length - runs.length };
}

async function filesOf(storage: FileStorage, id: string, run: number): Promise<Map<RunFile, Blob>> {
  const files = new Map<RunFile, Blob>();
  for (const file of RUN_FILE_NAMES) {
    const content = await storage.read(id, runFileName(run, file));
    if (content) files.set(file, content);
  }
  return files;
}
