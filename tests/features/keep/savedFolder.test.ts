import { Blob as NodeBlob } from "node:buffer";
import { expect, test, vi } from "vitest";
import {
  type KeptRun,
  type RunFile,
  WORKSPACE_FORMAT,
  WORKSPACE_VERSION,
  type WorkspaceManifest,
} from "../../../src/engine/workspace/types";
import { readSaved } from "../../../src/features/keep/autosave/readSaved";
import { type Contents, SavedFolder } from "../../../src/features/keep/autosave/savedFolder";
import { StorageFull } from "../../../src/features/keep/storage/storage";
import { recordOf } from "../../../src/features/keep/store/contents";
import { newRun } from "../../../src/features/train/store/runState";
import { DEFAULT_SETTINGS } from "../../../src/models/registry";
import { epochRecord, result } from "../studio/fakeWorkers";
import { HeldFiles } from "./heldFiles";

// jsdom's own cannot be read.
vi.stubGlobal("Blob", NodeBlob);

const ID = "0123456789abcdef0123456789abcdef";
const dataset = new Blob(["the ratings"]);
const packed = async () => dataset;

const interrupted = recordOf(newRun(1, DEFAULT_SETTINGS, "person"));
const finished = recordOf({
  ...newRun(1, DEFAULT_SETTINGS, "person"),
  status: "finished",
  epochs: [epochRecord(1)],
  bestEpoch: 1,
  result: result(1),
});

function kept(record: KeptRun["record"], files: Partial<Record<RunFile, Blob>> = {}): KeptRun {
  return { record, files: new Map(Object.entries(files) as [RunFile, Blob][]) };
}

function contents(runs: KeptRun[], change: Partial<WorkspaceManifest> = {}): Contents {
  const ids = runs.map(({ record }) => record.id);
  const manifest: WorkspaceManifest = {
    format: WORKSPACE_FORMAT,
    version: WORKSPACE_VERSION,
    saved: "2026-11-25T10:12:00.000Z",
    dataset: { name: "shop.csv", sample: null, ratings: 1, users: 1, products: 1 },
    settings: DEFAULT_SETTINGS,
    runs: ids,
    selectedRun: ids.at(-1) ?? null,
    ...change,
  };
  return { manifest, runs };
}

/** What somebody who opens the storage now finds; null where there is no whole Workspace. */
async function found(storage: HeldFiles) {
  if (!(await storage.read(ID, "workspace.json"))) return null;
  const sound = async ({ manifest, records }: { manifest: unknown; records: readonly unknown[] }) => ({
    manifest: manifest as WorkspaceManifest,
    records: records as KeptRun["record"][],
  });
  return readSaved(storage, ID, sound);
}

const blob = (text: string) => new Blob([text]);

test("what was kept is read as it was", async () => {
  const storage = new HeldFiles();
  const whole = contents([kept(finished, { model: blob("weights"), losses: blob("losses") })]);
  await new SavedFolder(ID).write(storage, whole, packed);
  const { workspace, leftOut } = (await found(storage))!;
  expect(leftOut).toBe(0);
  expect(workspace.manifest).toEqual(whole.manifest);
  expect(await workspace.dataset.text()).toBe("the ratings");
  expect(workspace.runs[0]?.record).toEqual(finished);
  expect(await workspace.runs[0]?.files.get("model")?.text()).toBe("weights");
});

test("only what has changed is written again, the ratings never", async () => {
  const storage = new HeldFiles();
  const folder = new SavedFolder(ID);
  const model = blob("weights");
  const [losses, more] = [blob("losses"), blob("more losses")];
  await folder.write(storage, contents([kept(finished, { model, losses })]), packed);
  storage.changes.length = 0;
  const same = contents([kept({ ...finished }, { model, losses })], { saved: "2026-11-25T10:13:00.000Z" });
  expect(folder.hasNews(same)).toBe(false);
  const next = contents([kept(finished, { model, losses: more })]);
  expect(folder.hasNews(next)).toBe(true);
  await folder.write(storage, next, packed);
  expect(storage.changes).toEqual([`write ${ID}/runs/1/losses.f32`, `write ${ID}/workspace.json`]);
});

test("its size is that of its files", async () => {
  const storage = new HeldFiles();
  const folder = new SavedFolder(ID);
  await folder.write(storage, contents([kept(interrupted, { checkpoint: blob("a checkpoint") })]), packed);
  const bytes = async () => (await storage.files(ID)).reduce((sum, file) => sum + file.bytes, 0);
  expect(folder.bytes).toBe(await bytes());
  await folder.write(storage, contents([]), packed);
  expect(folder.bytes).toBe(await bytes());
});

test("a run that is gone, and a file that a run no longer has, are deleted", async () => {
  const storage = new HeldFiles();
  const folder = new SavedFolder(ID);
  const other = kept({ ...interrupted, id: 2 }, { losses: blob("x") });
  await folder.write(storage, contents([kept(interrupted, { checkpoint: blob("a") }), other]), packed);
  const next = contents([kept(interrupted)]);
  expect(folder.hasNews(next)).toBe(true);
  await folder.write(storage, next, packed);
  expect(storage.names(ID)).toEqual(["dataset.safetensors", "runs/1/run.json", "workspace.json"]);
  expect(folder.hasNews(next)).toBe(false);
});

test("a crash at any moment leaves a workspace that opens, or none; a finished run has its weights", async () => {
  const first = contents([]);
  const trains = contents([kept(interrupted, { checkpoint: blob("epoch 1"), losses: blob("1") })]);
  const ended = contents([kept(finished, { model: blob("weights"), losses: blob("12"), trace: blob("trace") })]);
  for (let survived = 0; ; survived++) {
    const storage = new HeldFiles();
    let left = survived;
    storage.beforeChange = () => {
      if (left-- === 0) throw new Error("crash");
    };
    const folder = new SavedFolder(ID);
    const writes = (async () => {
      for (const state of [first, trains, ended]) await folder.write(storage, state, packed);
    })();
    const crashed = await writes.then(
      () => false,
      () => true,
    );
    const back = await found(storage);
    expect(back === null).toBe(survived < 2);
    expect(back?.leftOut ?? 0).toBe(0);
    for (const { record, files } of back?.workspace.runs ?? []) {
      if (record.status === "finished") expect(await files.get("model")?.text()).toBe("weights");
      else expect(await files.get("checkpoint")?.text()).toBe("epoch 1");
    }
    if (!crashed) break;
    expect(survived).toBeLessThan(30);
  }
});

test("where there is no room, what was kept before stays, and what is new is written once there is", async () => {
  const storage = new HeldFiles();
  const folder = new SavedFolder(ID);
  await folder.write(storage, contents([]), packed);
  storage.fill();
  const next = contents([kept(finished, { model: blob("weights") })]);
  await expect(folder.write(storage, next, packed)).rejects.toThrow(StorageFull);
  expect((await found(storage))?.workspace.runs).toEqual([]);
  expect(folder.hasNews(next)).toBe(true);
  storage.empty();
  await folder.write(storage, next, packed);
  expect((await found(storage))?.workspace.runs[0]?.record.status).toBe("finished");
});

test("what the browser cleared while the page was open is written whole again", async () => {
  const storage = new HeldFiles();
  const folder = new SavedFolder(ID);
  const run = kept(finished, { model: blob("weights") });
  await folder.write(storage, contents([run]), packed);
  await storage.removeFolder(ID);
  await folder.write(storage, contents([run], { selectedRun: null }), packed);
  expect(storage.names(ID)).toEqual([
    "dataset.safetensors",
    "runs/1/model.safetensors",
    "runs/1/run.json",
    "workspace.json",
  ]);
});

test("a finished run without weights, and one without a record, are left out and counted", async () => {
  const storage = new HeldFiles();
  const runs = [1, 2, 3].map((id) => kept({ ...finished, id }, { model: blob("weights") }));
  await new SavedFolder(ID).write(storage, contents(runs), packed);
  await storage.remove(ID, "runs/1/model.safetensors");
  await storage.write(ID, "runs/2/run.json", blob('{"id": 2, '));
  const back = await found(storage);
  expect(back?.leftOut).toBe(2);
  expect(back?.workspace.runs.map(({ record }) => record.id)).toEqual([3]);
});
