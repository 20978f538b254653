import { describe, expect, test } from "vitest";
import { Random } from "../../../src/domain/random";
import { Bootstrap } from "../../../src/engine/evaluate/bootstrap";
import { errorFigures } from "../../../src/engine/evaluate/errors";
import type { Interval } from "../../../src/engine/statistics/types";
import { withErrors } from "./heldOut";

/** Errors of users who each have some ratings and a bias of their own, so that their errors go together. */
function clustered(users: number, mostRatings: number, seed: number): number[][] {
  const random = new Random(seed, "clustered errors");
  return Array.from({ length: users }, () => {
    const bias = 0.8 * random.normal();
    return Array.from({ length: 1 + random.integer(mostRatings) }, () => 0.1 + bias + 0.6 * random.normal());
  });
}

/**
 * Half of the 95 % interval of a ratio of sums Σy / Σn over independent users, by linearisation (Cochran 1977,
 * "Sampling Techniques", section 6.4), and of its square root by the delta method.
 */
function linearised(errors: number[][], value: (error: number) => number, root: boolean): number {
  const n = errors.flat().length;
  const ratio = errors.flat().reduce((sum, error) => sum + value(error), 0) / n;
  const residuals = errors.map((own) => own.reduce((sum, error) => sum + value(error) - ratio, 0));
  const variance = residuals.reduce((sum, residual) => sum + residual ** 2, 0) / n ** 2;
  return (1.96 * Math.sqrt(variance)) / (root ? 2 * Math.sqrt(ratio) : 1);
}

const halfOf = ([low, high]: Interval) => (high - low) / 2;

describe("an interval bootstrapped by user", () => {
  test.each([
    { users: 300, mostRatings: 40 },
    { users: 20_000, mostRatings: 3 },
  ])("of $users users is as wide as the linearised variance over users says", ({ users, mostRatings }) => {
    const errors = clustered(users, mostRatings, 5);
    const { part, predicted } = withErrors(errors);
    const { interval, maeInterval } = errorFigures(part, predicted);
    const expected = [linearised(errors, (e) => e * e, true), linearised(errors, Math.abs, false)];
    expect(Math.abs(halfOf(interval!) / expected[0] - 1)).toBeLessThan(0.12);
    expect(Math.abs(halfOf(maeInterval!) / expected[1] - 1)).toBeLessThan(0.12);
  });

  test("is that of all possible resamples of six users, as far as 1,000 of them tell", () => {
    const values = [0.2, 0.5, 0.9, 1.4, 1.6, 2.5];
    const { part, predicted } = withErrors(values.map((value) => [value]));
    const means: number[] = [];
    for (let resample = 0; resample < 6 ** 6; resample++) {
      let sum = 0;
      for (let draw = 0, rest = resample; draw < 6; draw++, rest = Math.floor(rest / 6)) sum += values[rest % 6];
      means.push(sum / 6);
    }
    means.sort((a, b) => a - b);
    const at = (share: number) => means[Math.round(share * means.length)];
    const [low, high] = errorFigures(part, predicted).maeInterval!;
    // The share of resamples below an end is 0.025 with a standard error of 0.005.
    expect(low).toBeGreaterThanOrEqual(at(0.01));
    expect(low).toBeLessThanOrEqual(at(0.04));
    expect(high).toBeGreaterThanOrEqual(at(0.96));
    expect(high).toBeLessThanOrEqual(at(0.99));
  });

  test("holds the true RMSE in about 95 of 100 samples", () => {
    // Errors N(0.1, 0.8²) of the user plus N(0, 0.6²) of the rating: mean square 0.01 + 0.64 + 0.36.
    const truth = Math.sqrt(1.01);
    let held = 0;
    for (let sample = 0; sample < 200; sample++) {
      const { part, predicted } = withErrors(clustered(80, 5, 100 + sample));
      const [low, high] = errorFigures(part, predicted).interval!;
      if (low <= truth && truth <= high) held++;
    }
    expect(held / 200).toBeGreaterThan(0.9);
    expect(held / 200).toBeLessThan(0.985);
  });

  test("is the same for the same seed and another for another", () => {
    const errors = clustered(50, 4, 3);
    const interval = (seed: number) => {
      const { part, predicted } = withErrors(errors, seed);
      return errorFigures(part, predicted).interval;
    };
    expect(interval(7)).toEqual(interval(7));
    expect(interval(7)).not.toEqual(interval(8));
  });

  test("is left out below six users, who could not reject anything at 5 % by a sign test", () => {
    const six = withErrors([[1], [2], [1], [2], [1], [2]]);
    expect(errorFigures(six.part, six.predicted).interval).not.toBeNull();
    const five = withErrors([[1, 1, 1], [2], [1], [2], [1]]);
    expect(errorFigures(five.part, five.predicted)).toMatchObject({ n: 7, interval: null, maeInterval: null });
  });
});

/** The positions' users for so many users of two ratings each, the second ratings after all first ones. */
const twoRatingsEach = (users: number) => Int32Array.from({ length: 2 * users }, (_, position) => position % users);

describe("users are resampled", () => {
  test("each on their own up to 1,000, with all their ratings", () => {
    const { clusters, clusterOf } = new Bootstrap(twoRatingsEach(1000), 6);
    expect(clusters).toBe(1000);
    expect(new Set(clusterOf.subarray(0, 1000)).size).toBe(1000);
    expect(clusterOf.subarray(1000)).toEqual(clusterOf.subarray(0, 1000));
  });

  test.each([1001, 20_000])("in 500 groups of equal numbers where they are %i, whole users still", (users) => {
    const { clusters, clusterOf } = new Bootstrap(twoRatingsEach(users), 6);
    expect(clusters).toBe(500);
    expect(clusterOf.subarray(users)).toEqual(clusterOf.subarray(0, users));
    const sizes = new Int32Array(500);
    for (const cluster of clusterOf.subarray(0, users)) sizes[cluster]++;
    const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
    expect([least, most]).toEqual([Math.floor(users / 500), Math.ceil(users / 500)]);
  });

  test("in groups drawn at random, by the seed: neighbours in the file do not stay together", () => {
    const groupsOf = (seed: number) => new Bootstrap(twoRatingsEach(20_000), seed).clusterOf;
    const first = groupsOf(6);
    expect(groupsOf(6)).toEqual(first);
    expect(groupsOf(7)).not.toEqual(first);
    // Dealt in the order of the file, user u would be in group u mod 500; at random 1 of 500 is: 40 of 20,000, σ = 6.3.
    const inOrder = first.subarray(0, 20_000).filter((cluster, user) => cluster === user % 500).length;
    expect(Math.abs(inOrder - 40)).toBeLessThan(32);
  });
});
