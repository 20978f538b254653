import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { outcome, settle, studio, textSource } from "./fakeWorkers";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const CURVE = {
  rates: new Float32Array([0.001, 0.01]),
  losses: new Float32Array([1.2, 1.1]),
  suggestion: 0.0052,
  note: "The loss falls fastest at 0.0052.",
};

async function searching() {
  const all = studio();
  await all.open("shop.csv");
  const done = all.store.getState().findRate();
  await settle();
  return { ...all, done, search: () => all.store.getState().rateSearch };
}

test("a search shows its steps and ends with its curve and suggestion", async () => {
  const { train, done, search, store } = await searching();
  expect(train.calls("findRate")[0]?.input.settings).toEqual(store.getState().settings);
  expect(search()).toMatchObject({ steps: 0, result: null, error: null });
  train.progress("findRate", { step: 1, steps: 100, rate: 0.001, loss: 1.2 });
  train.progress("findRate", { step: 2, steps: 100, rate: 0.002, loss: 1.1 });
  vi.advanceTimersByTime(100);
  const points = [
    { rate: 0.001, loss: 1.2 },
    { rate: 0.002, loss: 1.1 },
  ];
  expect(search()).toMatchObject({ step: 2, steps: 100, points });
  await train.answer("findRate", CURVE);
  await done;
  expect(search()?.result).toEqual(CURVE);
});

test("a search that fails says why, and another can begin", async () => {
  const { train, done, search, store } = await searching();
  await train.fail("findRate", "TrainingError", "The training part has fewer than two ratings");
  await done;
  expect(search()?.error).toBe("The training part has fewer than two ratings.");
  void store.getState().findRate();
  await settle();
  expect(train.calls("findRate")).toHaveLength(2);
  expect(search()?.error).toBeNull();
});

test("a cancelled search leaves nothing behind", async () => {
  const { train, done, search, store } = await searching();
  const [call] = train.calls("findRate");
  train.progress("findRate", { step: 1, steps: 100, rate: 0.001, loss: 1.2 });
  store.getState().cancelFindRate();
  await done;
  vi.advanceTimersByTime(100);
  expect(train.cancelled()).toEqual([call?.id]);
  expect(search()).toBeNull();
});

test("no search begins while a run is going, nor a second beside the first", async () => {
  const { train, store } = await searching();
  await store.getState().findRate();
  expect(train.calls("findRate")).toHaveLength(1);
  store.getState().cancelFindRate();
  void store.getState().train();
  await settle();
  await store.getState().findRate();
  expect(train.calls("findRate")).toHaveLength(1);
});

test("training does not wait for a search: it takes its place", async () => {
  const { train, store, search } = await searching();
  void store.getState().train();
  await settle();
  expect(search()).toBeNull();
  expect(train.cancelled()).toHaveLength(1);
  expect(train.calls("train")).toHaveLength(1);
});

test("other data end a search on those before", async () => {
  const { train, data, store, search } = await searching();
  void store.getState().openSource(textSource("other.csv"));
  await data.answer("read", outcome("other.csv"));
  expect(train.cancelled()).toHaveLength(1);
  expect(search()).toBeNull();
});

test("after a lost device the next call begins with a fresh worker that has the columns", async () => {
  const { train, data, store, done } = await searching();
  await train.fail("findRate", "DeviceLost", "The browser took the graphics card away.");
  await done;
  expect(train.terminations).toBe(1);
  void store.getState().train();
  await settle();
  await data.answer("columns", outcome("shop.csv"));
  await train.answer("load", null);
  expect(train.calls("train")).toHaveLength(1);
});
