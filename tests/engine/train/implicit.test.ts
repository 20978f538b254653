import { describe, expect, test } from "vitest";
import type { RunSettings } from "../../../src/domain/settings";
import { SPLIT_METHODS } from "../../../src/domain/split";
import { findLearningRate } from "../../../src/engine/train/learningRateFinder";
import { planObjective } from "../../../src/engine/train/objective";
import { trainRun } from "../../../src/engine/train/run";
import { RunControl } from "../../../src/engine/train/runControl";
import { TrainingError } from "../../../src/engine/train/types";
import { defaultsOf, isRanking, MODEL_NAMES } from "../../../src/models/registry";
import { splitBy } from "../../setup/splitBy";
import { plantedChoices } from "./plantedChoices";

const columns = plantedChoices(160, 60, 10, 8);
const settings: RunSettings = {
  ...defaultsOf("pooled-history"),
  factors: 8,
  epochs: 4,
  batchSize: 64,
  learningRate: 0.02,
  backend: "wasm",
  seed: 2,
};

async function unhurried(): Promise<void> {}

function control(): RunControl {
  return new RunControl(new AbortController().signal);
}

async function train(change: Partial<RunSettings> = {}, data = columns) {
  return (await trainRun(data, { ...settings, ...change }, control(), () => {})).result;
}

const ERRORS = ["rmse", "mae", "interval", "maeInterval", "validationRmse", "validationKnown", "validationNew"];

/** All that stands anywhere inside under the name of an error. */
function errorsIn(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (ERRORS.includes(key) ? [inner] : errorsIn(inner)));
}

describe("a Run on data without ratings", () => {
  test("tells apart tastes that popularity cannot, and is judged by its ranking alone", async () => {
    const { test, baselines, comparison, validationRanking } = await train();
    const ndcgOf = (wanted: string) => baselines.find(({ name }) => name === wanted)!.ranking!.ndcg10;
    expect(test.ranking!.ndcg10).toBeGreaterThan(1.4 * ndcgOf("popularity"));
    expect(ndcgOf("item-kNN")).toBeGreaterThan(1.2 * ndcgOf("popularity"));
    expect(ndcgOf("EASE")).toBeGreaterThan(1.2 * ndcgOf("popularity"));
    expect(comparison?.metric).toBe("ndcg10");
    expect(validationRanking).not.toBeNull();
  });

  test("has errors of nothing, neither its own nor a baseline's", async () => {
    const { run, validation, test, baselines } = await train();
    const found = errorsIn({ epochs: run.epochs, validation, test, baselines });
    expect(found.length).toBeGreaterThan(50);
    expect(new Set(found)).toEqual(new Set([null]));
    expect([test.segments, test.biasTests]).toEqual([[], []]);
  });

  test("stands beside the baselines that rank, which say why they have no errors", async () => {
    const { baselines } = await train();
    expect(baselines.map(({ name }) => name)).toEqual(["popularity", "item-kNN", "EASE", "user-kNN", "RP3β", "iALS"]);
    expect(new Set(baselines.map(({ note }) => note))).toEqual(
      new Set(["The file has no ratings to predict, so it only ranks."]),
    );
    for (const { ranking, validationRanking } of baselines) {
      expect([ranking?.relevantFrom, validationRanking?.relevantFrom]).toEqual([1, 1]);
    }
  });

  test("learns from every product that was chosen, however often", async () => {
    const once = { ...columns, rating: new Float32Array(columns.size).fill(1) };
    const [counted, uncounted] = [await train(), await train({}, once)];
    expect(counted.test).toEqual(uncounted.test);
    expect(counted.baselines).toEqual(uncounted.baselines);
    // A threshold that a link brought along from rated data changes nothing.
    expect((await train({ relevantFrom: 5 })).test).toEqual(counted.test);
  });

  test.each(SPLIT_METHODS)("is split by %s as rated data are", async (split) => {
    const rated = splitBy({ ...columns, feedback: "explicit" }, split, settings.seed);
    const found = await train({ split, epochs: 1 });
    expect(found.split).toMatchObject({
      train: rated.train.length,
      validation: rated.validation.length,
      test: rated.test.length,
    });
    expect(found.test.ranking!.eligible).toBe(new Set(rated.test.map((i) => columns.user[i])).size);
    expect(found.comparison?.metric).toBe("ndcg10");
  });
});

describe("data without ratings", () => {
  test.each(MODEL_NAMES.filter((model) => !isRanking(model)))("cannot train %s", async (model) => {
    const planned = planObjective(columns, defaultsOf(model), unhurried);
    await expect(planned).rejects.toThrow(TrainingError);
    await expect(planned).rejects.toThrow(
      "This file says what was chosen, not how it was rated: there is no rating to learn to predict. " +
        "Choose a model that ranks products.",
    );
  });

  test("leave the learning-rate finder nothing to do", async () => {
    const search = findLearningRate(columns, settings, control(), () => {});
    await expect(search).rejects.toThrow("this file has none. Keep the rate.");
  });

  test("in which nobody comes back have no history to learn from, and say so without a word of ratings", async () => {
    await expect(train({}, plantedChoices(50, 20, 1, 1))).rejects.toThrow(/^Nobody .* chosen two products.*no history/);
    await expect(train({}, plantedChoices(1, 20, 1, 1))).rejects.toThrow("fewer than two interactions");
  });
});
