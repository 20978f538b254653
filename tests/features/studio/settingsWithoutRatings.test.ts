import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Feedback } from "../../../src/domain/roles";
import { connectHash } from "../../../src/features/studio/connectHash";
import type { AppStore } from "../../../src/features/studio/store";
import { changeSettings, fitSettings } from "../../../src/features/train/store/settingsSlice";
import { DEFAULT_SETTINGS, defaultsOf, isRanking, MODEL_NAMES } from "../../../src/models/registry";
import { settle, studio } from "./fakeWorkers";

const RANKER = defaultsOf("item-item");
const RATING_MODELS = MODEL_NAMES.filter((model) => !isRanking(model));

describe("settings fitted to data without ratings", () => {
  test.each(RATING_MODELS)("have a ranking model with its defaults in the place of %s, and know it", (model) => {
    const fitted = fitSettings({ settings: defaultsOf(model), replacedModel: null }, "implicit");
    expect(fitted).toEqual({ settings: RANKER, replacedModel: model });
  });

  test("keep what a person has set, but for the threshold of relevance", () => {
    const settings = { ...DEFAULT_SETTINGS, seed: 9, split: "time" as const, relevantFrom: 3 };
    expect(fitSettings({ settings, replacedModel: null }, "implicit").settings).toEqual({
      ...RANKER,
      seed: 9,
      split: "time",
    });
    const ranking = { ...RANKER, relevantFrom: 3 };
    expect(fitSettings({ settings: ranking, replacedModel: null }, "implicit")).toEqual({
      settings: RANKER,
      replacedModel: null,
    });
  });

  test("are left alone once they fit, however often other such data are opened", () => {
    const once = fitSettings({ settings: DEFAULT_SETTINGS, replacedModel: null }, "implicit");
    const twice = fitSettings(once, "implicit");
    expect(twice.settings).toBe(once.settings);
    expect(twice.replacedModel).toBe(DEFAULT_SETTINGS.model);
  });
});

describe("settings fitted to rated data", () => {
  test("get back the model that had to give way, with what was set meanwhile", () => {
    const fitted = fitSettings({ settings: DEFAULT_SETTINGS, replacedModel: null }, "implicit");
    const back = fitSettings({ ...fitted, settings: changeSettings(fitted.settings, { seed: 9 }) }, "explicit");
    expect(back).toEqual({ settings: { ...DEFAULT_SETTINGS, seed: 9 }, replacedModel: null });
  });

  test.each(MODEL_NAMES)("keep %s that was chosen", (model) => {
    const chosen = { settings: defaultsOf(model), replacedModel: null };
    expect(fitSettings(chosen, "explicit")).toEqual(chosen);
  });
});

/** The loaded data turn out to be of this kind. */
function turn(store: AppStore, feedback: Feedback): void {
  const data = store.getState().data!;
  store.setState({ data: { ...data, summary: { ...data.summary, feedback } } });
}

async function visit(feedback: Feedback) {
  const all = studio();
  await all.open("plays.csv");
  turn(all.store, feedback);
  return all;
}

describe("training", () => {
  test("on data without ratings ranks, whatever model was selected", async () => {
    const { store, train } = await visit("implicit");
    store.getState().setSettings({ model: "collabnn", seed: 9 });
    void store.getState().train();
    await settle();
    const sent = { ...RANKER, seed: 9 };
    // A file without a split of its own is split at random.
    expect(train.calls("train")[0]?.input.settings).toEqual({ ...sent, split: "random" });
    const runs = [{ settings: { ...sent, split: "random" } }];
    expect(store.getState()).toMatchObject({ settings: sent, replacedModel: "collabnn", runs });
  });

  test("on rated data that follow has the model back", async () => {
    const { store, train } = await visit("implicit");
    store.setState(fitSettings(store.getState(), "implicit"));
    turn(store, "explicit");
    void store.getState().train();
    await settle();
    expect(train.calls("train")[0]?.input.settings).toEqual({ ...DEFAULT_SETTINGS, split: "random" });
  });
});

test("who chooses a model does not get another one back; a knob or a reset is no such choice", async () => {
  const { store } = await visit("implicit");
  store.setState(fitSettings(store.getState(), "implicit"));
  store.getState().setSettings({ epochs: 3 });
  store.getState().setSettings(RANKER);
  expect(store.getState().replacedModel).toBe(DEFAULT_SETTINGS.model);
  store.getState().setSettings({ model: "dot-product" });
  expect(store.getState().replacedModel).toBeNull();
});

describe("a link", () => {
  let disconnect = () => {};
  beforeEach(() => window.history.replaceState(null, "", "#/train"));
  afterEach(() => disconnect());

  async function follow(store: AppStore, hash: string): Promise<void> {
    const changed = new Promise((resolve) => window.addEventListener("hashchange", resolve, { once: true }));
    window.location.hash = hash;
    await changed;
    expect(store.getState().screen).toBe("train");
  }

  test("that names a model which predicts ratings has it replaced on data without, in the address too", async () => {
    const { store } = await visit("implicit");
    disconnect = connectHash(store);
    await follow(store, "#/train?model=collabnn&seed=7&relevant=4");
    expect(store.getState()).toMatchObject({
      settings: { ...RANKER, split: "random", seed: 7 },
      replacedModel: "collabnn",
    });
    expect(window.location.hash).toBe("#/train?model=item-item&seed=7");
  });

  test("says everything: what had to give way before it was opened does not come back", async () => {
    const { store } = await visit("implicit");
    disconnect = connectHash(store);
    store.setState(fitSettings(store.getState(), "implicit"));
    await follow(store, "#/train?model=item-item&seed=7");
    expect(store.getState().replacedModel).toBeNull();
  });
});
