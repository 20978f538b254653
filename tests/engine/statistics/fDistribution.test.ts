import { expect, test } from "vitest";
import { fUpperTail } from "../../../src/engine/statistics/fDistribution";

/**
 * f, both degrees of freedom, and mpmath's betainc(d2 / 2, d1 / 2, 0, d2 / (d2 + d1 f), regularized=True) at 40 digits;
 * scipy.stats.f.sf of SciPy 1.10 has the same first nine.
 */
const REFERENCE: readonly (readonly [f: number, d1: number, d2: number, p: number])[] = [
  [0.5, 1, 10, 0.4956475043831199],
  [4.2, 1, 3, 0.1328418405597757],
  [1, 2, 30, 0.3798124058152457],
  [3.7, 4, 250, 0.006027050203334091],
  [0.93, 49, 46036, 0.6129556915496045],
  [12.5, 1, 128000, 0.0004070956217904161],
  [150, 3, 128000, 4.828982073070578e-97],
  [2.1, 498, 12000, 1.578101066640061e-38],
  [0.001, 5, 7, 0.9999998523002307],
  [1.0, 1000, 1000, 0.5],
  [35, 2, 1, 0.1186781658193853],
  [6.6349, 1, 1000000, 0.01000012310372261],
];

test.each(REFERENCE)("the chance of F ≥ %d with %d and %d degrees of freedom is that of 40 digits", (f, d1, d2, p) => {
  expect(Math.abs(fUpperTail(f, [d1, d2]) / p - 1)).toBeLessThan(1e-10);
});

test("every value is at least 0, and of two and two degrees of freedom the chance is 1 / (1 + f)", () => {
  expect(fUpperTail(0, [3, 8])).toBe(1);
  for (const f of [0.01, 0.5, 1, 3, 1000]) expect(fUpperTail(f, [2, 2])).toBeCloseTo(1 / (1 + f), 13);
});
