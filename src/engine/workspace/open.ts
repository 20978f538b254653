import * as v from "valibot";
import { refuse } from "../dataset/refusal";
import { ReadError } from "../dataset/types";
import { size } from "../dataset/vocabulary";
import { Archive } from "./archive";
import { modelFor, type Sizes } from "./check/model";
import { firstIssue } from "./check/parts";
import * as schemas from "./check/run";
import { unpackDataset } from "./datasetFile";
import { unpack } from "./pack";
import { SafetensorsError } from "./safetensors";
import {
  DATASET_FILE,
  type KeptRun,
  MANIFEST_FILE,
  RUN_FILES,
  type RunFile,
  recordName,
  runFileName,
  WORKSPACE_FORMAT,
  WORKSPACE_VERSION,
  type Workspace,
  type WorkspaceManifest,
} from "./types";

/** Records are some kilobytes for each epoch and segment. */
const LARGEST_JSON = 64 * 1024 ** 2;

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
export async function openWorkspace(name: string, blob: Blob, signal: AbortSignal): Promise<Workspace> {
  const archive = await Archive.open(name, blob, isWanted);
  const manifest = await manifestOf(archive, signal);
  const dataset = await archive.read(DATASET_FILE, signal);
  const sizes = await soundly(name, DATASET_FILE, async () => {
    const { dataset: opened } = await unpackDataset(dataset);
    return { users: size(opened.users), products: size(opened.products) };
  });
  const runs: KeptRun[] = [];
  for (const id of manifest.runs) runs.push(await runOf(archive, id, sizes, signal));
  return { manifest, dataset, runs };
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

async function runOf(archive: Archive, id: number, sizes: Sizes, signal: AbortSignal): Promise<KeptRun> {
  const { name } = archive;
  const file = recordName(id);
  const record = sound(name, file, schemas.runRecord, await jsonOf(archive, file, signal));
  if (record.id !== id) refuseUnsound(name, file, "it is another run's");
  const files = new Map<RunFile, Blob>();
  for (const kind of FILES) {
    const entry = runFileName(id, kind);
    if (archive.names.includes(entry)) files.set(kind, await archive.read(entry, signal));
  }
  const model = files.get("model");
  if (record.status === "finished" && !model) refuseUnsound(name, runFileName(id, "model"), "it is missing");
  if (model) {
    const file = runFileName(id, "model");
    const value = await soundly(name, file, () => unpack(model));
    if (sound(name, file, modelFor(sizes), value).model !== record.settings.model) {
      refuseUnsound(name, file, "it is of another model than its run");
    }
  }
  return { record, files };
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

/** What reading a packed file gives; one that cannot be read is refused. */
async function soundly<Value>(name: string, file: string, open: () => Promise<Value>): Promise<Value> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof SafetensorsError) refuseUnsound(name, file, error.message);
    if (error instanceof ReadError) refuseUnsound(name, file, "it holds no sound ratings");
    if (error instanceof RangeError) refuseUnsound(name, file, "it does not fit into memory");
    throw error;
  }
}

function refuseUnsound(name: string, file: string, why: string): never {
  return refuse(`${name} is damaged: of ${file}, ${why}.`, "Save the workspace again where it was made.");
}
