import { afterEach, beforeEach, expect } from "vitest";
import { lossHistory } from "../../../src/features/train/store/lossHistory";
import { trained } from "../studio/fakeWorkers";
import type { HeldFiles } from "./heldFiles";
import { checkpoint, type Tab, tab, until, useReadableBlobs } from "./keepingVisit";
import { forgetClaims } from "./tabClaims";

const open: Tab[] = [];

/** Every test begins in a fresh browser, and its tabs are closed after it. */
export function eachInAFreshBrowser(): void {
  beforeEach(() => {
    useReadableBlobs();
    localStorage.clear();
    forgetClaims();
    sessionStorage.clear();
    history.replaceState(null, "", "#");
  });
  afterEach(() => {
    for (const one of open.splice(0)) one.close();
    lossHistory.clear();
  });
}

export function newTab(disk: HeldFiles | null): Tab {
  const made = tab(disk);
  open.push(made);
  return made;
}

/** As after a reload, or on the next day: the tab of before is closed. */
export function nextVisit(before: Tab, disk: HeldFiles): Tab {
  before.close();
  return newTab(disk);
}

export async function status({ state }: Tab, expected: string): Promise<void> {
  await until(() => expect(state().autosave.status).toBe(expected));
}

/** The one Workspace on the disk. */
export async function onlyFolder(disk: HeldFiles): Promise<string> {
  const folders = await disk.folders();
  expect(folders).toHaveLength(1);
  return folders[0];
}

/** A file of one's own, kept. */
export async function keptFile(disk: HeldFiles): Promise<Tab> {
  const visit = newTab(disk);
  await visit.openFile();
  await status(visit, "kept");
  return visit;
}

/** A Run on it that has come to the end of its first epoch, kept. */
export async function keptTraining(disk: HeldFiles): Promise<Tab> {
  const visit = await keptFile(disk);
  void visit.store.getState().train();
  await until(() => expect(visit.train.calls("train")).toHaveLength(1));
  visit.train.progress("train", { type: "backend", name: "wasm", renderer: null, reason: "chosen" });
  visit.train.progress("train", { type: "epoch", record: checkpoint().epochs[0], best: true });
  visit.train.progress("train", { type: "checkpoint", checkpoint: checkpoint() });
  const id = await onlyFolder(disk);
  await until(() => expect(disk.names(id)).toContain("runs/1/checkpoint.safetensors"));
  await until(async () =>
    expect(await disk.read(id, "runs/1/run.json").then((file) => file?.text())).toContain('"epoch": 1'),
  );
  return visit;
}

/** A finished Run on it, kept. */
export async function keptRun(disk: HeldFiles): Promise<Tab> {
  const visit = await keptTraining(disk);
  await visit.train.answer("train", trained());
  const id = await onlyFolder(disk);
  await until(() => expect(disk.names(id)).not.toContain("runs/1/checkpoint.safetensors"));
  return visit;
}
