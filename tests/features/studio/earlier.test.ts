import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { EarlierModel, Overlap } from "../../../src/engine/train/earlier/types";
import { DEFAULT_SETTINGS } from "../../../src/models/registry";
import type { DataCalls } from "../../../src/workers/protocol";
import { customer, outcome, settle, studio, textSource, trained } from "./fakeWorkers";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const MAY = new Blob(["may"]);

type Page = ReturnType<typeof studio>;

const SOME: Overlap = { users: 1310, knownUsers: 1204, products: 251, knownProducts: 240 };
const NONE: Overlap = { ...SOME, knownUsers: 0, knownProducts: 0 };
const MATCHED: DataCalls["startFrom"]["result"] = {
  start: new Blob(["start"]),
  overlap: SOME,
  refusals: { scored: null, continued: null },
  moved: 12,
};

async function finishRun({ store, train, recommend }: Page, startedBy: "person" | "first visit" = "person") {
  const done = store.getState().train(startedBy);
  await settle();
  await train.answer("train", trained());
  await takeModel(recommend);
  await done;
}

/** The explorer takes a finished Run's model, and answers for whom it shows, where it shows somebody. */
async function takeModel(recommend: Page["recommend"]): Promise<void> {
  const asked = recommend.calls("customer").length;
  await recommend.answer("model", null);
  if (recommend.calls("customer").length > asked) await recommend.answer("customer", customer("anna"));
}

/** A visit on whose data a person has trained a Run, and another file opened then. */
async function newerFile(startedBy: "person" | "first visit" = "person") {
  const all = studio();
  await all.open("may.csv");
  await finishRun(all, startedBy);
  if (startedBy === "person") await all.data.answer("packed", MAY);
  await openOther(all, "june.csv");
  return all;
}

async function openOther({ store, data, train, recommend }: Page, name: string): Promise<void> {
  const done = store.getState().openSource(textSource(name));
  await data.answer("read", outcome(name));
  await done;
  await train.answer("load", null);
  await recommend.answer("load", null);
  await recommend.answer("findUsers", { matches: [{ id: "anna", ratings: 3 }], total: 1 });
}

test("a finished run of the file before is offered for the newer one, with what it knows of it", async () => {
  const { store, data } = await newerFile();
  const { input } = data.calls("startFrom")[0];
  expect(input.earlier).toMatchObject({ name: "may.csv", run: 1, only: {}, vocabularies: null, began: null });
  expect(input.earlier.dataset).toBe(MAY);
  expect(store.getState().earlierOffer).toBeNull();
  await data.answer("startFrom", MATCHED);
  const { epochs, learningRate } = trained().result.run.settings;
  expect(store.getState()).toMatchObject({
    earlierOffer: { name: "may.csv", run: 1, overlap: SOME, suggested: { epochs, learningRate } },
    matchingEarlier: false,
  });
  store.getState().dismissEarlier();
  expect(store.getState().earlierOffer).toBeNull();
});

test("that it knows nothing is said of a file of one's own, and kept to itself of the sample", async () => {
  const { store, data } = await newerFile();
  await data.answer("startFrom", { ...MATCHED, overlap: NONE });
  expect(store.getState().earlierOffer?.overlap).toEqual(NONE);

  const sample = studio();
  const opening = sample.store.getState().openSample("demo");
  await sample.data.answer("read", outcome("Demo sample"));
  await opening;
  await sample.train.answer("load", null);
  await sample.recommend.answer("load", null);
  await sample.recommend.answer("findUsers", { matches: [{ id: "anna", ratings: 3 }], total: 1 });
  await finishRun(sample);
  await sample.data.answer("packed", new Blob(["demo"]));
  await openOther(sample, "own.csv");
  await sample.data.answer("startFrom", { ...MATCHED, overlap: NONE });
  expect(sample.store.getState().earlierOffer).toBeNull();
});

test("the run that the page trained by itself is no candidate", async () => {
  const { data } = await newerFile("first visit");
  expect(data.calls("packed")).toEqual([]);
  expect(data.calls("startFrom")).toEqual([]);
});

test("a file in between, on which nothing was trained, does not take the model's place", async () => {
  const all = await newerFile();
  await all.data.answer("startFrom", { ...MATCHED, overlap: NONE });
  await openOther(all, "july.csv");
  await all.data.answer("startFrom", MATCHED);
  expect(all.store.getState().earlierOffer).toMatchObject({ name: "may.csv", overlap: SOME });
});

test("continuing trains from what was matched, with the length and rate that were asked for", async () => {
  const { store, data, train, recommend } = await newerFile();
  await data.answer("startFrom", MATCHED);
  store.getState().setSettings({ seed: 7, split: "time", hidden: [9] });
  const done = store.getState().continueEarlier({ epochs: 3, learningRate: 0.02 });
  await settle();
  expect(store.getState().matchingEarlier).toBe(true);
  expect(data.calls("startFrom")[1]?.input).toMatchObject({ split: { split: "time", seed: 7 } });
  await data.answer("startFrom", MATCHED);
  const [call] = train.calls("train").slice(-1);
  const { hidden } = trained().result.run.settings;
  expect(call?.input.settings).toMatchObject({ epochs: 3, learningRate: 0.02, seed: 7, split: "time", hidden });
  expect(call?.input.earlier).toBe(MATCHED.start);
  expect(store.getState().runs).toMatchObject([
    { earlier: { kind: "continued", name: "may.csv", run: 1, moved: 12 }, status: "running" },
  ]);
  expect(store.getState().earlierOffer).toBeNull();
  await train.answer("train", { ...trained(), earlier: new Blob(["slim"]) });
  await takeModel(recommend);
  await done;
});

test("scoring makes a finished run of what the worker measured, and the offer to continue stays", async () => {
  const { store, data, train, recommend } = await newerFile();
  await data.answer("startFrom", MATCHED);
  const done = store.getState().scoreEarlier();
  await settle();
  await data.answer("startFrom", MATCHED);
  expect(train.calls("score")[0]?.input.earlier).toBe(MATCHED.start);
  expect(store.getState().runs).toMatchObject([{ status: "running", phase: "testing" }]);
  await train.answer("score", { ...trained(), earlier: new Blob(["slim"]) });
  await takeModel(recommend);
  await done;
  expect(store.getState()).toMatchObject({
    runs: [{ status: "finished", earlier: { kind: "scored" } }],
    earlierOffer: { run: 1 },
  });
});

test("measuring can be cancelled, and pausing does nothing to it", async () => {
  const { store, data, train } = await newerFile();
  await data.answer("startFrom", MATCHED);
  const done = store.getState().scoreEarlier();
  await settle();
  await data.answer("startFrom", MATCHED);
  const [scoring] = train.calls("score");
  await store.getState().control("pause");
  expect(store.getState().runs[0]?.status).toBe("running");
  await store.getState().control("stop");
  await done;
  expect(train.cancelled()).toContain(scoring?.id);
  expect(store.getState().runs[0]).toMatchObject({
    status: "failed",
    error: "It was cancelled before it was measured.",
  });
});

test("what the data do not allow is said in a sentence, and nothing is trained", async () => {
  const { store, data, train } = await newerFile();
  const refusals = { scored: null, continued: "It reads brand, and this file has none." };
  await data.answer("startFrom", { ...MATCHED, refusals });
  expect(store.getState().earlierOffer?.refusals).toEqual(refusals);
  const done = store.getState().continueEarlier();
  await settle();
  await data.answer("startFrom", { ...MATCHED, refusals });
  await done;
  expect(store.getState()).toMatchObject({ earlierError: refusals.continued, matchingEarlier: false, runs: [] });
  expect(train.calls("train")).toHaveLength(1);
});

test("an offer for a file that was replaced meanwhile is dropped", async () => {
  const all = await newerFile();
  await openOther(all, "july.csv");
  await all.data.answer("startFrom", { ...MATCHED, overlap: { ...SOME, knownUsers: 5 } });
  expect(all.store.getState().earlierOffer).toBeNull();
  await all.data.answer("startFrom", MATCHED);
  expect(all.store.getState().earlierOffer?.overlap).toEqual(SOME);
});

const FOREIGN: EarlierModel = {
  name: "als.zip",
  run: null,
  settings: { ...DEFAULT_SETTINGS, model: "dot-product" },
  only: {},
  model: new Blob(["model"]),
  dataset: null,
  vocabularies: {
    users: { bytes: new Uint8Array(1), offsets: Uint32Array.of(0, 1) },
    products: { bytes: new Uint8Array(1), offsets: Uint32Array.of(0, 1) },
  },
  began: null,
};

test("a model from elsewhere is measured at once, and offered to go on with where it can", async () => {
  const all = studio();
  await all.open("june.csv");
  const { store, data, train } = all;
  const done = store.getState().openEarlier(FOREIGN);
  await settle();
  await data.answer("startFrom", { ...MATCHED, moved: 0 });
  expect(train.calls("score")).toHaveLength(1);
  expect(store.getState().runs[0]?.earlier).toEqual({ kind: "scored", name: "als.zip", run: null, moved: 0 });
  expect(store.getState().earlierOffer).toMatchObject({ name: "als.zip", run: null });
  await train.fail("score", "Error", "No memory");
  await done;
  expect(store.getState().runs[0]).toMatchObject({ status: "failed", error: "No memory." });
});

test("a model from elsewhere that knows nothing is refused with a sentence", async () => {
  const all = studio();
  await expect(all.store.getState().openEarlier(FOREIGN)).rejects.toThrow(/Open the ratings first/);
  await all.open("june.csv");
  const done = all.store.getState().openEarlier(FOREIGN);
  const refused = expect(done).rejects.toThrow("The model from als.zip knows no user and no product of june.csv.");
  await settle();
  await all.data.answer("startFrom", { ...MATCHED, overlap: NONE });
  await refused;
  expect(all.store.getState().runs).toEqual([]);
});
