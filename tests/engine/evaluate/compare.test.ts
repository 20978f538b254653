import { describe, expect, test } from "vitest";
import { Random } from "../../../src/domain/random";
import { Bootstrap } from "../../../src/engine/evaluate/bootstrap";
import { compareErrors, compareNdcg } from "../../../src/engine/evaluate/compare";
import { errorFigures } from "../../../src/engine/evaluate/errors";
import { heldOut, type Row } from "./heldOut";

const random = new Random(4, "compared predictors");
const rows = Array.from({ length: 600 }, (_, i): Row => [i % 150, i % 20, 1 + random.integer(5)]);
const { part } = heldOut(rows);
const predicted = Float64Array.from(rows, ([, , rating]) => rating + random.normal());

describe("two predictors on the same ratings", () => {
  test("that agree everywhere are no different, exactly", () => {
    const same = compareErrors(part, predicted, predicted.slice());
    expect(same).toEqual({ metric: "rmse", difference: 0, interval: [0, 0], outcome: "no different", p: 1 });
  });

  test("are told apart where the interval of the difference of RMSEs excludes 0: the lower is better", () => {
    const worse = predicted.map((value, i) => value + 0.4 * (value - rows[i][2]));
    const found = compareErrors(part, predicted, worse)!;
    expect(found.outcome).toBe("better");
    // The other's errors are 1.4 times as large.
    expect(found.difference).toBeCloseTo(-0.4 * errorFigures(part, predicted).rmse!, 10);
    const [low, high] = found.interval;
    expect(low).toBeLessThan(found.difference);
    expect(high).toBeGreaterThan(found.difference);
    const turned = compareErrors(part, worse, predicted)!;
    expect(turned.outcome).toBe("worse");
    expect(turned.interval).toEqual([-high, -low]);
  });

  test("are paired: what both get wrong does not blur the difference", () => {
    const shifted = predicted.map((value, i) => value + 0.02 * (value - rows[i][2]));
    const found = compareErrors(part, predicted, shifted)!;
    expect(found.outcome).toBe("better");
    // Their own intervals overlap by far.
    expect(errorFigures(part, predicted).interval![1]).toBeGreaterThan(errorFigures(part, shifted).rmse!);
  });

  test("of the same quality are found different in about 5 of 100 comparisons", () => {
    const fewer = rows.map(([user, product, rating]): Row => [user % 50, product, rating]);
    let different = 0;
    for (let trial = 0; trial < 100; trial++) {
      const noise = new Random(trial, "same quality");
      const fresh = heldOut(fewer, [], [], trial).part;
      const noisy = () => Float64Array.from(fewer, ([, , rating]) => rating + noise.normal());
      if (compareErrors(fresh, noisy(), noisy())!.outcome !== "no different") different++;
    }
    expect(different).toBeGreaterThan(0);
    expect(different).toBeLessThan(15);
  });

  test.each([
    { users: 29, each: 5, outcome: "too few" },
    { users: 30, each: 5, outcome: "better" },
    { users: 33, each: 3, outcome: "too few" },
    { users: 34, each: 3, outcome: "better" },
  ])("of $each ratings by each of $users users: $outcome", ({ users, each, outcome }) => {
    const few = heldOut(Array.from({ length: users * each }, (_, i): Row => [i % users, 0, 3])).part;
    // One is off by 1 everywhere, the other by 2: no resampling turns that.
    const found = compareErrors(few, new Float64Array(users * each).fill(4), new Float64Array(users * each).fill(5))!;
    expect(found).toMatchObject({ outcome, difference: -1, interval: [-1, -1] });
    // The sample itself is the one that is counted on the side where no replicate is.
    expect(found.p).toBeCloseTo(2 / 1001, 12);
  });

  test("are not compared below six users, without ratings, or where a prediction is no number", () => {
    const few = heldOut(rows.slice(0, 5)).part;
    expect(compareErrors(few, [1, 1, 1, 1, 1], [2, 2, 2, 2, 2])).toBeNull();
    expect(compareErrors(heldOut([]).part, [], [])).toBeNull();
    expect(compareErrors(part, predicted.with(7, Number.NaN), predicted)).toBeNull();
  });
});

test("of two rankings for the same users the higher NDCG is better", () => {
  const users = Int32Array.from({ length: 60 }, (_, i) => i);
  const high = Float32Array.from(users, (i) => 0.25 * (i % 4) + 0.125);
  const low = Float32Array.from(users, (i) => 0.25 * (i % 4));
  const bootstrap = new Bootstrap(users, 2);
  const found = compareNdcg(bootstrap, high, low, 120)!;
  expect(found).toMatchObject({ metric: "ndcg10", difference: 0.125, outcome: "better" });
  for (const end of found.interval) expect(end).toBeCloseTo(0.125, 12);
  expect(compareNdcg(bootstrap, low, high, 120)!.outcome).toBe("worse");
  expect(compareNdcg(bootstrap, low, low, 120)!.outcome).toBe("no different");
  expect(compareNdcg(bootstrap, high, low, 99)!.outcome).toBe("too few");
  expect(compareNdcg(new Bootstrap(users.slice(0, 29), 2), high.slice(0, 29), low.slice(0, 29), 120)!.outcome).toBe(
    "too few",
  );
});
