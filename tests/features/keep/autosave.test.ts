import { describe, expect, test, vi } from "vitest";
import { startVisit } from "../../../src/features/studio/start";
import { trained } from "../studio/fakeWorkers";
import { HeldFiles } from "./heldFiles";
import { until } from "./keepingVisit";
import {
  eachInAFreshBrowser,
  keptFile,
  keptRun,
  keptTraining,
  newTab,
  nextVisit,
  onlyFolder,
  status,
} from "./keptVisits";

eachInAFreshBrowser();

describe("what is kept", () => {
  test("a person's own file is kept at once, and said to be", async () => {
    const disk = new HeldFiles();
    const { state } = await keptFile(disk);
    const id = await onlyFolder(disk);
    expect(disk.names(id)).toEqual(["dataset.safetensors", "workspace.json"]);
    expect(state().autosave).toMatchObject({ status: "kept", id });
    await state().lookAtAutosaved();
    expect(state().autosaved).toMatchObject({
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
    visit.state().setAutosaveOn(false);
    await visit.openFile();
    await status(visit, "off");
    expect(disk.changes).toEqual([]);
    visit.state().setAutosaveOn(true);
    await status(visit, "kept");
    expect(localStorage.getItem("collabnn.keep")).toBeNull();
  });

  test("a browser that keeps nothing is said to, and everything else goes on", async () => {
    const visit = newTab(null);
    await visit.openFile();
    await status(visit, "failed");
    expect(visit.state().autosave).toMatchObject({ why: "no storage" });
    await visit.state().lookAtAutosaved();
    expect(visit.state().autosaved).toMatchObject({ place: null, workspaces: [] });
  });

  test("on a full disk what was kept stays whole, the run goes on, and what is missing is kept once there is room", async () => {
    const disk = new HeldFiles();
    const visit = await keptTraining(disk);
    const id = await onlyFolder(disk);
    const before = disk.names(id);
    disk.fill();
    await visit.train.answer("train", trained());
    await status(visit, "failed");
    expect(visit.state().autosave).toMatchObject({ why: "full", message: expect.stringContaining("no more room") });
    expect(visit.state().runs[0]?.status).toBe("finished");
    expect(disk.names(id)).toEqual(before);
    disk.empty();
    visit.state().acceptAutosave();
    await status(visit, "kept");
    expect(disk.names(id)).toContain("runs/1/model.safetensors");
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
    await second.state().lookAtAutosaved();
    expect(second.state().autosaved?.workspaces).toMatchObject([{ id, open: "elsewhere" }]);
    await second.state().deleteAutosaved(id);
    expect(second.state().autosaveError).toBe("shop.csv is open in another tab. Close it there first.");
    expect(disk.names(id)).toContain("workspace.json");
    await second.state().deleteAllAutosaved();
    expect(second.state().autosaveError).toContain("open in another tab");
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
    await visit.state().lookAtAutosaved();
    const names = disk.names(id);

    await visit.state().deleteAutosaved(id);
    const shown = () => visit.state().autosaved?.workspaces.find((one) => one.id === id);
    expect(shown()?.isDeleted).toBe(true);
    expect(disk.names(id)).not.toContain("workspace.json");
    await visit.state().undoDeleteAutosaved(id);
    expect(shown()?.isDeleted).toBe(false);
    expect(disk.names(id)).toEqual(names);

    vi.useFakeTimers({ toFake: ["setTimeout"] });
    const deleting = visit.state().deleteAutosaved(id);
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
    await visit.state().lookAtAutosaved();
    await visit.state().deleteAutosaved(old);
    disk.fill();
    const { beforeChange } = disk;
    disk.beforeChange = (change) => {
      if (change === `remove ${old}`) disk.empty();
      else beforeChange(change);
    };
    void visit.state().train();
    await until(() => expect(visit.state().autosaved?.workspaces).toHaveLength(2));
    await until(async () => expect(await disk.folders()).not.toContain(old));
    const id = await onlyFolder(disk);
    await until(() => expect(disk.names(id)).toContain("runs/1/run.json"));
    expect(visit.state().autosave.status).toBe("kept");
  });

  test("the open data can be kept no more, and again", async () => {
    const disk = new HeldFiles();
    const visit = await keptRun(disk);
    await visit.state().declineAutosave();
    await status(visit, "declined");
    expect(await disk.folders()).toEqual([]);
    visit.state().setSettings({ seed: 3 });
    await status(visit, "declined");
    expect(visit.state().runs).toHaveLength(1);
    visit.state().acceptAutosave();
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
    await visit.state().deleteAllAutosaved();
    await status(visit, "declined");
    expect(await disk.folders()).toEqual([]);
    expect(visit.state().autosaveError).toBeNull();
    expect(visit.state().autosaved?.workspaces).toEqual([]);
    expect(Object.keys(localStorage)).toEqual([]);
    const later = nextVisit(visit, disk);
    void startVisit(later.store);
    await until(() => expect(later.state().data?.isSample).toBe(true));
  });
});
