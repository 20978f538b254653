import * as v from "valibot";
import { DATASET_FILE, MANIFEST_FILE } from "../../domain/fileNames";
import { grouped, refuse } from "../read/refusal";
import { size } from "../read/vocabulary";
import { Archive } from "./archive";
import type { ArchiveProgress } from "./archiveProgress";
import { keptDataset } from "./check/dataset";
import { modelFor, type Sizes } from "./check/model";
import { firstIssue } from "./check/parts";
import * as schemas from "./check/run";
import { checkpointFor, earlierFor, traceFor } from "./check/training";
import { unpack } from "./pack";
import { SafetensorsError } from "./safetensors";
import {
  type KeptRun,
  RUN_FILES,
  type RunFile,
  type RunRecord,
  recordName,
  runFileName,
  WORKSPACE_FORMAT,
  WORKSPACE_VERSION,
  type Workspace,
  type WorkspaceManifest,
} from "./types";

/** Records are some kilobytes for each epoch and segment. */
const LARGEST_JSON = 64 * 1024 ** 2;
/** Batch losses are read into the page's memory: sixteen million are more than anybody waits for. */
const LARGEST_LOSSES = 64 * 1024 ** 2;

const FILES = Object.keys(RUN_FILES) as RunFile[];
const OF_RUN = new RegExp(`^runs/[1-9][0-9]{0,6}/(run\\.json|${Object.values(RUN_FILES).join("|")})$`);

/** The files of an archive that are looked at: whatever else it holds stays packed. */
function isWanted(file: string): boolean {
  return file === MANIFEST_FILE || file === DATASET_FILE || OF_RUN.test(file);
}

/**
 * Open a saved Workspace: every part of it is checked, so that nothing that follows can fail on it.
 * @throws ReadError with a sentence when it is damaged, cut short, foreign, newer, or not sound.
 */
export async function openWorkspace(
  name: string,
  blob: Blob,
  onProgress: ArchiveProgress,
  signal: AbortSignal,
): Promise<Workspace> {
  const archive = await Archive.open(name, blob, isWanted, onProgress);
  const manifest = await manifestOf(archive, signal);
  const dataset = await archive.read(DATASET_FILE, signal);
  const sizes = await sizesOf(name, dataset);
  const { ratings, users, products } = manifest.dataset;
  if (ratings !== sizes.ratings || users !== sizes.users || products !== sizes.products) {
    refuseUnsound(
      name,
      DATASET_FILE,
      `it holds ${grouped(sizes.ratings)} ratings where ${MANIFEST_FILE} tells of ${grouped(ratings)}, or other ids`,
    );
  }
  const runs: KeptRun[] = [];
  for (const id of manifest.runs) runs.push(await runOf(archive, id, sizes, signal));
  return { manifest, dataset, runs };
}

interface DatasetSizes extends Sizes {
  ratings: number;
}

async function sizesOf(name: string, file: Blob): Promise<DatasetSizes> {
  const { dataset } = sound(name, DATASET_FILE, keptDataset, await unpacked(name, DATASET_FILE, file));
  return { ratings: dataset.size, users: size(dataset.users), products: size(dataset.products) };
}

async function manifestOf(archive: Archive, signal: AbortSignal): Promise<WorkspaceManifest> {
  const { name } = archive;
  const value = await jsonOf(archive, MANIFEST_FILE, signal);
  const { format, version } = (value ?? {}) as Partial<WorkspaceManifest>;
  if (format !== WORKSPACE_FORMAT) {
    refuse(`${name} is a ZIP archive, but no workspace of CollabNN Studio.`, "Drop a .collabnn file or a table.");
  }
  if (typeof version === "number" && version > WORKSPACE_VERSION) {
    refuse(
      `${name} was saved by a newer version of CollabNN Studio (layout ${version}; this one reads up to ${WORKSPACE_VERSION}).`,
      "Open it with that version, or save it from there in an older layout.",
    );
  }
  return sound(name, MANIFEST_FILE, schemas.manifest, value);
}

async function runOf(archive: Archive, id: number, sizes: DatasetSizes, signal: AbortSignal): Promise<KeptRun> {
  const { name } = archive;
  const file = recordName(id);
  const record = sound(name, file, schemas.runRecord, await jsonOf(archive, file, signal));
  if (record.id !== id) refuseUnsound(name, file, "it is another run's");
  const files = new Map<RunFile, Blob>();
  for (const kind of FILES) {
    const entry = runFileName(id, kind);
    if (!archive.has(entry)) continue;
    const content = await archive.read(entry, signal);
    await CHECKS[kind](name, entry, content, sizes, record);
    files.set(kind, content);
  }
  if (record.status === "finished" && !files.has("model")) {
    refuseUnsound(name, runFileName(id, "model"), "it is missing");
  }
  return { record, files };
}

/** What is looked at in each file of a Run. */
const CHECKS: Record<
  RunFile,
  (name: string, file: string, content: Blob, sizes: DatasetSizes, record: RunRecord) => Promise<void>
> = {
  async losses(name, file, content) {
    if (content.size % Float32Array.BYTES_PER_ELEMENT !== 0) refuseUnsound(name, file, "it ends within a number");
    if (content.size > LARGEST_LOSSES) refuseUnsound(name, file, "it is far too large");
  },
  async model(name, file, content, sizes, { settings }) {
    const value = await unpacked(name, file, content);
    if (sound(name, file, modelFor(sizes), value).model !== settings.model) refuseOtherModel(name, file);
  },
  async trace(name, file, content, { ratings }) {
    sound(name, file, traceFor(ratings), await unpacked(name, file, content));
  },
  async checkpoint(name, file, content, sizes, { settings }) {
    const value = await unpacked(name, file, content);
    if (sound(name, file, checkpointFor(sizes), value).best.model.model !== settings.model)
      refuseOtherModel(name, file);
  },
  async earlier(name, file, content, sizes, { settings }) {
    const start = sound(name, file, earlierFor(sizes, sizes.ratings), await unpacked(name, file, content));
    if (start.model && start.model.model !== settings.model) refuseOtherModel(name, file);
  },
};

function refuseOtherModel(name: string, file: string): never {
  return refuseUnsound(name, file, "it is of another model than its run");
}

async function jsonOf(archive: Archive, file: string, signal: AbortSignal): Promise<unknown> {
  if (archive.sizeOf(file) > LARGEST_JSON) refuseUnsound(archive.name, file, "it is far too large");
  const text = await (await archive.read(file, signal)).text();
  try {
    return JSON.parse(text);
  } catch {
    return refuseUnsound(archive.name, file, "it is no JSON");
  }
}

/** The value, which is as the schema says. */
function sound<Output>(name: string, file: string, schema: v.GenericSchema<unknown, Output>, value: unknown): Output {
  const parsed = v.safeParse(schema, value, { abortEarly: true });
  return parsed.success ? parsed.output : refuseUnsound(name, file, firstIssue(parsed.issues));
}

/** What a packed file holds; one that cannot be read is refused. */
async function unpacked(name: string, file: string, content: Blob): Promise<unknown> {
  try {
    return await unpack(content);
  } catch (error) {
    if (error instanceof SafetensorsError) refuseUnsound(name, file, error.message);
    if (error instanceof RangeError) refuseUnsound(name, file, "it does not fit into memory");
    throw error;
  }
}

function refuseUnsound(name: string, file: string, why: string): never {
  return refuse(`${file} in ${name} cannot be used: ${why}.`, "Save the workspace again where it was made.");
}
