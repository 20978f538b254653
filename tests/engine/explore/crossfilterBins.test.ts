import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { activityBins, binsOfCounts, errorBins, ratingBins } from "../../../src/engine/explore/crossfilter/bins";
import { levelsOf } from "../../../src/engine/explore/crossfilter/levels";
import { ends } from "./fixture";

const whole = (low: number, high: number) => Float32Array.from({ length: high - low + 1 }, (_, i) => low + i);

describe("bins of ratings", () => {
  test("of at most twenty values are the values, of implicit counts too", () => {
    for (const feedback of ["explicit", "implicit"] as const) {
      const { bins, binOf } = ratingBins(levelsOf(whole(1, 20)), feedback);
      expect(ends(bins)).toEqual([...whole(1, 20)].map((value) => [value, value]));
      expect([...binOf]).toEqual(bins.map((_, bin) => bin));
    }
  });

  test("of more ratings are twenty of equal width, and end at the values in them", () => {
    const { bins } = ratingBins(levelsOf(whole(0, 100)), "explicit");
    expect(ends(bins).slice(0, 3)).toEqual([
      [0, 4],
      [5, 9],
      [10, 14],
    ]);
    expect(bins.at(-1)).toEqual({ low: 95, high: 100 });
    expect(bins).toHaveLength(20);
  });

  test("of more counts double, and leave out what nobody chose", () => {
    const counts = Float32Array.of(...whole(1, 20), 100, 1023, 1024);
    expect(ends(ratingBins(levelsOf(counts), "implicit").bins)).toEqual([
      [1, 1],
      [2, 3],
      [4, 7],
      [8, 15],
      [16, 20],
      [100, 100],
      [1023, 1023],
      [1024, 1024],
    ]);
  });

  test("hold every rating once, in rising order", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 }),
        fc.constantFrom("explicit" as const, "implicit" as const),
        (ratings, feedback) => {
          const levels = levelsOf(Float32Array.from(ratings));
          const { bins, binOf } = ratingBins(levels, feedback);
          levels.values.forEach((value, level) => {
            const inside = bins.flatMap(({ low, high }, bin) => (value >= low && value <= high ? [bin] : []));
            expect(inside).toEqual([binOf[level]]);
          });
          expect(bins.length).toBeLessThanOrEqual(20);
        },
      ),
    );
  });
});

describe("bins of activity", () => {
  test.each([
    [1, [[1, 1]]],
    [
      3,
      [
        [1, 1],
        [2, 2],
        [3, 3],
      ],
    ],
    [
      7,
      [
        [1, 1],
        [2, 2],
        [3, 3],
        [4, 4],
        [5, 7],
      ],
    ],
    [
      60,
      [
        [1, 1],
        [2, 2],
        [3, 3],
        [4, 4],
        [5, 9],
        [10, 19],
        [20, 49],
        [50, 60],
      ],
    ],
    [
      200,
      [
        [1, 1],
        [2, 2],
        [3, 3],
        [4, 4],
        [5, 9],
        [10, 19],
        [20, 49],
        [50, 99],
        [100, 199],
        [200, 200],
      ],
    ],
  ])("up to %d are single numbers, then about as wide on a logarithmic axis", (most, expected) => {
    expect(ends(activityBins(most))).toEqual(expected);
  });

  test("have a place for every number up to the most", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), (most) => {
        const bins = activityBins(most);
        const binOf = binsOfCounts(bins, most);
        for (let count = 1; count <= most; count++) {
          const { low, high } = bins[binOf[count]];
          expect(count >= low && count <= high).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe("bins of errors", () => {
  test.each([
    ["errors up to 4 are in quarters", 4, 4, 0.25, 16],
    ["errors up to 3.9 too", 3.9, 4, 0.25, 16],
    ["errors up to 4.1 are in halves", 4.1, 4, 0.5, 9],
    ["errors up to 30 are in twos", 30, 100, 2, 15],
    ["errors of next to nothing are not magnified", 1e-9, 4, 0.005, 1],
    ["no error at all is in one bin", 0, 4, 0.005, 1],
  ])("%s", (_, largest, scale, width, count) => {
    const bins = errorBins(largest, scale);
    expect(bins).toHaveLength(count);
    expect(bins[0]).toEqual({ low: 0, high: width });
    expect(bins.at(-1)!.high).toBeGreaterThanOrEqual(largest);
    bins.slice(1).forEach(({ low }, i) => {
      expect(low).toBe(bins[i].high);
    });
  });
});
