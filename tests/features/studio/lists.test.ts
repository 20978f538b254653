import { describe, expect, test } from "vitest";
import { DEFAULT_LIST } from "../../../src/engine/recommend/types";
import { customer, settle, snapshot } from "./fakeWorkers";
import { afterFirstEpoch, afterOneRun, afterTwoRuns, openOther } from "./recommendVisit";

describe("the options of a list", () => {
  test("are asked for one at a time, the newest last", async () => {
    const { recommend, state } = await afterOneRun();
    const before = recommend.calls("customer").length;
    for (const novelty of [0.1, 0.2, 0.3]) state().setList({ novelty });
    await settle();
    expect(recommend.calls("customer")).toHaveLength(before + 1);
    await recommend.answer("customer", customer("anna"));
    await recommend.answer("customer", customer("anna", "radio"));
    expect(
      recommend
        .calls("customer")
        .slice(before)
        .map(({ input }) => input.list.novelty),
    ).toEqual([0.1, 0.3]);
    expect(state().customer?.recommendations[0]?.product).toBe("radio");
    expect(state().customerPending).toBe(false);
  });

  test("stay with other data, but for what names values of the data before", async () => {
    const all = await afterOneRun();
    const { state } = all;
    state().setList({ count: 25, novelty: 0.5, categories: ["Audio"], brands: ["Ohm"], targetGenders: ["F"] });
    await openOther(all);
    expect(state().list).toEqual({ ...DEFAULT_LIST, count: 25, novelty: 0.5 });
  });
});

describe("users", () => {
  test("are looked for by chance and in a segment as well", async () => {
    const { recommend, state } = await afterOneRun();
    const segment = { role: "category" as const, value: "Audio" };
    void state().setLookFor({ by: "random", seed: 7, segment });
    await settle();
    expect(recommend.calls("findUsers").at(-1)?.input).toEqual({
      query: "",
      limit: 50,
      by: "random",
      seed: 7,
      segment,
    });
    await recommend.answer("findUsers", { matches: [{ id: "bo", ratings: 1 }], total: 1 });
    expect(state().matches).toEqual([{ id: "bo", ratings: 1 }]);
  });
});

describe("an exclusion list", () => {
  const report = { matched: 1, unknown: ["sofa"], total: 2 };

  async function excluded() {
    const all = await afterOneRun();
    void all.state().setExclusion("lamp\nsofa");
    await settle();
    await all.recommend.answer("setExclusion", report);
    return all;
  }

  test("is told to the worker before the list is made again", async () => {
    const { recommend, state } = await excluded();
    expect(recommend.calls("setExclusion")).toMatchObject([{ input: { text: "lamp\nsofa" } }]);
    expect(state().exclusion).toEqual(report);
    await recommend.answer("customer", customer("anna", "radio"));
    expect(state().customer?.recommendations[0]?.product).toBe("radio");
  });

  test("is told once, and again to a worker that was started anew", async () => {
    const { recommend, data, state } = await excluded();
    await recommend.answer("customer", customer("anna"));
    state().setList({ count: 5 });
    await settle();
    expect(recommend.calls("setExclusion")).toHaveLength(1);
    await recommend.die("out of memory");
    expect(state().explorerModel).toBeNull();
    void state().retryRecommend();
    await settle();
    await data.answer("columns", { forTraining: null as never, forRecommending: {} as never });
    await recommend.answer("load", null);
    expect(recommend.calls("setExclusion")).toHaveLength(2);
    await recommend.answer("setExclusion", report);
    expect(recommend.calls("model")).toHaveLength(3);
  });

  test("that is emptied, or belongs to the data before, leaves nothing out", async () => {
    const all = await excluded();
    const { recommend, state } = all;
    await recommend.answer("customer", customer("anna"));
    void state().setExclusion(" \n");
    await settle();
    expect(recommend.calls("setExclusion").at(-1)?.input).toEqual({ text: "" });
    await recommend.answer("setExclusion", { matched: 0, unknown: [], total: 0 });
    expect(state().exclusion).toBeNull();
    await recommend.answer("customer", customer("anna"));
    const calls = recommend.calls("setExclusion").length;
    await openOther(all);
    expect(recommend.calls("setExclusion")).toHaveLength(calls);
  });

  test("that cannot be told says why", async () => {
    const { recommend, state } = await afterOneRun();
    void state().setExclusion("lamp");
    await settle();
    await recommend.fail("setExclusion", "Error", "Out of room");
    expect(state().recommendError).toBe("Out of room.");
  });
});

describe("a run to compare with", () => {
  test("is told to the worker, and stands beside the list", async () => {
    const { recommend, state } = await afterTwoRuns();
    const [first] = state().runs;
    void state().compareWith(first!.id);
    await settle();
    expect(recommend.calls("otherModel").map(({ input }) => input.model)).toEqual([expect.any(Blob)]);
    await recommend.answer("otherModel", null);
    const other = { kind: "rating" as const, recommendations: [] };
    await recommend.answer("customer", { ...customer("anna"), other });
    expect(state()).toMatchObject({ otherRun: first!.id, customer: { other } });
    void state().compareWith(null);
    await settle();
    expect(recommend.calls("otherModel").at(-1)?.input).toEqual({ model: null });
    expect(state().otherRun).toBeNull();
  });

  test("answers with its newest weights while it trains", async () => {
    const { recommend, train, state } = await afterTwoRuns();
    const [, second] = state().runs;
    void state().train();
    await settle();
    train.progress("train", { type: "weights", epoch: 1, model: snapshot() });
    await settle();
    await recommend.answer("model", null);
    await recommend.answer("customer", customer("anna"));
    state().selectRun(second!.id);
    await settle();
    await recommend.answer("model", null);
    await recommend.answer("customer", customer("anna"));
    void state().compareWith(state().runs[2].id);
    await settle();
    await recommend.answer("otherModel", null);
    await recommend.answer("customer", customer("anna"));
    train.progress("train", { type: "weights", epoch: 2, model: { ...snapshot(), factors: 2 } });
    await settle();
    expect(recommend.calls("otherModel").at(-1)?.input.model).toMatchObject({ factors: 2 });
  });

  test("that has no model gets a sentence", async () => {
    const { recommend, state } = await afterOneRun();
    await state().compareWith(99);
    expect(state().otherRun).toBeNull();
    expect(state().recommendError).toMatch(/no model to compare with/);
    expect(recommend.calls("otherModel")).toEqual([]);
  });
});

test("a reply that comes when other data are open is dropped", async () => {
  const all = await afterFirstEpoch();
  const { recommend, state } = all;
  await openOther(all);
  await recommend.answer("customer", customer("anna"));
  expect(state().customer).toBeNull();
});
