import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { lossHistory } from "../../src/store/lossHistory";
import { startVisit } from "../../src/store/start";
import { trained } from "./fakeWorkers";
import { HeldFiles } from "./keep/heldFiles";
import { checkpoint, type Tab, tab, until, useReadableBlobs } from "./keep/keepingVisit";

const open: Tab[] = [];

beforeEach(() => {
  useReadableBlobs();
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, "", "#");
});
afterEach(() => {
  for (const one of open.splice(0)) one.close();
  lossHistory.clear();
});

function newTab(disk: HeldFiles | null): Tab {
  const made = tab(disk);
  open.push(made);
  return made;
}

/** As after a reload, or on the next day: the tab of before is closed. */
function nextVisit(before: Tab, disk: HeldFiles): Tab {
  before.close();
  return newTab(disk);
}

async function status({ state }: Tab, expected: string): Promise<void> {
  await until(() => expect(state().keeping.status).toBe(expected));
}

/** The one Workspace on the disk. */
async function onlyFolder(disk: HeldFiles): Promise<string> {
  const folders = await disk.folders();
  expect(folders).toHaveLength(1);
  return folders[0]!;
}

/** A file of one's own, kept. */
async function keptFile(disk: HeldFiles): Promise<Tab> {
  const visit = newTab(disk);
  await visit.openFile();
  await status(visit, "kept");
  return visit;
}

/** A Run on it that has come to the end of its first epoch, kept. */
async function keptTraining(disk: HeldFiles): Promise<Tab> {
  const visit = await keptFile(disk);
  void visit.store.getState().train();
  await until(() => expect(visit.train.calls("train")).toHaveLength(1));
  visit.train.progress("train", { type: "backend", name: "wasm", renderer: null, reason: "chosen" });
  visit.train.progress("train", { type: "epoch", record: checkpoint().epochs[0]!, best: true });
  visit.train.progress("train", { type: "checkpoint", checkpoint: checkpoint() });
  const id = await onlyFolder(disk);
  await until(() => expect(disk.names(id)).toContain("runs/1/checkpoint.safetensors"));
  await until(async () =>
    expect(await disk.read(id, "runs/1/run.json").then((file) => file?.text())).toContain('"epoch": 1'),
  );
  return visit;
}

/** A finished Run on it, kept. */
async function keptRun(disk: HeldFiles): Promise<Tab> {
  const visit = await keptTraining(disk);
  await visit.train.answer("train", trained());
  const id = await onlyFolder(disk);
  await until(() => expect(disk.names(id)).not.toContain("runs/1/checkpoint.safetensors"));
  return visit;
}

describe("what is kept", () => {
  test("a person's own file is kept at once, and said to be", async () => {
    const disk = new HeldFiles();
    const { state } = await keptFile(disk);
    const id = await onlyFolder(disk);
    expect(disk.names(id)).toEqual(["dataset.safetensors", "workspace.json"]);
    expect(state().keeping).toMatchObject({ status: "kept", id });
    await state().lookAtKept();
    expect(state().kept).toMatchObject({
      place: "opfs",
      workspaces: [{ id, name: "shop.csv", ratings: 1, runs: 0, open: "here", isSample: false, isDeleted: false }],
    });
  });

  test("the built-in sample and the run of a first visit are not kept until somebody trains", async () => {
    const disk = new HeldFiles();
    const visit = newTab(disk);
    void startVisit(visit.store);
    await until(() => expect(visit.train.calls("train")).toHaveLength(1));
    await visit.train.answer("train", trained());
    await until(() => expect(visit.state().runs[0]?.status).toBe("finished"));
    await status(visit, "nothing to keep");
    expect(await disk.folders()).toEqual([]);
    void visit.store.getState().train();
    await status(visit, "kept");
    const id = await onlyFolder(disk);
    expect(disk.names(id)).toContain("runs/2/run.json");
    expect(disk.names(id)).toContain("runs/1/model.safetensors");
  });

  test("another file is another workspace, and the one before stays as it was", async () => {
    const disk = new HeldFiles();
    const visit = await keptRun(disk);
    const first = await onlyFolder(disk);
    const names = disk.names(first);
    await visit.openFile("other.csv");
    await until(async () => expect(await disk.folders()).toHaveLength(2));
    expect(disk.names(first)).toEqual(names);
  });

  test("the same file read in another way takes the place of a workspace without runs", async () => {
    const disk = new HeldFiles();
    const visit = await keptFile(disk);
    const first = await onlyFolder(disk);
    visit.setSame(false);
    await visit.state().reread({ delimiter: ";" });
    await until(async () => expect(await disk.folders()).not.toContain(first));
    await status(visit, "kept");
    await onlyFolder(disk);
  });

  test("nothing is written where nothing is to be kept", async () => {
    const disk = new HeldFiles();
    const visit = newTab(disk);
    visit.state().setKeepingOn(false);
    await visit.openFile();
    await status(visit, "off");
    expect(disk.changes).toEqual([]);
    visit.state().setKeepingOn(true);
    await status(visit, "kept");
    expect(localStorage.getItem("collabnn.keep")).toBeNull();
  });

  test("a browser that keeps nothing is said to, and everything else goes on", async () => {
    const visit = newTab(null);
    await visit.openFile();
    await status(visit, "failed");
    expect(visit.state().keeping).toMatchObject({ why: "no storage" });
    await visit.state().lookAtKept();
    expect(visit.state().kept).toMatchObject({ place: null, workspaces: [] });
  });

  test("on a full disk what was kept stays whole, the run goes on, and what is missing is kept once there is room", async () => {
    const disk = new HeldFiles();
    const visit = await keptTraining(disk);
    const id = await onlyFolder(disk);
    const before = disk.names(id);
    disk.fill();
    await visit.train.answer("train", trained());
    await status(visit, "failed");
    expect(visit.state().keeping).toMatchObject({ why: "full", message: expect.stringContaining("no more room") });
    expect(visit.state().runs[0]?.status).toBe("finished");
    expect(disk.names(id)).toEqual(before);
    disk.empty();
    visit.state().acceptKeeping();
    await status(visit, "kept");
    expect(disk.names(id)).toContain("runs/1/model.safetensors");
  });
});

describe("a later visit", () => {
  test("opens what was open last, and says so", async () => {
    const disk = new HeldFiles();
    const later = nextVisit(await keptRun(disk), disk);
    await startVisit(later.store);
    const { data, runs, selectedRun, broughtBack, reading } = later.state();
    expect(data).toMatchObject({ isSample: false, source: { kind: "workspace", name: "shop.csv" } });
    expect(runs).toMatchObject([{ id: 1, status: "finished", result: { test: { rmse: 1.1 } } }]);
    expect({ selectedRun, reading }).toEqual({ selectedRun: 1, reading: null });
    expect(broughtBack).toMatchObject({ name: "shop.csv", runs: 1, isCopy: false, leftOut: 0 });
    await status(later, "kept");
  });

  test("opens what changed last when the browser has forgotten what was open", async () => {
    const disk = new HeldFiles();
    const first = await keptFile(disk);
    first.setSame(false);
    await first.openFile("other.csv");
    await until(async () => expect(await disk.folders()).toHaveLength(2));
    await status(first, "kept");
    localStorage.clear();
    sessionStorage.clear();
    const later = nextVisit(first, disk);
    await startVisit(later.store);
    expect(later.state().broughtBack?.name).toBe("other.csv");
  });

  test("writes nothing as long as nothing changes", async () => {
    const disk = new HeldFiles();
    const later = nextVisit(await keptRun(disk), disk);
    disk.changes.length = 0;
    await startVisit(later.store);
    await status(later, "kept");
    expect(disk.changes).toEqual([]);
  });

  test("finds a run that trained when its page was closed interrupted, and takes it on from its checkpoint", async () => {
    const disk = new HeldFiles();
    const later = nextVisit(await keptTraining(disk), disk);
    await startVisit(later.store);
    expect(later.state().runs).toMatchObject([{ id: 1, status: "interrupted", epochs: [{ epoch: 1 }] }]);
    void later.state().resumeRun(1);
    await until(() => expect(later.train.calls("train")).toHaveLength(1));
    const { from, settings } = later.train.calls("train")[0]!.input;
    expect(await from?.text()).toBe("checkpoint");
    expect(settings.backend).toBe("wasm");
    await later.train.answer("train", trained());
    await until(() => expect(later.state().runs[0]?.status).toBe("finished"));
    const id = await onlyFolder(disk);
    await until(() => expect(disk.names(id)).toContain("runs/1/model.safetensors"));
    await until(() => expect(disk.names(id)).not.toContain("runs/1/checkpoint.safetensors"));
  });

  test("can discard an interrupted run, and take that back", async () => {
    const disk = new HeldFiles();
    const later = nextVisit(await keptTraining(disk), disk);
    await startVisit(later.store);
    const id = await onlyFolder(disk);
    later.state().discardRun(1);
    expect(later.state()).toMatchObject({ runs: [], selectedRun: null, discarded: { id: 1 } });
    await until(() => expect(disk.names(id)).toEqual(["dataset.safetensors", "workspace.json"]));
    later.state().undoDiscard();
    expect(later.state()).toMatchObject({ runs: [{ id: 1, status: "interrupted" }], selectedRun: 1, discarded: null });
    await until(() => expect(disk.names(id)).toContain("runs/1/checkpoint.safetensors"));
  });

  test("keeps the settings of what was open, unless the link names others", async () => {
    const disk = new HeldFiles();
    const first = await keptFile(disk);
    first.state().setSettings({ seed: 7 });
    const id = await onlyFolder(disk);
    await until(async () =>
      expect(await disk.read(id, "workspace.json").then((file) => file?.text())).toContain('"seed": 7'),
    );
    const later = nextVisit(first, disk);
    await startVisit(later.store);
    expect(later.state().settings.seed).toBe(7);
    history.replaceState(null, "", "#/train?seed=9");
    const linked = nextVisit(later, disk);
    await startVisit(linked.store);
    expect(linked.state().settings.seed).toBe(9);
  });

  test("begins with the sample when what was open last is damaged, says so, and can delete it", async () => {
    const disk = new HeldFiles();
    const first = await keptFile(disk);
    const id = await onlyFolder(disk);
    await disk.remove(id, "dataset.safetensors");
    const later = nextVisit(first, disk);
    void startVisit(later.store);
    await until(() => expect(later.state().data?.isSample).toBe(true));
    expect(later.state().damaged).toMatchObject({ id, name: "shop.csv", message: "The ratings are missing." });
    await later.state().deleteKept(id);
    expect(await disk.folders()).toEqual([]);
  });

  test("leaves a file that is opened meanwhile in peace", async () => {
    const disk = new HeldFiles();
    const later = nextVisit(await keptFile(disk), disk);
    later.setSame(false);
    const started = startVisit(later.store);
    await later.openFile("other.csv");
    await started;
    expect(later.state().data?.source).toMatchObject({ kind: "text", name: "other.csv" });
    expect(later.state().broughtBack).toBeNull();
    await until(async () => expect(await disk.folders()).toHaveLength(2));
  });

  test("does not open what is kept where nothing is to be kept", async () => {
    const disk = new HeldFiles();
    const later = nextVisit(await keptFile(disk), disk);
    later.state().setKeepingOn(false);
    void startVisit(later.store);
    await until(() => expect(later.state().data?.isSample).toBe(true));
  });

  test("that opens the same file again goes on with its workspace: the runs come back", async () => {
    const disk = new HeldFiles();
    const later = nextVisit(await keptRun(disk), disk);
    await later.openFile();
    await until(() => expect(later.state().runs).toMatchObject([{ id: 1, status: "finished" }]));
    await status(later, "kept");
    await onlyFolder(disk);
    expect(later.state().broughtBack).toMatchObject({ isSameFile: true, runs: 1 });
    expect(later.state().data?.source.kind).toBe("text");
    void later.state().train();
    expect(later.state().runs.map(({ id }) => id)).toEqual([1, 2]);
  });

  test("that opens another file of the same name begins another workspace", async () => {
    const disk = new HeldFiles();
    const later = nextVisit(await keptRun(disk), disk);
    later.setSame(false);
    await later.openFile();
    await status(later, "kept");
    expect(later.state().runs).toEqual([]);
    expect(await disk.folders()).toHaveLength(2);
  });

  test("deletes what a crash left without a manifest, but not what another tab is writing", async () => {
    const disk = new HeldFiles();
    const rubbish = "0".repeat(32);
    const busy = "1".repeat(32);
    for (const id of [rubbish, busy]) await disk.write(id, "dataset.safetensors", new Blob(["half"]));
    localStorage.setItem(`claim.${busy}`, `99 ${Date.now()}`);
    await newTab(disk).state().lookAtKept();
    await until(async () => expect(await disk.folders()).toEqual([busy]));
  });
});

describe("two tabs", () => {
  test("a second one works on a copy, which is written once it trains there", async () => {
    const disk = new HeldFiles();
    await keptRun(disk);
    const original = await onlyFolder(disk);
    const second = newTab(disk);
    await startVisit(second.store);
    expect(second.state().broughtBack).toMatchObject({ isCopy: true });
    await status(second, "copy");
    second.state().setSettings({ seed: 3 });
    await status(second, "copy");
    expect(await disk.folders()).toEqual([original]);
    disk.changes.length = 0;
    void second.state().train();
    await status(second, "kept");
    expect(await disk.folders()).toHaveLength(2);
    expect(disk.changes.filter((change) => change.includes(original))).toEqual([]);
    const [copy = ""] = (await disk.folders()).filter((id) => id !== original);
    expect(disk.names(copy)).toContain("runs/1/model.safetensors");
    expect(disk.names(copy)).toContain("runs/2/run.json");
  });

  test("what is open in another tab is shown so, and not deleted", async () => {
    const disk = new HeldFiles();
    await keptFile(disk);
    const id = await onlyFolder(disk);
    const second = newTab(disk);
    await second.state().lookAtKept();
    expect(second.state().kept?.workspaces).toMatchObject([{ id, open: "elsewhere" }]);
    await second.state().deleteKept(id);
    expect(second.state().keptError).toBe("shop.csv is open in another tab. Close it there first.");
    expect(disk.names(id)).toContain("workspace.json");
    await second.state().deleteAllKept();
    expect(second.state().keptError).toContain("open in another tab");
    expect(disk.names(id)).toContain("workspace.json");
  });
});

describe("deleting", () => {
  test("one workspace can be taken back for a while, then it is gone", async () => {
    const disk = new HeldFiles();
    const visit = await keptRun(disk);
    const id = await onlyFolder(disk);
    visit.setSame(false);
    await visit.openFile("other.csv");
    await until(async () => expect(await disk.folders()).toHaveLength(2));
    await visit.state().lookAtKept();
    const names = disk.names(id);

    await visit.state().deleteKept(id);
    const shown = () => visit.state().kept?.workspaces.find((one) => one.id === id);
    expect(shown()?.isDeleted).toBe(true);
    expect(disk.names(id)).not.toContain("workspace.json");
    await visit.state().undoDeleteKept(id);
    expect(shown()?.isDeleted).toBe(false);
    expect(disk.names(id)).toEqual(names);

    vi.useFakeTimers({ toFake: ["setTimeout"] });
    const deleting = visit.state().deleteKept(id);
    await vi.advanceTimersByTimeAsync(10);
    await deleting;
    await vi.advanceTimersByTimeAsync(10_000);
    vi.useRealTimers();
    await until(async () => expect(await disk.folders()).not.toContain(id));
    await until(() => expect(shown()).toBeUndefined());
  });

  test("what could still be taken back makes room for what is to be kept", async () => {
    const disk = new HeldFiles();
    const visit = await keptFile(disk);
    const old = await onlyFolder(disk);
    visit.setSame(false);
    await visit.openFile("other.csv");
    await until(async () => expect(await disk.folders()).toHaveLength(2));
    await visit.state().lookAtKept();
    await visit.state().deleteKept(old);
    disk.fill();
    const { beforeChange } = disk;
    disk.beforeChange = (change) => {
      if (change === `remove ${old}`) disk.empty();
      else beforeChange(change);
    };
    void visit.state().train();
    await until(() => expect(visit.state().kept?.workspaces).toHaveLength(2));
    await until(async () => expect(await disk.folders()).not.toContain(old));
    const id = await onlyFolder(disk);
    await until(() => expect(disk.names(id)).toContain("runs/1/run.json"));
    expect(visit.state().keeping.status).toBe("kept");
  });

  test("the open data can be kept no more, and again", async () => {
    const disk = new HeldFiles();
    const visit = await keptRun(disk);
    await visit.state().declineKeeping();
    await status(visit, "declined");
    expect(await disk.folders()).toEqual([]);
    visit.state().setSettings({ seed: 3 });
    await status(visit, "declined");
    expect(visit.state().runs).toHaveLength(1);
    visit.state().acceptKeeping();
    await status(visit, "kept");
    expect(disk.names(await onlyFolder(disk))).toContain("runs/1/model.safetensors");
  });

  test("all leaves nothing, not even what is remembered of how files are read", async () => {
    const disk = new HeldFiles();
    const visit = await keptRun(disk);
    visit.setSame(false);
    await visit.openFile("other.csv");
    await until(async () => expect(await disk.folders()).toHaveLength(2));
    localStorage.setItem("collabnn.choices", "{}");
    await visit.state().deleteAllKept();
    await status(visit, "declined");
    expect(await disk.folders()).toEqual([]);
    expect(visit.state().keptError).toBeNull();
    expect(visit.state().kept?.workspaces).toEqual([]);
    expect(Object.keys(localStorage).filter((key) => !key.startsWith("claim."))).toEqual([]);
    const later = nextVisit(visit, disk);
    void startVisit(later.store);
    await until(() => expect(later.state().data?.isSample).toBe(true));
  });
});
