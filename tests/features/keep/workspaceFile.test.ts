import { beforeEach, expect, test, vi } from "vitest";
import type { KeptRun, Workspace } from "../../../src/engine/workspace/types";
import { saveFile } from "../../../src/features/studio/saveFile";
import { outcome, result, settle, studio } from "../studio/fakeWorkers";

// The browser's download, which jsdom has not.
vi.mock("../../../src/features/studio/saveFile", () => ({ saveFile: vi.fn() }));
beforeEach(() => vi.mocked(saveFile).mockClear());

const FILE = new File(["PK"], "shop.collabnn");
const found = { matches: [], total: 0 };

function keptRun(id: number): KeptRun {
  const { run, backend } = result();
  const record: KeptRun["record"] = {
    id,
    settings: run.settings,
    startedBy: "person",
    status: "finished",
    device: backend,
    plan: null,
    epochs: run.epochs,
    bestEpoch: 1,
    result: result(),
    notes: [],
    error: null,
    earlier: null,
  };
  return { record, files: new Map([["model", new Blob(["weights"])]]) };
}

function workspace(runs: KeptRun[]): Workspace {
  return {
    manifest: {
      format: "collabnn-workspace",
      version: 1,
      saved: "2026-01-02T03:04:05.678Z",
      dataset: { name: "shop.csv", sample: null, ratings: 1, users: 1, products: 1 },
      settings: { ...result().run.settings, epochs: 7 },
      runs: runs.map(({ record }) => record.id),
      selectedRun: runs[0]?.record.id ?? null,
    },
    dataset: new Blob(["ratings"]),
    runs,
  };
}

/** Drop a workspace file, up to where its Runs are on the page and the first is being checked. */
async function dropped(runs: KeptRun[]) {
  const page = studio();
  const { data, train, recommend, store } = page;
  await page.open("before.csv");
  void store.getState().openSource({ kind: "files", files: [FILE] });
  await data.answer("recognize", "workspace");
  await data.answer("openWorkspace", workspace(runs));
  await data.answer("read", outcome("shop.csv"));
  await train.answer("load", null);
  await recommend.answer("load", null);
  await settle();
  return page;
}

test("what is open is handed to the browser as a file, with how far it is and how large it became", async () => {
  const { data, store, open } = studio();
  await open("shop.csv");
  const saving = store.getState().saveWorkspace();
  await settle();
  await data.answer("packed", new Blob(["ratings"]));
  data.progress("saveWorkspace", { done: 5, total: 20 });
  expect(store.getState().savingWorkspace).toEqual({ name: "shop.csv", done: 5, total: 20 });
  const file = new Blob(["archive"]);
  await data.answer("saveWorkspace", file);
  await saving;
  expect(saveFile).toHaveBeenCalledExactlyOnceWith(file, "shop.collabnn");
  expect(store.getState()).toMatchObject({
    savingWorkspace: null,
    savedWorkspace: { file: "shop.collabnn", bytes: 7 },
    workspaceError: null,
  });
});

test("saving that is cancelled saves nothing, and the next is not disturbed", async () => {
  const { data, store, open } = studio();
  await open("shop.csv");
  const first = store.getState().saveWorkspace();
  await settle();
  await data.answer("packed", new Blob(["ratings"]));
  store.getState().cancelWorkspace();
  const second = store.getState().saveWorkspace();
  await first;
  await settle();
  expect(data.cancelled()).toHaveLength(1);
  expect(saveFile).not.toHaveBeenCalled();
  const calls = data.calls("saveWorkspace");
  expect(calls).toHaveLength(2);
  expect(store.getState().savingWorkspace).not.toBeNull();
  void second;
});

test("saving that fails says why, and nothing was saved", async () => {
  const { data, store, open } = studio();
  await open("shop.csv");
  const saving = store.getState().saveWorkspace();
  await settle();
  await data.answer("packed", new Blob(["ratings"]));
  // What the worker holds may have been lost: the source is read again, and it is tried once more.
  await data.fail("saveWorkspace", "RangeError", "It would be larger than 4 GB");
  await data.answer("read", outcome("shop.csv"));
  await data.fail("saveWorkspace", "RangeError", "It would be larger than 4 GB");
  await saving;
  expect(saveFile).not.toHaveBeenCalled();
  expect(store.getState()).toMatchObject({
    savingWorkspace: null,
    workspaceError: "The workspace could not be saved: It would be larger than 4 GB.",
  });
});

test("a dropped workspace replaces what is open, and says where it comes from", async () => {
  const { store, recommend } = await dropped([keptRun(4)]);
  await recommend.answer("findUsers", found);
  await settle();
  const { data, runs, selectedRun, settings, workspaceFile } = store.getState();
  expect(data?.summary.name).toBe("shop.csv");
  expect(runs.map(({ id, status }) => [id, status])).toEqual([[4, "finished"]]);
  expect(selectedRun).toBe(4);
  expect(settings.epochs).toBe(7);
  expect(workspaceFile).toEqual({ name: "shop.collabnn", saved: "2026-01-02T03:04:05.678Z", runs: 1 });
});

test("a workspace that cannot be opened leaves what is open, with the worker's own sentence", async () => {
  const { data, store, open } = studio();
  await open("before.csv");
  void store.getState().openSource({ kind: "files", files: [FILE] });
  await data.answer("recognize", "workspace");
  data.progress("openWorkspace", { done: 1, total: 4 });
  expect(store.getState().reading?.unpacked).toEqual({ done: 1, total: 4 });
  await data.fail("openWorkspace", "ReadError", "shop.collabnn is damaged.");
  await data.fail("preview", "ReadError", "shop.collabnn is a workspace.");
  const { data: loaded, readError, reading } = store.getState();
  expect(loaded?.summary.name).toBe("before.csv");
  expect(reading).toBeNull();
  expect(readError?.message).toBe("shop.collabnn is damaged.");
});

test("the figures of each run are recomputed with columns of their own, and a difference of 0.0001 is none", async () => {
  const { data, train, store } = await dropped([keptRun(1), keptRun(2)]);
  expect(store.getState().runChecks).toEqual({ 1: { status: "checking" } });
  await data.answer("columns", outcome("shop.csv"));
  expect(train.calls("recompute")[0].input).toMatchObject({ columns: { size: 1 }, earlier: null });
  // `result` says RMSE 1.1 and MAE 0.9.
  await train.answer("recompute", { rmse: 1.10009, mae: 0.9, ndcg10: null });
  await data.answer("columns", outcome("shop.csv"));
  await train.answer("recompute", { rmse: 1.1, mae: 0.9002, ndcg10: null });
  expect(store.getState().runChecks).toEqual({
    1: {
      status: "same",
      figures: [
        { metric: "rmse", saved: 1.1, recomputed: 1.10009 },
        { metric: "mae", saved: 0.9, recomputed: 0.9 },
      ],
    },
    2: {
      status: "different",
      figures: [
        { metric: "rmse", saved: 1.1, recomputed: 1.1 },
        { metric: "mae", saved: 0.9, recomputed: 0.9002 },
      ],
    },
  });
});

test("a check that its worker was lost in is made once more; one that fails says why, and the run stays", async () => {
  const { data, train, store } = await dropped([keptRun(1)]);
  await data.answer("columns", outcome("shop.csv"));
  await train.die("out of memory");
  await data.answer("columns", outcome("shop.csv"));
  await train.fail("recompute", "TrainingError", "This file has no time column");
  expect(store.getState().runChecks[1]).toEqual({ status: "impossible", why: "This file has no time column." });
  expect(store.getState().runs).toHaveLength(1);
});

test("other data that are opened end the checks, and nothing is said of them", async () => {
  const { data, train, store, open } = await dropped([keptRun(1), keptRun(2)]);
  await data.answer("columns", outcome("shop.csv"));
  const [check] = train.calls("recompute");
  await open("other.csv");
  expect(train.cancelled()).toContain(check!.id);
  await settle();
  expect(store.getState()).toMatchObject({ runChecks: {}, workspaceFile: null });
  expect(train.calls("recompute")).toHaveLength(1);
});
