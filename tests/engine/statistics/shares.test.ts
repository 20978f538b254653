import { describe, expect, test } from "vitest";
import { equalShares, shareDifference } from "../../../src/engine/statistics/shares";
import { expectAllNear, expectNear, REFERENCE } from "./fixture";

describe("whether values are equally frequent", () => {
  test.each(REFERENCE.equalShares)("of $counts is found as SciPy does", ({ counts, ...reference }) => {
    const found = equalShares(counts)!;
    expect(found.n).toBe(counts.reduce((sum, count) => sum + count, 0));
    expect(found.degrees).toBe(counts.length - 1);
    expectNear(found.chiSquare, reference.chiSquare);
    expectNear(found.p, reference.p);
    expectNear(found.cramersV, reference.cramersV);
  });

  test("cannot be tested of nothing, of one value, or without observations", () => {
    expect(equalShares([])).toBeNull();
    expect(equalShares([7])).toBeNull();
    expect(equalShares(new Uint32Array(3))).toBeNull();
  });
});

describe("by how much one value leads another", () => {
  test.each(REFERENCE.shareDifference)("$a and $b of $n: as the covariance and McNemar's test say", (reference) => {
    const found = shareDifference(reference.a, reference.b, reference.n)!;
    expectNear(found.difference, reference.difference);
    expectAllNear(found.interval, reference.interval);
    expectNear(found.p, reference.p);
  });

  test("of two that never occur is nothing, and of everything all", () => {
    expect(shareDifference(0, 0, 12)).toEqual({ difference: 0, interval: [0, 0], p: 1 });
    expect(shareDifference(12, 0, 12)).toMatchObject({ difference: 1, interval: [1, 1] });
  });

  test("is unknown without observations", () => {
    expect(shareDifference(0, 0, 0)).toBeNull();
  });
});
