import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RunSettings } from "../../../src/domain/settings";
import { SPLIT_METHODS, type SplitSettings } from "../../../src/domain/split";
import type { TrainingColumns } from "../../../src/engine/read/copies";
import { automaticBatchSize } from "../../../src/engine/train/batches";
import { planRun } from "../../../src/engine/train/plan";
import { automaticRange } from "../../../src/engine/train/range";
import { splitNotes, splitRatings } from "../../../src/engine/train/split";
import { DEFAULT_SETTINGS } from "../../../src/models/registry";
import { splitBy } from "../../setup/splitBy";
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
          const { train, validation, test: held } = splitBy(plantedRatings(size, 9, 9, 2), method, seed);
          const all = [...train, ...validation, ...held].sort((a, b) => a - b);
          expect(all).toEqual(Array.from({ length: size }, (_, i) => i));
          if (method !== "leave-last-out") expect(held.length).toBe(Math.floor(size / 10));
        },
      ),
    );
  });

  test("by time tests on the latest tenth and trains on ratings without a time", () => {
    const time = Float64Array.from(columns.time!, (t, i) => (i < 3 ? Number.NaN : t));
    const { train, validation, test: held } = splitBy({ ...columns, time }, "time", 0);
    expect(Array.from(train.subarray(0, 4))).toEqual([0, 1, 2, 3]);
    expect(Math.min(...held)).toBeGreaterThan(Math.max(...validation));
    expect(Math.min(...validation)).toBeGreaterThan(Math.max(...train));
  });

  test("by column follows the file's codes", () => {
    const { validation, test: held } = splitBy(columns, "column", 0);
    expect([...new Set(Array.from(validation, (i) => i % 10))]).toEqual([8]);
    expect([...new Set(Array.from(held, (i) => i % 10))]).toEqual([9]);
  });

  /** n ratings of these times, user and product without meaning; the parts as letters in file order. */
  function partsAt(times: number[], asked: Partial<SplitSettings>): string {
    const few = { ...plantedRatings(times.length, 5, 5, 1), time: Float64Array.from(times) };
    const { train, validation } = splitRatings(few, { ...DEFAULT_SETTINGS, split: "time", ...asked });
    return times.map((_, i) => (train.includes(i) ? "t" : validation.includes(i) ? "v" : "T")).join("");
  }
  const DAY = 86400;

  test.each([
    // A tenth of 20 is 2: the cut would be within the times 9, whose beginning is the nearer end.
    [[1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 8, 9, 9, 9], 10, `${"t".repeat(14)}vvvTTT`],
    // A fifth of 10 is 2, within five equal times at the end: these begin nearer to 8 than where they end, which holds none.
    [[1, 2, 3, 4, 5, 9, 9, 9, 9, 9], 20, "ttttvTTTTT"],
    // The end of the equal times is the nearer: one is tested. They are nearly all of the rest, so they train.
    [[1, 5, 5, 5, 5, 5, 5, 5, 5, 6], 20, "tttttttttT"],
    // In the file's order the newest come first; those without a time train.
    [[9, 9, Number.NaN, 1, 2, 3, 4, 5, 6, 7, 8, 2], 10, "TTttttttttvt"],
  ])("by time keeps equal times together: %j, %i %%", (times, testShare, parts) => {
    expect(partsAt(times, { testShare })).toBe(parts);
  });

  test("by time from a day on tests what is of that day or later, and validates on the latest ninth before", () => {
    const days = Array.from({ length: 22 }, (_, i) => i * DAY + (i % 2) * 3600);
    // 1970-01-19 begins 18 days in; a ninth of 18 is 2.
    expect(partsAt(days, { cutDate: "1970-01-19" })).toBe(`${"t".repeat(16)}vvTTTT`);
    // A share means nothing then.
    expect(partsAt(days, { cutDate: "1970-01-19", testShare: 40 })).toBe(`${"t".repeat(16)}vvTTTT`);
  });

  test("by time says which day would do, and that one time alone cannot be cut", () => {
    const days = [0, DAY, 2 * DAY, 3 * DAY];
    expect(() => partsAt(days, { cutDate: "1970-01-05" })).toThrow(/1970-01-05 or later.*earlier day/);
    expect(() => partsAt(days, { cutDate: "1970-01-01" })).toThrow(/before 1970-01-01.*later day/);
    expect(() => partsAt([7, 7, 7, 7], {})).toThrow(/All times .* the same/);
  });

  test.each([5, 20, 40])("puts %i %% into the test part on request, a tenth into validation", (testShare) => {
    for (const split of ["random", "time"] as const) {
      const { train, validation, test: held } = splitRatings(columns, { ...DEFAULT_SETTINGS, split, testShare });
      expect([train.length, validation.length, held.length]).toEqual([900 - 10 * testShare, 100, 10 * testShare]);
    }
  });

  test("is the file's own where that trains and tests, else random, unless it is asked for otherwise", () => {
    const same = (a: TrainingColumns, by: "column" | "random") =>
      expect(splitBy(a, "auto", 3)).toEqual(splitBy(a, by, 3));
    same(columns, "column");
    same({ ...columns, split: null }, "random");
    same({ ...columns, split: columns.split!.map((part) => part % 2) }, "random");
    expect(splitBy(columns, "random", 3)).not.toEqual(splitBy(columns, "column", 3));
  });

  test("by column draws a tenth of the training part to validate on where the file has none, whatever the seed", () => {
    const own = { ...columns, split: columns.split!.map((part) => (part === 2 ? 2 : 0)) };
    const [first, second] = [splitBy(own, "column", 1), splitBy(own, "column", 2)];
    expect(first).toEqual(second);
    expect([first.train.length, first.validation.length, first.test.length]).toEqual([810, 90, 100]);
    expect(first.test).toEqual(splitBy(columns, "column", 1).test);
    expect([...first.train, ...first.validation].sort((a, b) => a - b)).toEqual(
      [...Array(1000).keys()].filter((i) => i % 10 !== 9),
    );
    expect(splitNotes(own, { split: "auto" })).toEqual([expect.stringMatching(/no validation part/)]);
    expect(splitNotes(columns, { split: "auto" })).toEqual([]);
  });

  test("by leave-last-out comes with a note that later ratings of others train", () => {
    expect(splitNotes(columns, { split: "leave-last-out" })).toEqual([expect.stringMatching(/later ratings of other/)]);
    expect(splitNotes(columns, { split: "time" })).toEqual([]);
  });

  /** Ratings of few users at few, partly unknown times, so that users have none to many and times are often equal. */
  const timed = fc.array(fc.tuple(fc.nat(4), fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant(Number.NaN))), {
    minLength: 2,
    maxLength: 40,
  });

  test("leave-last-out tests each user's last rating and validates on the one before, never on an only one", () => {
    fc.assert(
      fc.property(timed, (ratings) => {
        const size = ratings.length;
        const user = Int32Array.from(ratings, ([u]) => u);
        const time = Float64Array.from(ratings, ([, t]) => t);
        const last: number[] = [];
        const before: number[] = [];
        for (let u = 0; u < 5; u++) {
          const own = [...ratings.keys()].filter((i) => user[i] === u);
          const since = (i: number) => (Number.isNaN(time[i]) ? -1 : time[i]);
          own.sort((a, b) => since(a) - since(b) || a - b);
          if (own.length > 1) last.push(own.at(-1)!);
          if (own.length > 2) before.push(own.at(-2)!);
        }
        const rest = [...ratings.keys()].filter((i) => !last.includes(i) && !before.includes(i));
        fc.pre(rest.length > 1);
        const split = splitBy({ ...columns, size, users: 5, user, time }, "leave-last-out", 0);
        const ascending = (a: number, b: number) => a - b;
        expect([...split.test]).toEqual(last.sort(ascending));
        expect([...split.validation]).toEqual(before.sort(ascending));
        expect([...split.train]).toEqual(rest);
      }),
    );
  });

  test("leave-last-out trains on nothing of a user that is later than what it is tested on, and knows everyone", () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 300 }), fc.integer(), (size, seed) => {
        const planted = plantedRatings(size, 30, 9, seed);
        const { train, validation, test: held } = splitBy(planted, "leave-last-out", seed);
        const trained = new Set(Array.from(train, (i) => planted.user[i]));
        for (const i of [...held, ...validation]) {
          expect(trained.has(planted.user[i])).toBe(true);
          for (const j of train)
            if (planted.user[j] === planted.user[i]) expect(planted.time![j] <= planted.time![i]).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });

  test("says what to do when the file lacks the column, and when nothing is left to train on", () => {
    expect(() => splitBy({ ...columns, split: null }, "column", 0)).toThrow(/no split column.*random/);
    expect(() => splitBy({ ...columns, time: null }, "time", 0)).toThrow(/no time column.*random/);
    expect(() => splitBy({ ...columns, time: null }, "leave-last-out", 0)).toThrow(/no time column.*random/);
    const allTest = { ...columns, split: new Uint8Array(columns.size).fill(2) };
    expect(() => splitBy(allTest, "column", 0)).toThrow(/fewer than two ratings/);
  });
});

describe("a plan", () => {
  const plan = (change: Partial<RunSettings>) =>
    planRun(columns, { ...DEFAULT_SETTINGS, ...change }, () => Promise.resolve());

  test("gives rows to the ids of the training part alone", async () => {
    const { split, users } = await plan({ model: "collabnn", split: "column" });
    const trained = new Set(Array.from(split.train, (i) => columns.user[i]));
    for (let user = 0; user < columns.users; user++) expect(users.rowOf[user] > 0).toBe(trained.has(user));
    expect(users.rows).toBe(trained.size + 1);
  });

  test("refuses a decay that takes more than all of a weight", async () => {
    await expect(plan({ model: "collabnn", learningRate: 0.5, weightDecay: 2 })).rejects.toThrow(/below 1/);
  });

  test("makes no batch larger than the training part", async () => {
    const { settings, stepsPerEpoch } = await plan({ batchSize: 5000 });
    expect(settings.batchSize).toBe(800);
    expect(stepsPerEpoch).toBe(1);
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
  const sizes = [100, 32_000, 80_000, 1_034_363, 1e8].map((ratings) => automaticBatchSize(ratings, "collabnn"));
  expect(sizes).toEqual([64, 64, 256, 2048, 8192]);
});
