import { expect, test } from "vitest";
import { Random } from "../../../src/domain/random";
import { blendWeights } from "../../../src/models/blend/weights";

const PULL = 20;

/** Ratings, and members that see them through noise of their own and of all. */
function planted(seed: number, members: number, rows: number) {
  const random = new Random(seed, "blend");
  const ratings = Float64Array.from({ length: rows }, () => 3 + random.normal());
  const common = Float64Array.from(ratings, () => random.normal());
  const predictions = Array.from({ length: members }, (_, m) =>
    Float64Array.from(
      ratings,
      (rating, i) => 3 + 0.5 * (rating - 3) + 0.4 * common[i] + (0.1 + 0.3 * m) * random.normal(),
    ),
  );
  return { ratings, predictions };
}

/** Half the slope of the objective at these weights, by member. */
function slopes(weights: Float64Array, predictions: Float64Array[], ratings: Float64Array): number[] {
  const errors = ratings.map((rating, i) => predictions.reduce((sum, p, m) => sum + weights[m] * p[i], 0) - rating);
  return predictions.map(
    (p, m) => errors.reduce((sum, e, i) => sum + e * p[i], 0) + PULL * (weights[m] - 1 / predictions.length),
  );
}

test("weights meet the conditions of Karush, Kuhn and Tucker: no slope where above 0, a rising one at 0", () => {
  for (const [seed, members] of [
    [1, 2],
    [2, 3],
    [3, 4],
    [4, 5],
  ]) {
    const { ratings, predictions } = planted(seed, members, 300);
    const weights = blendWeights(predictions, ratings);
    for (const [m, slope] of slopes(weights, predictions, ratings).entries()) {
      if (weights[m] > 0) expect(Math.abs(slope)).toBeLessThan(1e-6);
      else expect(slope).toBeGreaterThan(0);
    }
  }
});

test("a member that only misleads gets nothing, and the others what projected gradients find", () => {
  const { ratings, predictions } = planted(5, 2, 400);
  const misleading = ratings.map((rating) => 6 - rating);
  const all = [...predictions, misleading];
  const weights = blendWeights(all, ratings);
  expect(weights[2]).toBe(0);
  const largest = all.reduce((sum, p) => sum + p.reduce((squares, x) => squares + x * x, 0), PULL);
  let found = new Float64Array(3).fill(1 / 3);
  for (let step = 0; step < 200_000; step++) {
    const slope = slopes(found, all, ratings);
    const next = found.map((weight, m) => Math.max(0, weight - slope[m] / largest));
    const moved = Math.max(...next.map((weight, m) => Math.abs(weight - found[m])));
    found = next;
    if (moved < 1e-13) break;
  }
  for (let m = 0; m < 3; m++) expect(weights[m]).toBeCloseTo(found[m], 6);
});

test("without ratings, and between members that predict the same, weights are equal", () => {
  expect([...blendWeights([[], [], []], [])]).toEqual([1 / 3, 1 / 3, 1 / 3].map((share) => expect.closeTo(share, 12)));
  const same = [4, 2, 5];
  const [first, second] = blendWeights([same, same], [4, 2, 5]);
  expect(first).toBeCloseTo(second, 10);
});

test("predictions of another length and a blend of nothing are refused", () => {
  expect(() => blendWeights([], [1])).toThrow(RangeError);
  expect(() => blendWeights([[1, 2], [1]], [1, 2])).toThrow("Each member predicts each rating.");
});
