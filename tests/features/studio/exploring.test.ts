import { beforeEach, describe, expect, test } from "vitest";
import { FIRST_VIEWS, type Filter } from "../../../src/engine/explore/types";
import { selection, survey } from "./explored";
import { outcome, settle, studio, textSource, trained } from "./fakeWorkers";

let all: ReturnType<typeof studio>;
beforeEach(async () => {
  all = studio();
  await all.open("shop.csv");
});

const state = () => all.store.getState();
const explored = () => all.data.calls("explore").map(({ input }) => input.filter);

/** Ratings that pass tell the answers apart. */
async function answer(ratings: number): Promise<void> {
  await all.data.answer("explore", selection({ ratings }));
}

describe("a filter", () => {
  test("is asked about at once, and nothing else with it", async () => {
    state().changeFilter({ category: ["a"] });
    expect(explored()).toEqual([{}, { category: ["a"] }]);
    expect(all.data.calls("survey")).toHaveLength(1);
    expect(state()).toMatchObject({
      filter: { category: ["a"] },
      exploring: true,
      selection: { ratings: 1 },
      shown: {},
    });
    await answer(7);
    expect(state()).toMatchObject({ exploring: false, selection: { ratings: 7 }, shown: { category: ["a"] } });
  });

  test("that changes while an answer is awaited is asked about when it is there: the latest, once", async () => {
    state().changeFilter({ rating: [1, 5] });
    for (const low of [2, 3, 4]) state().changeFilter({ rating: [low, 5] });
    expect(explored()).toHaveLength(2);
    await answer(10);
    // What was asked first is shown: a person sees the charts follow.
    expect(state()).toMatchObject({ exploring: true, selection: { ratings: 10 }, shown: { rating: [1, 5] } });
    expect(explored().slice(2)).toEqual([{ rating: [4, 5] }]);
    await answer(4);
    expect(state()).toMatchObject({ exploring: false, selection: { ratings: 4 }, shown: { rating: [4, 5] } });
    expect(explored()).toHaveLength(3);
  });

  test("that is as it was is not asked about, and no step", async () => {
    state().changeFilter({ category: ["a"] });
    await answer(7);
    state().changeFilter({ category: ["a"] });
    state().setFilter({ category: ["a"] });
    state().changeFilter({ brand: undefined });
    expect(explored()).toHaveLength(2);
    expect(state().pastFilters).toEqual([{}]);
  });

  test("can be taken back step by step, and so can a reset", async () => {
    const steps: Filter[] = [{ category: ["a"] }, { category: ["a"], rating: [1, 2] }, {}];
    for (const step of steps) state().setFilter(step);
    expect(state().filter).toEqual({});
    state().undoFilter();
    expect(state().filter).toEqual(steps[1]);
    state().undoFilter();
    expect(state().filter).toEqual(steps[0]);
    state().undoFilter();
    state().undoFilter();
    expect(state()).toMatchObject({ filter: {}, pastFilters: [] });
    await answer(2);
    expect(explored().at(-1)).toEqual({});
  });

  test("keeps a hundred steps", () => {
    for (let low = 1; low <= 120; low++) state().changeFilter({ userActivity: [low, 999] });
    expect(state().pastFilters).toHaveLength(100);
    expect(state().pastFilters[0]).toEqual({ userActivity: [20, 999] });
  });
});

describe("a brush", () => {
  function drag(...lows: number[]): void {
    for (const low of lows) state().changeFilter({ rating: [low, 5] }, "moving");
  }

  test("is one step back, however far it is moved", () => {
    state().changeFilter({ category: ["a"] });
    drag(1, 2, 3);
    expect(state().brushing).toBe(true);
    state().changeFilter({ rating: [3.5, 5] });
    expect(state().brushing).toBe(false);
    expect(state().pastFilters).toEqual([{}, { category: ["a"] }]);
    state().undoFilter();
    expect(state().filter).toEqual({ category: ["a"] });
  });

  test("that is let go where it was moved last is one step, and the next one another", () => {
    drag(1, 2);
    state().changeFilter({ rating: [2, 5] });
    drag(3);
    state().changeFilter({ rating: [3, 5] });
    expect(state().pastFilters).toEqual([{}, { rating: [2, 5] }]);
  });

  test("whose first move changes nothing is a step all the same", () => {
    state().changeFilter({ rating: [2, 5] });
    drag(2, 3, 4);
    state().changeFilter({ rating: [4, 5] });
    expect(state().pastFilters).toEqual([{}, { rating: [2, 5] }]);
    state().undoFilter();
    expect(state().filter).toEqual({ rating: [2, 5] });
  });

  test("that is taken back while it moves ends", () => {
    drag(1, 2);
    state().undoFilter();
    expect(state()).toMatchObject({ filter: {}, pastFilters: [], brushing: false });
    drag(3);
    expect(state().pastFilters).toEqual([{}]);
  });
});

describe("views", () => {
  test("are shown with the selection that belongs to them, together", async () => {
    const seen: unknown[] = [];
    all.store.subscribe((now, before) => {
      if (now.survey !== before.survey || now.selection !== before.selection)
        seen.push([now.survey?.untimed, now.selection?.ratings]);
    });
    state().changeFilter({ category: ["a"] });
    await answer(7);
    state().setViews({ unit: "year" });
    expect(all.data.calls("survey").at(-1)!.input).toEqual({ views: { ...FIRST_VIEWS, unit: "year" } });
    await all.data.answer("survey", survey({ untimed: 3 }));
    expect(explored().at(-1)).toEqual({ category: ["a"] });
    await answer(8);
    expect(seen).toEqual([
      [0, 7],
      [3, 8],
    ]);
    expect(state().exploring).toBe(false);
  });
});

describe("other data", () => {
  test("are looked through anew: the reply about those before is dropped, and so are filter and steps", async () => {
    state().changeFilter({ category: ["a"] });
    const opening = state().openSource(textSource("other.csv"));
    await all.data.answer("read", outcome("other.csv"));
    await opening;
    expect(state()).toMatchObject({ filter: {}, pastFilters: [], survey: null, selection: null, shown: {} });
    await answer(99);
    expect(state()).toMatchObject({ survey: null, selection: null, exploring: true });
    await all.data.answer("survey", survey({ untimed: 1 }));
    await answer(2);
    expect(state()).toMatchObject({ survey: { untimed: 1 }, selection: { ratings: 2 }, exploring: false });
    expect(explored()).toEqual([{}, { category: ["a"] }, {}]);
  });

  test("are looked through where the question about those before failed, and its failure is not told", async () => {
    state().changeFilter({ category: ["a"] });
    const opening = state().openSource(textSource("other.csv"));
    await all.data.answer("read", outcome("other.csv"));
    await opening;
    await all.data.fail("explore", "Error", "No ratings are open.");
    expect(state()).toMatchObject({ exploreError: null, exploring: true });
    await all.data.answer("predictions", null);
    await all.data.answer("survey", survey());
    await answer(2);
    expect(state()).toMatchObject({ selection: { ratings: 2 }, exploring: false });
  });

  test("that a link came with a filter for are looked at with it", async () => {
    const fresh = studio();
    fresh.store.getState().setFilter({ category: ["a"] });
    fresh.store.getState().setViews({ unit: "month" });
    await fresh.open("shop.csv");
    expect(fresh.data.calls("survey")[0].input.views.unit).toBe("month");
    expect(fresh.data.calls("explore").map(({ input }) => input.filter)).toEqual([{ category: ["a"] }]);
  });
});

describe("a worker that was lost", () => {
  /** Answer all that a worker is asked that has read the source once more. */
  async function answerAnew(ratings: number): Promise<void> {
    await all.data.answer("predictions", null);
    await all.data.answer("survey", survey({ untimed: ratings }));
    await answer(ratings);
  }

  test("is said, and all of it is asked once the source was read again", async () => {
    state().setViews({ unit: "week" });
    state().changeFilter({ category: ["a"] });
    await all.data.die("out of memory");
    expect(state()).toMatchObject({ exploring: false, exploreError: "The data worker stopped: out of memory." });
    void state().retryExplore();
    expect(state()).toMatchObject({ exploring: true, exploreError: null });
    await all.data.answer("read", outcome("shop.csv"));
    await answerAnew(6);
    expect(all.data.calls("survey").at(-1)!.input.views.unit).toBe("week");
    expect(state()).toMatchObject({ exploring: false, exploreError: null, selection: { ratings: 6 } });
    expect(state()).toMatchObject({ survey: { untimed: 6 }, shown: { category: ["a"] } });
  });

  test("is asked for everything, whatever failed in between", async () => {
    await all.data.die("out of memory");
    // Nobody was waiting, so only the next question tells; it fails step by step in a worker without a Dataset.
    for (const name of ["explore", "predictions"] as const) {
      state().changeFilter({ userActivity: [name.length, 99] });
      await all.data.fail(name, "Error", "No ratings are open.");
      expect(state()).toMatchObject({ exploring: false, exploreError: "No ratings are open." });
    }
    void state().retryExplore();
    await all.data.answer("read", outcome("shop.csv"));
    await answerAnew(6);
    expect(state()).toMatchObject({ exploring: false, exploreError: null, survey: { untimed: 6 } });
  });

  test("and cannot read the source again says why, and can be tried once more", async () => {
    state().changeFilter({ category: ["a"] });
    await all.data.die("out of memory");
    const retry = state().retryExplore();
    await all.data.fail("read", "NotReadableError", "The file shop.csv is gone.");
    await retry;
    expect(state()).toMatchObject({ exploring: false, exploreError: "The file shop.csv is gone." });
    void state().retryExplore();
    await all.data.answer("read", outcome("shop.csv"));
    await answerAnew(6);
    expect(state().selection?.ratings).toBe(6);
  });

  test("and was read again for a training is looked through again, with the views that are shown", async () => {
    state().setViews({ unit: "week" });
    await all.data.answer("survey", survey());
    await answer(1);
    await all.data.die("out of memory");
    state().setSettings({ only: "category:a" });
    void state().train();
    await settle();
    await all.data.fail("columns", "Error", "No ratings are open.");
    await all.data.answer("read", outcome("shop.csv"));
    await answerAnew(5);
    expect(all.data.calls("survey").at(-1)!.input.views.unit).toBe("week");
    expect(state()).toMatchObject({ survey: { untimed: 5 }, selection: { ratings: 5 } });
    await all.data.answer("columns", outcome("shop.csv"));
    await all.train.answer("load", null);
    expect(all.train.calls("train")).toHaveLength(1);
  });
});

describe("errors of a Run", () => {
  async function trainOnce(): Promise<void> {
    const done = state().train();
    await settle();
    await all.train.answer("train", trained());
    await all.recommend.answer("model", null);
    await all.recommend.answer("customer", {} as never);
    await done;
  }

  test("can be filtered by once it has finished, and are those of the Run in view", async () => {
    await trainOnce();
    const { part: places, predicted } = trained().trace;
    expect(all.data.calls("predictions").map(({ input }) => input.predictions)).toEqual([
      { only: {}, places, predicted },
    ]);
    await all.data.answer("predictions", null);
    await all.data.answer("survey", survey({ errorBins: [{ low: 0, high: 1 }] }));
    await answer(1);
    expect(state().survey?.errorBins).toHaveLength(1);
    const [first] = state().runs;
    await trainOnce();
    await all.data.answer("predictions", null);
    await all.data.answer("survey", survey());
    await answer(1);
    state().selectRun(first!.id);
    expect(all.data.calls("predictions")).toHaveLength(3);
  });
});
