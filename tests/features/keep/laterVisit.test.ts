import { describe, expect, test, vi } from "vitest";
import { startVisit } from "../../../src/features/studio/start";
import { lossHistory } from "../../../src/features/train/store/lossHistory";
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
import { TabClaims } from "./tabClaims";

eachInAFreshBrowser();

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

  test("loses nothing while its runs are still being brought back", async () => {
    const disk = new HeldFiles();
    const later = nextVisit(await keptRun(disk), disk);
    disk.changes.length = 0;
    const slow = vi.spyOn(lossHistory, "restore").mockReturnValue(new Promise((resolve) => setTimeout(resolve, 100)));
    const started = startVisit(later.store);
    await until(() => expect(later.state().data?.summary.name).toBe("shop.csv"));
    expect(later.state().runs).toEqual([]);
    await started;
    slow.mockRestore();
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
    const { from, settings } = later.train.calls("train")[0].input;
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
    await later.state().deleteAutosaved(id);
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
    later.state().setAutosaveOn(false);
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
    await new TabClaims().claim(busy);
    await newTab(disk).state().lookAtAutosaved();
    await until(async () => expect(await disk.folders()).toEqual([busy]));
  });
});
