import { describe, expect, test } from "vitest";
import { changeSettings } from "../../../src/features/train/store/settingsSlice";
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
  store.getState().setSettings({ only: "brand:K", seed: 9 });
  await open("first.csv");
  expect(store.getState().settings.only).toBe("brand:K"); // a link's, for the first data
  await open("second.csv");
  expect(store.getState().settings).toMatchObject({ only: "", seed: 9 });
});
