import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { customer, outcome, settle, textSource, trained } from "./fakeWorkers";
import { training } from "./trainingVisit";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Let a Run that is going end, and the explorer take its model. */
async function finish({ train, recommend, done }: Awaited<ReturnType<typeof training>>): Promise<void> {
  await train.answer("train", trained());
  await recommend.answer("model", null);
  await recommend.answer("customer", customer("anna"));
  await done;
}

test("a run is sent what earlier ones on the same ratings predicted for the test part", async () => {
  const all = await training();
  const { store, train } = all;
  expect(train.calls("train")[0]?.input.rivals).toEqual([]);
  await finish(all);
  void store.getState().train();
  await settle();
  const trace = { predicted: new Float32Array([4.5]), ndcg: new Float32Array([0.25]) };
  expect(train.calls("train")[1]?.input.rivals).toEqual([{ run: 1, ...trace }]);
});

test.each([
  ["seed", { seed: 7 }],
  ["split", { split: "time" }],
] as const)("runs with another %s are no rivals", async (_, change) => {
  const all = await training();
  await finish(all);
  all.store.getState().setSettings(change);
  void all.store.getState().train();
  await settle();
  expect(all.train.calls("train")[1]?.input.rivals).toEqual([]);
});

test("a rival for whom other ratings were relevant is compared by its predictions alone", async () => {
  const all = await training();
  await finish(all);
  all.store.getState().setSettings({ relevantFrom: 3 });
  void all.store.getState().train();
  await settle();
  expect(all.train.calls("train")[1]?.input.rivals).toMatchObject([{ run: 1, ndcg: null }]);
});

test("where the split draws nothing, a run with another seed is a rival by its predictions alone", async () => {
  const all = await training({ split: "time" });
  await finish(all);
  all.store.getState().setSettings({ seed: 7 });
  void all.store.getState().train();
  await settle();
  const predicted = new Float32Array([4.5]);
  expect(all.train.calls("train")[1]?.input.rivals).toEqual([{ run: 1, predicted, ndcg: null }]);
});

test("what was predicted for other data is forgotten with them", async () => {
  const all = await training();
  await finish(all);
  const { store, data, train, recommend } = all;
  void store.getState().openSource(textSource("other.csv"));
  await data.answer("read", outcome("other.csv"));
  await train.answer("load", null);
  await recommend.answer("load", null);
  void store.getState().train();
  await settle();
  expect(train.calls("train")[1]?.input.rivals).toEqual([]);
});
