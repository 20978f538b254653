import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { customer, outcome, settle, studio, textSource, trained } from "./fakeWorkers";

let all: ReturnType<typeof studio>;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  all = studio();
  await all.open("shop.csv");
});
afterEach(() => {
  vi.useRealTimers();
});

const state = () => all.store.getState();
const asked = () => all.data.calls("columns").map(({ input }) => input.only);

/** Columns whose number of ratings tells them apart. */
function columnsOf(size: number) {
  const { forTraining, forRecommending } = outcome("shop.csv");
  return { forTraining: { ...forTraining, size }, forRecommending };
}
const loaded = () => all.train.calls("load").map(({ input }) => input.columns.size);

/** Train with these settings to the end; the data worker and the training worker answer what they are asked. */
async function train(only: string, size?: number): Promise<void> {
  state().setSettings({ only });
  const done = state().train();
  await settle();
  if (size !== undefined) {
    await all.data.answer("columns", columnsOf(size));
    await all.train.answer("load", null);
  }
  await all.train.answer("train", trained());
  await all.recommend.answer("model", null);
  await all.recommend.answer("customer", customer("anna"));
  await done;
}

test("a Run on some ratings is given those, and only then begins", async () => {
  state().setSettings({ only: "category:a;rating:3..5" });
  void state().train();
  await settle();
  expect(asked()).toEqual([{ category: ["a"], rating: [3, 5] }]);
  await all.data.answer("columns", columnsOf(7));
  expect(loaded()).toEqual([1, 7]);
  expect(all.train.transferred.at(-1)!.length).toBeGreaterThan(0);
  expect(all.train.calls("train")).toEqual([]);
  await all.train.answer("load", null);
  expect(all.train.calls("train")).toMatchObject([{ input: { settings: { only: "category:a;rating:3..5" } } }]);
});

test("the columns are asked for once more when other ratings are trained on, and not otherwise", async () => {
  await train("");
  expect(asked()).toEqual([]);
  await train("category:a", 7);
  await train("category:a");
  expect(asked()).toEqual([{ category: ["a"] }]);
  await train("category:b", 8);
  await train("", 9);
  await train("");
  expect(asked()).toEqual([{ category: ["a"] }, { category: ["b"] }, {}]);
  expect(loaded()).toEqual([1, 7, 8, 9]);
  expect(all.recommend.calls("load")).toHaveLength(1);
});

test("a search for a learning rate is on the ratings of the next Run, which need not be asked for again", async () => {
  state().setSettings({ only: "category:a" });
  void state().findRate();
  await settle();
  await all.data.answer("columns", columnsOf(7));
  await all.train.answer("load", null);
  expect(all.train.calls("findRate")).toHaveLength(1);
  void state().train();
  await settle();
  expect(asked()).toHaveLength(1);
  expect(all.train.calls("train")).toHaveLength(1);
});

test("a Run that overtakes a search on other ratings is given its own", async () => {
  state().setSettings({ only: "category:a" });
  void state().findRate();
  await settle();
  state().setSettings({ only: "category:b" });
  void state().train();
  await settle();
  expect(asked()).toEqual([{ category: ["a"] }, { category: ["b"] }]);
  await all.data.answer("columns", columnsOf(7));
  await all.data.answer("columns", columnsOf(8));
  expect(loaded()).toEqual([1, 8]);
  await all.train.answer("load", null);
  expect(all.train.calls("findRate")).toEqual([]);
  expect(all.train.calls("train")).toHaveLength(1);
});

test("a worker that was lost is given the same ratings again", async () => {
  state().setSettings({ only: "category:a" });
  void state().train();
  await settle();
  await all.data.answer("columns", columnsOf(7));
  await all.train.answer("load", null);
  await all.train.die("out of memory");
  expect(asked()).toEqual([{ category: ["a"] }, { category: ["a"] }]);
  await all.data.answer("columns", columnsOf(7));
  await all.train.answer("load", null);
  expect(loaded()).toEqual([1, 7, 7]);
  expect(all.train.calls("train")).toHaveLength(2);
});

test("other data come whole, and their Run on some of them asks for those", async () => {
  await train("category:a", 7);
  const opening = state().openSource(textSource("other.csv"));
  await all.data.answer("read", outcome("other.csv"));
  await opening;
  await all.train.answer("load", null);
  expect(loaded()).toEqual([1, 7, 1]);
  expect(state().settings.only).toBe("");
  state().setSettings({ only: "category:a" });
  void state().train();
  await settle();
  expect(asked()).toHaveLength(2);
});

test("ratings that cannot be handed out fail the Run with a sentence, and the next Run asks again", async () => {
  state().setSettings({ only: "category:a" });
  const done = state().train();
  await settle();
  await all.data.fail("columns", "Error", "No ratings are open.");
  await all.data.fail("read", "NotReadableError", "The file shop.csv is gone.");
  await done;
  expect(state().runs).toMatchObject([{ status: "failed", error: "The file shop.csv is gone." }]);
  void state().train();
  await settle();
  expect(asked()).toHaveLength(2);
});

test("who is recommended among is found in a data worker that read the source again", async () => {
  const done = state().recommendAmong({ category: ["a"] });
  await settle();
  await all.data.fail("members", "Error", "No ratings are open.");
  await all.data.answer("read", outcome("shop.csv"));
  const members = { users: Uint8Array.of(1), products: Uint8Array.of(1) };
  await all.data.answer("members", members);
  expect(all.recommend.calls("among")).toMatchObject([{ input: { members } }]);
  await all.recommend.answer("among", null);
  await all.recommend.answer("findUsers", { matches: [], total: 0 });
  await done;
  expect(state().recommendError).toBeNull();
});
