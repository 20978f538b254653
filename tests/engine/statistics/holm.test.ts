import { expect, test } from "vitest";
import { holm } from "../../../src/engine/statistics/holm";

test("p-values are adjusted step by step, and never fall below one before them", () => {
  // 4 × 0.005, 3 × 0.01, 2 × 0.03, and 0.04 itself, which the one before it holds up.
  const adjusted = holm([0.01, 0.04, 0.03, 0.005]);
  for (const [i, expected] of [0.03, 0.06, 0.06, 0.02].entries()) expect(adjusted[i]).toBeCloseTo(expected, 12);
  expect(holm([0.6, 0.7])).toEqual([1, 1]);
  expect(holm([0.2])).toEqual([0.2]);
  expect(holm([])).toEqual([]);
});
