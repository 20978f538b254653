import { readFileSync } from "node:fs";
import { expect } from "vitest";
import type { Effect } from "../../../src/engine/statistics/types";

/** Number, sum and sum of squares of a group's values. */
type Sums = readonly [n: number, sum: number, squares: number];
type Degrees = [effect: number, residual: number];

/** Figures of SciPy and statsmodels; the script beside the file makes them. */
export const REFERENCE: {
  chiSquare: [x: number, degrees: number, upperTail: number][];
  noncentral: [x: number, degrees: number, noncentrality: number, cdf: number][];
  normal: [z: number, upperTail: number][];
  t: [degrees: number, quantile: number][];
  contingency: {
    name: string;
    observed: number[];
    rows: number;
    columns: number;
    published: number | null;
    n: number;
    chiSquare: number;
    degrees: number;
    p: number;
    cramersV: number;
    interval: [number, number];
    expected: number[];
    residuals: number[];
  }[];
  equalShares: { counts: number[]; chiSquare: number; p: number; cramersV: number }[];
  shareDifference: {
    a: number;
    b: number;
    n: number;
    difference: number;
    interval: [number, number];
    p: number;
  }[];
  meanMargin: { sums: Sums; margin: number }[];
  oneWay: { groups: Sums[]; f: number; p: number; degrees: Degrees; etaSquared: number; omegaSquared: number }[];
  twoWay: {
    name: string;
    rows: number;
    columns: number;
    data: [row: number, column: number, value: number][];
    row: Effect;
    column: Effect;
    interaction: Effect;
  }[];
} = JSON.parse(readFileSync("tests/fixtures/statistics/statistics.json", "utf8"));

/** Equal to this share of the expected value; of an expected 0, to this much. */
export function expectNear(found: number | undefined, expected: number, share = 1e-9): void {
  const off = Math.abs(found! - expected) / (expected === 0 ? 1 : Math.abs(expected));
  expect(off, `${found} is not ${expected}`).toBeLessThanOrEqual(share);
}

export function expectAllNear(found: ArrayLike<number>, expected: readonly number[], share = 1e-9): void {
  expect(found).toHaveLength(expected.length);
  expected.forEach((value, at) => {
    expectNear(found[at], value, share);
  });
}

/** Number, sum and sum of squares of the values. */
export function sumsOf(values: readonly number[]): Sums {
  const total = (of: (value: number) => number) => values.reduce((sum, value) => sum + of(value), 0);
  return [values.length, total((value) => value), total((value) => value * value)];
}
