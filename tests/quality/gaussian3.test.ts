import { expect, test } from "vitest";
import { Random } from "../../src/domain/random";
import { Gaussian3 } from "./gaussian3";

const PRIOR_MEANS = [0.3, -0.2, 0.5];
const PRIOR_PRECISIONS = [4, 1, 2];
const NOISE_PRECISION = 2.5;
const random = new Random(8);
/** Whether the intercept is in it, two slopes, what was observed. */
const observed = Array.from({ length: 8 }, (_, i) => [
  i < 6 ? 1 : 0,
  random.normal(),
  random.normal(),
  2 * random.normal(),
]);

function posterior(): Gaussian3 {
  const gaussian = new Gaussian3();
  gaussian.reset(PRIOR_MEANS, PRIOR_PRECISIONS);
  for (const [intercept, b, c, y] of observed) {
    if (intercept) gaussian.observe(b, c, y, NOISE_PRECISION);
    else gaussian.observeSlopes(b, c, y, NOISE_PRECISION);
  }
  gaussian.solve();
  return gaussian;
}

/** The posterior's covariance (X'X τ + P)⁻¹ by cofactors, and its mean, from the textbook formula. */
function byHand(): { covariance: number[][]; mean: number[] } {
  const range = [0, 1, 2];
  const precision = range.map((i) =>
    range.map((j) =>
      observed.reduce((sum, x) => sum + NOISE_PRECISION * x[i] * x[j], i === j ? PRIOR_PRECISIONS[i] : 0),
    ),
  );
  const target = range.map((i) =>
    observed.reduce((sum, x) => sum + NOISE_PRECISION * x[i] * x[3], PRIOR_PRECISIONS[i] * PRIOR_MEANS[i]),
  );
  const at = (i: number, j: number) => precision[i % 3][j % 3];
  const cofactor = (i: number, j: number) => at(i + 1, j + 1) * at(i + 2, j + 2) - at(i + 1, j + 2) * at(i + 2, j + 1);
  const determinant = range.reduce((sum, j) => sum + at(0, j) * cofactor(0, j), 0);
  const covariance = range.map((i) => range.map((j) => cofactor(j, i) / determinant));
  return { covariance, mean: covariance.map((row) => row.reduce((sum, value, j) => sum + value * target[j], 0)) };
}

test("the posterior mean is that of the inverse precision matrix", () => {
  const { mean } = byHand();
  posterior().mean.forEach((value, i) => {
    expect(value).toBeCloseTo(mean[i], 12);
  });
});

test("the variance of a combination of the weights is that of the covariance matrix", () => {
  const x = [1, 0.7, -1.4];
  const expected = byHand().covariance.reduce(
    (sum, row, i) => sum + row.reduce((s, v, j) => s + x[i] * v * x[j], 0),
    0,
  );
  expect(posterior().variance(x[1], x[2])).toBeCloseTo(expected, 12);
});

test("draws have the posterior's mean and covariance", () => {
  const gaussian = posterior();
  const { mean, covariance } = byHand();
  const n = 40_000;
  const draws = new Float64Array(n * 3);
  const source = new Random(9);
  for (let i = 0; i < n; i++) gaussian.draw(source, draws, i * 3);
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += (draws[k * 3 + i] - mean[i]) * (draws[k * 3 + j] - mean[j]);
      // Five standard errors of a covariance of normal draws.
      const error = Math.sqrt((covariance[i][i] * covariance[j][j] + covariance[i][j] ** 2) / n);
      expect(Math.abs(sum / n - covariance[i][j])).toBeLessThan(5 * error);
    }
  }
});
