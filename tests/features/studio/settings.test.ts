import { describe, expect, test } from "vitest";
import { changeSettings, settled } from "../../../src/features/train/store/settingsSlice";
import { DEFAULT_SETTINGS, defaultsOf, MODEL_NAMES } from "../../../src/models/registry";
import { studio } from "./fakeWorkers";

describe("choosing another model", () => {
  test.each(MODEL_NAMES)("brings the defaults of %s, and choosing back the first ones", (model) => {
    const chosen = changeSettings(DEFAULT_SETTINGS, { model });
    expect(chosen).toEqual(defaultsOf(model));
    expect(changeSettings(chosen, { model: DEFAULT_SETTINGS.model })).toEqual(DEFAULT_SETTINGS);
  });

  test("keeps what a person has set", () => {
    const settings = changeSettings(defaultsOf("hybrid"), { dropout: 0.3, hidden: [7], seed: 1 });
    const { hidden, dropout, seed, weightDecay } = changeSettings(settings, { model: "collabnn" });
    expect({ hidden, dropout, seed }).toEqual({ hidden: [7], dropout: 0.3, seed: 1 });
    expect(weightDecay).toBe(defaultsOf("collabnn").weightDecay);
  });

  test("leaves to whoever names them the settings named beside it", () => {
    const { hidden } = changeSettings(defaultsOf("hybrid"), { model: "collabnn", hidden: [32, 16] });
    expect(hidden).toEqual([32, 16]);
  });
});

test("the store's settings follow the model", () => {
  const { store } = studio();
  store.getState().setSettings({ seed: 9 });
  store.getState().setSettings({ model: "dot-product-bias" });
  expect(store.getState().settings).toEqual({ ...defaultsOf("dot-product-bias"), seed: 9 });
});

test("a filter to train with is of the data that were open: others are trained on whole", async () => {
  const { store, open } = studio();
  store.getState().setSettings({ only: "brand:K", split: "time", cutDate: "2016-05-01", seed: 9 });
  await open("first.csv");
  // A link's, for the first data.
  expect(store.getState().settings).toMatchObject({ only: "brand:K", cutDate: "2016-05-01" });
  await open("second.csv");
  expect(store.getState().settings).toMatchObject({ only: "", split: "time", cutDate: "", seed: 9 });
});

test("a Run is asked for with the file's own split where that trains and tests, else with the random one", () => {
  const splitOf = (splitParts: [number, number, number] | null, split: "auto" | "random" = "auto") =>
    settled({ ...DEFAULT_SETTINGS, split }, { splitParts }).split;
  expect([splitOf([8, 1, 1]), splitOf([9, 0, 1])]).toEqual(["column", "column"]);
  expect([splitOf(null), splitOf([8, 2, 0]), splitOf([0, 1, 9])]).toEqual(["random", "random", "random"]);
  expect(splitOf([8, 1, 1], "random")).toBe("random");
});
