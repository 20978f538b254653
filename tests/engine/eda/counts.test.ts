import { expect, test } from "vitest";
import { pack } from "../../../src/engine/dataset/vocabulary";
import { countDistribution } from "../../../src/engine/eda/distribution";
import { overviewOf } from "../../../src/engine/eda/overview";

/** The whole numbers from 1 to n, once each. */
const upTo = (n: number) => Float32Array.from({ length: n }, (_, i) => i + 1);

test("few different counts are told one by one", () => {
  expect(countDistribution(Float32Array.of(1, 3, 1, 40))).toEqual([
    { low: 1, high: 1, count: 2 },
    { low: 3, high: 3, count: 1 },
    { low: 40, high: 40, count: 1 },
  ]);
});

test("many different counts are in bins that double, the last one up to the highest", () => {
  expect(countDistribution(upTo(25))).toEqual([
    { low: 1, high: 1, count: 1 },
    { low: 2, high: 3, count: 2 },
    { low: 4, high: 7, count: 4 },
    { low: 8, high: 15, count: 8 },
    { low: 16, high: 25, count: 10 },
  ]);
});

test("a bin that no count falls into stays, with none", () => {
  const bins = countDistribution(Float32Array.of(...upTo(21), 64));
  // 32 to 63 is the sixth bin.
  expect(bins[5]).toEqual({ low: 32, high: 63, count: 0 });
  expect(bins[6]).toEqual({ low: 64, high: 64, count: 1 });
});

test("amounts that are no whole numbers are in 20 equal bins, as ratings are", () => {
  const bins = countDistribution(upTo(41).map((count) => count / 2));
  expect(bins).toHaveLength(20);
  expect(bins[0]).toEqual({ low: 0.5, high: 1.5, count: 2 });
});

test("the overview of implicit feedback tells how often products were chosen", () => {
  const overview = overviewOf({
    name: "shop.csv",
    feedback: "implicit",
    bytes: 0,
    size: 30,
    users: pack(["a"]),
    products: pack(["x"]),
    user: new Int32Array(30),
    product: new Int32Array(30),
    rating: upTo(30),
    time: null,
    segments: {},
    split: null,
    titles: null,
  });
  expect(overview.ratingDistribution.map(({ low, high, count }) => [low, high, count])).toEqual([
    [1, 1, 1],
    [2, 3, 2],
    [4, 7, 4],
    [8, 15, 8],
    [16, 30, 15],
  ]);
});
