import { describe, expect, test } from "vitest";
import { chiSquareUpperTail, noncentralChiSquareCdf } from "../../../src/engine/statistics/chiSquare";
import { gammaTails, logGamma, poissonTerm } from "../../../src/engine/statistics/gamma";
import { NORMAL_975, normalUpperTail } from "../../../src/engine/statistics/normal";
import { findRoot } from "../../../src/engine/statistics/root";
import { tQuantile975 } from "../../../src/engine/statistics/tDistribution";
import { expectNear, REFERENCE } from "./fixture";

describe("the chance of a χ² at least as large", () => {
  test.each(REFERENCE.chiSquare)("as %d with %d degrees is SciPy's, in the far tail too", (x, degrees, upperTail) => {
    expectNear(chiSquareUpperTail(x, degrees), upperTail, 1e-11);
  });

  test("is 1 from 0 down, and exp(−x / 2) of two degrees", () => {
    expect(chiSquareUpperTail(0, 3)).toBe(1);
    for (const x of [0.1, 1, 10, 100, 1000]) expectNear(chiSquareUpperTail(x, 2), Math.exp(-x / 2), 1e-13);
  });
});

describe("the chance of a noncentral χ² at most as large", () => {
  test.each(REFERENCE.noncentral)("as %d with %d degrees and λ = %d is SciPy's", (x, degrees, noncentrality, cdf) => {
    expectNear(noncentralChiSquareCdf(x, degrees, noncentrality), cdf, 1e-9);
  });

  test("of one degree is that of a squared normal value around √λ", () => {
    for (const [x, shift] of [
      [4, 1],
      [90, 10],
      [4e6, 1999],
      [4e6, 2002],
    ]) {
      const root = Math.sqrt(x);
      const expected = normalUpperTail(shift - root) - normalUpperTail(shift + root);
      expect(noncentralChiSquareCdf(x, 1, shift * shift)).toBeCloseTo(expected, 10);
    }
  });

  test("is 0 of nothing, and stays between 0 and 1 where everything is far away", () => {
    expect(noncentralChiSquareCdf(0, 3, 10)).toBe(0);
    expect(noncentralChiSquareCdf(10, 3, 500_000)).toBe(0);
    expect(noncentralChiSquareCdf(1e6, 3, 10)).toBeCloseTo(1, 12);
    expect(noncentralChiSquareCdf(1e6, 3, 10)).toBeLessThanOrEqual(1);
  });
});

describe("the normal distribution", () => {
  test.each(REFERENCE.normal)("the chance of at least %d is SciPy's", (z, upperTail) => {
    expectNear(normalUpperTail(z), upperTail, 1e-12);
  });

  test("2.5 of 100 values are beyond its quantile", () => {
    expectNear(normalUpperTail(NORMAL_975), 0.025, 1e-14);
  });
});

describe("the quantile of Student's t", () => {
  test.each(REFERENCE.t)("with %d degrees is SciPy's", (degrees, quantile) => {
    expectNear(tQuantile975(degrees), quantile, 1e-11);
    expect(tQuantile975(degrees)).toBe(tQuantile975(degrees));
  });

  test("falls with the degrees towards the normal one, and is no number below one degree", () => {
    for (let degrees = 2; degrees < 400; degrees++) {
      expect(tQuantile975(degrees)).toBeLessThan(tQuantile975(degrees - 1));
    }
    expect(tQuantile975(Number.POSITIVE_INFINITY)).toBe(NORMAL_975);
    expect(tQuantile975(0)).toBeNaN();
    expect(tQuantile975(Number.NaN)).toBeNaN();
  });
});

describe("the gamma functions beneath", () => {
  test("ln Γ of a whole number is that of a factorial", () => {
    let factorial = 1;
    for (let i = 1; i < 20; i++) {
      expect(logGamma(i)).toBeCloseTo(Math.log(factorial), 12);
      factorial *= i;
    }
    expectNear(logGamma(0.5), Math.log(Math.sqrt(Math.PI)), 1e-13);
  });

  test("Poisson's chances of everything sum to 1", () => {
    for (const mean of [0, 0.3, 4, 70, 5000]) {
      let sum = 0;
      for (let i = 0; i < mean * 2 + 100; i++) sum += poissonTerm(i, mean);
      expect(sum).toBeCloseTo(1, 12);
    }
  });

  test("both tails sum to 1, and meet where their formulas change", () => {
    for (const a of [0.5, 3, 40, 100_000]) {
      const [lower, upper] = gammaTails(a, a + 1);
      expect(lower + upper).toBeCloseTo(1, 14);
      expect(gammaTails(a, (a + 1) * (1 - 1e-14))[0]).toBeCloseTo(lower, 10);
    }
  });
});

test("a root is found between two ends, and at either", () => {
  expect(findRoot((x) => x * x - 2, 0, 2)).toBeCloseTo(Math.SQRT2, 14);
  expect(findRoot((x) => Math.tanh(50 * (x - 7)), 0, 100)).toBeCloseTo(7, 12);
  expect(findRoot((x) => 3 - x, 3, 5)).toBe(3);
  expect(findRoot((x) => 5 - x, 3, 5)).toBe(5);
});
