import { describe, expect, test } from "vitest";
import { halfWidthOf } from "../../../src/domain/intervals";
import { Random } from "../../../src/domain/random";
import { conformalIntervals, conformalQuantile } from "../../../src/engine/evaluate/conformal";
import { evaluationPart } from "../../../src/engine/evaluate/part";
import type { TrainingColumns } from "../../../src/engine/read/copies";

/** Errors by how many training ratings a user has: the more, the smaller. */
const sigmaOf = (trained: number) => 0.6 / Math.sqrt(1 + trained);

/**
 * Users with 0 to 12 training ratings and `heldOut` held-out ones each, 3 + a normal error of their group's sigma, on
 * a scale that is wide enough to be out of the way.
 */
function drawn(users: number, heldOut: number, seed: number, trainedOf = (who: number) => who % 13) {
  const random = new Random(seed);
  const [user, rating, training, part]: number[][] = [[], [], [], []];
  for (let who = 0; who < users; who++) {
    const trained = trainedOf(who);
    for (let i = 0; i < trained + heldOut; i++) {
      (i < trained ? training : part).push(user.length);
      user.push(who);
      rating.push(3 + sigmaOf(trained) * random.normal());
    }
  }
  rating[0] = -10;
  rating[1] = 10;
  const columns: TrainingColumns = {
    feedback: "explicit",
    size: user.length,
    users,
    products: 1,
    user: Int32Array.from(user),
    product: new Int32Array(user.length),
    rating: Float32Array.from(rating),
    time: null,
    split: null,
    sides: [],
  };
  const indices = (list: number[]) => Int32Array.from(list.filter((i) => i > 1));
  return { columns, training: indices(training), part: indices(part) };
}

function intervalsOf({ columns, training, part }: ReturnType<typeof drawn>) {
  const predicted = new Float32Array(part.length).fill(3);
  return conformalIntervals(evaluationPart(columns, training, part, 1), training, predicted);
}

describe("the conformal quantile", () => {
  test("is the ⌈(n + 1) · level⌉-th smallest, infinite when there is none", () => {
    expect(conformalQuantile([4, 1, 3, 2], 0.8)).toBe(4);
    expect(conformalQuantile([1, 2, 3], 0.8)).toBe(Number.POSITIVE_INFINITY);
    // 10 · 0.8 = 8 exactly.
    expect(conformalQuantile([9, 8, 7, 6, 5, 4, 3, 2, 1], 0.8)).toBe(8);
    expect(conformalQuantile([], 0.8)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("intervals", () => {
  test("hold fresh ratings as often as they say, in every group of users", () => {
    const { table } = intervalsOf(drawn(6500, 2, 1))!;
    expect(table.groups.map(({ from, to }) => [from, to])).toEqual([
      [0, 0],
      [1, 1],
      [2, 4],
      [5, 9],
      [10, null],
    ]);
    const fresh = drawn(6500, 2, 2);
    const trained = new Int32Array(fresh.columns.users);
    for (const i of fresh.training) trained[fresh.columns.user[i]]++;
    for (const { from, to, n } of table.groups) {
      const own = fresh.part.filter((i) => {
        const count = trained[fresh.columns.user[i]];
        return count >= from && count <= (to ?? count);
      });
      const held = own.filter(
        (i) => Math.abs(fresh.columns.rating[i] - 3) <= halfWidthOf(table, trained[fresh.columns.user[i]]),
      );
      // Both the interval's own share and the fresh one vary: three standard errors of their difference.
      const error = 3 * Math.sqrt(0.8 * 0.2 * (1 / n + 1 / own.length));
      expect(Math.abs(held.length / own.length - 0.8)).toBeLessThan(error);
    }
  });

  test("are narrower where errors are smaller: the normal's 80 % lie within 1.2816 sigma", () => {
    const { table, trained } = intervalsOf(drawn(13_000, 2, 3))!;
    expect(table.groups[0].halfWidth).toBeCloseTo(1.2816 * sigmaOf(0), 1);
    expect(table.groups[1].halfWidth).toBeCloseTo(1.2816 * sigmaOf(1), 1);
    expect(trained[5]).toBe(5);
  });

  test("of groups with few residuals are those of their neighbours with them", () => {
    // 20 residuals of users without a training rating, 40 with 1, 200 with 2, none with 5 to 9, and 30 with 11.
    const counts = [...Array(10).fill(0), ...Array(20).fill(1), ...Array(100).fill(2), ...Array(15).fill(11)];
    const { table } = intervalsOf(drawn(counts.length, 2, 4, (who) => counts[who]))!;
    const groups = table.groups.map(({ from, to, n }) => ({ from, to, n }));
    // The two that only set the scale are the first user's.
    expect(groups).toEqual([
      { from: 0, to: 1, n: 58 },
      { from: 2, to: null, n: 230 },
    ]);
    expect(halfWidthOf(table, 400)).toBe(table.groups[1].halfWidth);
  });

  test("are one for all where there are few residuals in all, and none where there are hardly any", () => {
    const few = intervalsOf(drawn(15, 2, 5, () => 1))!;
    expect(few.table.groups).toMatchObject([{ from: 0, to: null, n: 29 }]);
    expect(intervalsOf(drawn(3, 1, 6, () => 1))).toBeNull();
  });

  test("are about predictions as they are shown: within the scale", () => {
    const { columns, training, part } = drawn(100, 2, 7, () => 1);
    columns.rating.fill(5);
    columns.rating[0] = 1;
    const predicted = new Float32Array(part.length).fill(5.4);
    const { table } = conformalIntervals(evaluationPart(columns, training, part, 1), training, predicted)!;
    expect(table.groups[0].halfWidth).toBe(0);
  });
});
