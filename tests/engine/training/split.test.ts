import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { automaticBatchSize } from "../../../src/engine/training/batches";
import { planRun } from "../../../src/engine/training/plan";
import { automaticRange } from "../../../src/engine/training/range";
import { splitRatings } from "../../../src/engine/training/split";
import { DEFAULT_SETTINGS, SPLIT_METHODS, type TrainingColumns } from "../../../src/engine/training/types";
import { plantedRatings } from "./plantedRatings";

const columns = plantedRatings(1000, 50, 20, 1);

function withRatings(values: number[]): TrainingColumns {
  return { ...columns, size: values.length, rating: Float32Array.from(values) };
}

describe("a split", () => {
  test("puts every rating into exactly one part, whatever the method, size and seed", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SPLIT_METHODS),
        fc.integer({ min: 10, max: 300 }),
        fc.integer(),
        (method, size, seed) => {
          const { train, validation, test: held } = splitRatings(plantedRatings(size, 9, 9, 2), method, seed);
          const all = [...train, ...validation, ...held].sort((a, b) => a - b);
          expect(all).toEqual(Array.from({ length: size }, (_, i) => i));
          expect(held.length).toBe(Math.floor(size / 10));
        },
      ),
    );
  });

  test("by time tests on the latest tenth and trains on ratings without a time", () => {
    const time = Float64Array.from(columns.time!, (t, i) => (i < 3 ? Number.NaN : t));
    const { train, validation, test: held } = splitRatings({ ...columns, time }, "time", 0);
    expect(Array.from(train.subarray(0, 4))).toEqual([0, 1, 2, 3]);
    expect(Math.min(...held)).toBeGreaterThan(Math.max(...validation));
    expect(Math.min(...validation)).toBeGreaterThan(Math.max(...train));
  });

  test("by column follows the file's codes", () => {
    const { validation, test: held } = splitRatings(columns, "column", 0);
    expect([...new Set(Array.from(validation, (i) => i % 10))]).toEqual([8]);
    expect([...new Set(Array.from(held, (i) => i % 10))]).toEqual([9]);
  });

  test("says what to do when the file lacks the column, and when nothing is left to train on", () => {
    expect(() => splitRatings({ ...columns, split: null }, "column", 0)).toThrow(/no split column.*random/);
    expect(() => splitRatings({ ...columns, time: null }, "time", 0)).toThrow(/no time column.*random/);
    const allTest = { ...columns, split: new Uint8Array(columns.size).fill(2) };
    expect(() => splitRatings(allTest, "column", 0)).toThrow(/fewer than two ratings/);
  });
});

describe("a plan", () => {
  test("gives rows to the ids of the training part alone", () => {
    const plan = planRun(columns, { ...DEFAULT_SETTINGS, split: "column" });
    const trained = new Set(Array.from(plan.split.train, (i) => columns.user[i]));
    for (let user = 0; user < columns.users; user++) expect(plan.users.rowOf[user] > 0).toBe(trained.has(user));
    expect(plan.users.rows).toBe(trained.size + 1);
  });

  test("refuses a decay that takes more than all of a weight", () => {
    expect(() => planRun(columns, { ...DEFAULT_SETTINGS, learningRate: 0.5, weightDecay: 2 })).toThrow(/below 1/);
  });

  test("makes no batch larger than the training part", () => {
    const plan = planRun(columns, { ...DEFAULT_SETTINGS, batchSize: 5000 });
    expect(plan.settings.batchSize).toBe(800);
    expect(plan.stepsPerEpoch).toBe(1);
  });
});

test.each([
  { values: [1, 2, 3, 4, 5], range: [0.5, 5.5] },
  { values: [0.5, 1, 4.5, 5], range: [0.25, 5.25] },
  { values: [10, 0, 5], range: [-2.5, 12.5] },
])("the automatic range of $values is $range", ({ values, range }) => {
  expect(automaticRange(withRatings(values))).toEqual(range);
});

test("the automatic batch is a power of two with some hundreds of steps an epoch", () => {
  expect([100, 32_000, 80_000, 1_034_363, 1e8].map(automaticBatchSize)).toEqual([64, 64, 256, 2048, 8192]);
});
