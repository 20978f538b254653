import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { Explorer } from "../../../src/engine/explore/explorer";
import { FIRST_VIEWS, type SelectionErrors } from "../../../src/engine/explore/types";
import { datasetOf, ends } from "./fixture";

/** Ratings 5, 4, 3, 2, 1, 5: three of lamps, three of desks. */
const CSV = `user,product,rating,category
ann,lamp 1,5,lamps
ann,desk 1,4,desks
ben,lamp 2,3,lamps
ben,desk 1,2,desks
cid,lamp 1,1,lamps
cid,desk 2,5,desks
`;

let explorer: Explorer;
beforeEach(async () => {
  explorer = new Explorer(await datasetOf(CSV));
});

/** Of rows 0, 1, 2 and 5; their errors are 0.5, 0, 2 and 1. */
const FOUR = { only: {}, places: Int32Array.of(0, 1, 2, 5), predicted: Float32Array.of(4.5, 4, 5, 4) };

function countsOf({ bins }: SelectionErrors): number[] {
  return [...bins];
}

describe("a Run's errors", () => {
  test("are of its test part, with an interval from that of the mean squared error", () => {
    explorer.setPredictions(FOUR);
    const { errorBins, all } = explorer.survey(FIRST_VIEWS);
    // A sixteenth of the largest error is 0.125, and the next round width 0.2.
    expect(ends(errorBins).slice(0, 3)).toEqual([
      [0, 0.2],
      [0.2, 0.4],
      [0.4, 0.6],
    ]);
    expect(errorBins.at(-1)).toEqual({ low: 1.8, high: 2 });
    expect(countsOf(all.errors!)).toEqual([1, 0, 1, 0, 0, 1, 0, 0, 0, 1]);
    expect(all.errors).toMatchObject({ n: 4 });
    // Squares 0.25, 0, 4, 1: their mean is 1.3125 and their standard deviation √(10.171875 / 3) = 1.841365…
    expect(all.errors!.rmse).toBeCloseTo(Math.sqrt(1.3125), 12);
    const margin = (3.182446305284263 * Math.sqrt((16 + 1 + 0.0625 - 4 * 1.3125 ** 2) / 3)) / 2;
    expect(margin).toBeGreaterThan(1.3125);
    expect(all.errors!.interval![0]).toBe(0);
    expect(all.errors!.interval![1]).toBeCloseTo(Math.sqrt(1.3125 + margin), 9);
  });

  test("follow the filters, but for their own", () => {
    explorer.setPredictions(FOUR);
    const lamps = explorer.explore({ category: ["lamps"] }).errors!;
    expect(lamps.n).toBe(2);
    expect(lamps.rmse).toBeCloseTo(Math.sqrt((0.25 + 4) / 2), 12);
    const large = explorer.explore({ category: ["lamps"], error: [1, 2] });
    expect(large.errors).toEqual(lamps);
    expect(large.ratings).toBe(1);
    expect([...large.distribution]).toEqual([0, 0, 1, 0, 0]);
  });

  test("filter as a range with both ends; ratings that were not predicted are in none", () => {
    explorer.setPredictions(FOUR);
    expect([...explorer.rows({ error: [0.5, 1] })!]).toEqual([0, 5]);
    expect([...explorer.rows({ error: [0, 9] })!]).toEqual([0, 1, 2, 5]);
  });

  test("of a Run on some ratings are at places among those", () => {
    // Desks are rows 1, 3 and 5; of them the last two were predicted.
    const only = { category: ["desks"] };
    explorer.setPredictions({ only, places: Int32Array.of(1, 2), predicted: Float32Array.of(3, 3) });
    expect([...explorer.rows({ error: [1, 1] })!]).toEqual([3]);
    expect([...explorer.rows({ error: [2, 2] })!]).toEqual([5]);
    expect(explorer.explore({}).errors!.rmse).toBeCloseTo(Math.sqrt(2.5), 12);
  });

  test("of a Run on some ratings may be asked for while others are looked at", () => {
    explorer.explore({ category: ["lamps"], rating: [3, 5] });
    explorer.setPredictions({ only: { category: ["desks"] }, places: Int32Array.of(0), predicted: Float32Array.of(1) });
    const { errors, ratings } = explorer.explore({ category: ["lamps"], rating: [3, 5] });
    expect({ ratings, errors }).toMatchObject({ ratings: 2, errors: { n: 0, rmse: null, interval: null } });
    expect(explorer.explore({}).errors).toMatchObject({ n: 1, rmse: 3, interval: null });
  });

  test("are those of the predictions given last, under the same filter too", () => {
    const filter = { error: [1, 2] } as const;
    explorer.setPredictions(FOUR);
    expect(explorer.explore(filter).ratings).toBe(2);
    explorer.setPredictions({ ...FOUR, predicted: Float32Array.of(5, 4, 3, 3.5) });
    expect(explorer.explore(filter)).toMatchObject({ ratings: 1, users: 1, products: 1 });
    expect([...explorer.rows(filter)!]).toEqual([5]);
    expect([...explorer.explore(filter).segments.category!.n]).toEqual([0, 0, 1]);
  });

  test("are gone when a Run predicted nothing, and a filter by them holds nobody back", () => {
    explorer.setPredictions(FOUR);
    explorer.explore({ error: [1, 2] });
    explorer.setPredictions(null);
    expect(explorer.explore({ error: [1, 2] })).toMatchObject({ ratings: 6, errors: null });
    expect(explorer.survey(FIRST_VIEWS)).toMatchObject({ errorBins: [], all: { errors: null } });
  });

  test("are counted in the bin that shows them", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 6, maxLength: 6 }), (hundredths) => {
        const predicted = Float32Array.from(hundredths, (part, row) => [5, 4, 3, 2, 1, 5][row] - part / 20);
        explorer.setPredictions({ only: {}, places: Int32Array.of(0, 1, 2, 3, 4, 5), predicted });
        const { errorBins, all } = explorer.survey(FIRST_VIEWS);
        const off = [...predicted].map((value, row) => Math.abs(value - [5, 4, 3, 2, 1, 5][row]));
        const last = errorBins.length - 1;
        const inside = errorBins.map(
          ({ low, high }, bin) => off.filter((error) => error >= low && (error < high || bin === last)).length,
        );
        expect(countsOf(all.errors!)).toEqual(inside);
      }),
    );
  });
});

test("a prediction that is no number has no error", () => {
  explorer.setPredictions({ ...FOUR, predicted: Float32Array.of(4.5, Number.NaN, 5, 4) });
  const { errorBins, all } = explorer.survey(FIRST_VIEWS);
  expect(errorBins.at(-1)).toEqual({ low: 1.8, high: 2 });
  expect(all.errors!.n).toBe(3);
});
