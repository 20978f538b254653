import { expect, test } from "vitest";
import { Random } from "../../src/domain/random";
import { normalTail, truncatedNormal } from "./normal";

const { POSITIVE_INFINITY, NEGATIVE_INFINITY } = Number;

// scipy.stats.norm.sf
test.each([
  [0, 0.5],
  [0.5, 0.3085375387259869],
  [-1.3, 0.9031995154143897],
  [2.5, 0.006209665325776132],
])("the normal tail beyond %d is %d", (z, expected) => {
  expect(Math.abs(normalTail(z) - expected)).toBeLessThan(7.5e-8);
});

// scipy.stats.truncnorm.stats(low, high, moments="mv")
test.each([
  [0.2, POSITIVE_INFINITY, 0.929416, 0.322069],
  [3, POSITIVE_INFINITY, 3.283099, 0.070559],
  [NEGATIVE_INFINITY, -1.5, -1.938677, 0.149547],
  [NEGATIVE_INFINITY, 1, -0.2876, 0.629686],
  [-0.3, 0.4, 0.047992, 0.040168],
  [2, 3.2, 2.33907, 0.077223],
  [-5, -4.2, -4.399718, 0.03022],
])("draws between %d and %d have the truncated normal's mean and variance", (low, high, mean, variance) => {
  const random = new Random(4, "truncated");
  const n = 40_000;
  const draws = Float64Array.from({ length: n }, () => truncatedNormal(low, high, random));
  for (const draw of draws) expect(draw >= low && draw <= high).toBe(true);
  const average = draws.reduce((sum, draw) => sum + draw, 0) / n;
  const squares = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / n;
  expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(variance / n));
  // A truncated normal's squared deviation scatters by at most 3 variances (exponential tail: √8).
  expect(Math.abs(squares - variance)).toBeLessThan((4 * 3 * variance) / Math.sqrt(n));
});
