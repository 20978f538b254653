import { describe, expect, test } from "vitest";
import { meanMargin, squaredDeviations } from "../../../src/engine/statistics/means";
import { expectNear, REFERENCE, sumsOf } from "./fixture";

describe("half the width of a mean's interval", () => {
  test.each(REFERENCE.meanMargin)("of $sums.0 values is that of statsmodels", ({ sums, margin }) => {
    expectNear(meanMargin(...sums), margin);
  });

  test("is no number of fewer than two values", () => {
    expect(meanMargin(0, 0, 0)).toBeNaN();
    expect(meanMargin(1, 4, 16)).toBeNaN();
  });

  test.each([0, 0.1, 3.7, -4.3, 1e8 / 3])("is 0 of a thousand times %d", (value) => {
    for (let n = 2; n < 1000; n++) expect(meanMargin(...sumsOf(Array(n).fill(value)))).toBe(0);
  });
});

test("deviations are never negative, and stay where they are above the squares' rounding", () => {
  expect(squaredDeviations(3, 3, 3 - 1e-15)).toBe(0);
  expect(squaredDeviations(2, 2000, 2000002)).toBe(2);
  expect(squaredDeviations(2, Number.NaN, Number.NaN)).toBeNaN();
});
