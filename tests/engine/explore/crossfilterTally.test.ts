import fc from "fast-check";
import { expect, test } from "vitest";
import { emptyCodes, type Groups, type Levels, levelsOf } from "../../../src/engine/explore/crossfilter/levels";
import {
  binned,
  boxesOf,
  figuresOf,
  type RowSelection,
  type Tally,
  tally,
} from "../../../src/engine/explore/crossfilter/tally";
import { mean, quantile } from "./naive";

const GROUPS = 5;
/** A level count with which no histogram of five groups is made. */
const VERY_MANY = 2 ** 19;

interface Case {
  groups: Groups;
  levels: Levels;
  rows: RowSelection;
  /** Ratings of each group. */
  values: number[][];
}

const cases: fc.Arbitrary<Case> = fc
  .array(fc.tuple(fc.nat(GROUPS - 1), fc.integer({ min: -9, max: 9 }), fc.boolean()), { maxLength: 60 })
  .chain((all) => fc.record({ all: fc.constant(all), some: fc.boolean() }))
  .map(({ all, some }) => {
    const codes = emptyCodes(all.length, GROUPS);
    codes.set(all.map(([group]) => group));
    const kept = all.flatMap(([, , isKept], row) => (isKept || !some ? [row] : []));
    return {
      groups: { codes, size: GROUPS },
      levels: levelsOf(Float32Array.from(all, ([, value]) => value / 4)),
      rows: some ? Int32Array.from(kept) : null,
      values: Array.from({ length: GROUPS }, (_, g) =>
        kept.filter((row) => all[row][0] === g).map((row) => all[row][1] / 4),
      ),
    };
  });

/** Both ways to count: by a histogram, and, as if there were very many levels, without one. */
function bothWays({ groups, levels, rows }: Case): [Levels, Tally][] {
  const many = { ...levels, size: VERY_MANY };
  const ways: [Levels, Tally][] = [
    [levels, tally(groups, levels, rows)],
    [many, tally(groups, many, rows)],
  ];
  expect(ways.map(([, { histogram }]) => histogram === null)).toEqual([false, true]);
  return ways;
}

function expectNumbers(found: ArrayLike<number>, expected: readonly number[]): void {
  expect(found).toHaveLength(expected.length);
  expected.forEach((value, at) => {
    if (Number.isNaN(value)) expect(found[at]).toBeNaN();
    else expect(found[at]).toBeCloseTo(value, 9);
  });
}

/** Margins are for SciPy to say: here only where there is none. */
test("with a histogram and without one, numbers and means are those of each group's ratings", () => {
  fc.assert(
    fc.property(cases, (one) => {
      for (const [, counted] of bothWays(one)) {
        const { n, mean: means, margin } = figuresOf(counted);
        expectNumbers(
          n,
          one.values.map(({ length }) => length),
        );
        expectNumbers(means, one.values.map(mean));
        expect([...margin].map(Number.isNaN)).toEqual(one.values.map(({ length }) => length < 2));
      }
      const [[, withOne], [, without]] = bothWays(one) as [[Levels, Tally], [Levels, Tally]];
      expectNumbers(figuresOf(without).margin, [...figuresOf(withOne).margin]);
      expect(figuresOf(without, 2).n).toEqual(without.n.slice(0, 2));
    }),
  );
});

/** The furthest ratings within 1.5 of the quartiles' distance, but never inside the box. */
function whiskers(values: readonly number[]): [number, number] {
  const [q1, q3] = [quantile(values, 0.25), quantile(values, 0.75)];
  const reach = 1.5 * (q3 - q1);
  const within = values.filter((value) => value >= q1 - reach && value <= q3 + reach);
  return [Math.min(q1, ...within), Math.max(q3, ...within)];
}

test("with a histogram and without one, the five numbers are those of each group's sorted ratings", () => {
  fc.assert(
    fc.property(cases, (one) => {
      for (const [levels, counted] of bothWays(one)) {
        const boxes = boxesOf(one.groups, levels, one.rows, counted, GROUPS - 1);
        const shown = one.values.slice(0, -1);
        expectNumbers(
          boxes.n,
          shown.map(({ length }) => length),
        );
        for (const [name, share] of [
          ["q1", 0.25],
          ["median", 0.5],
          ["q3", 0.75],
        ] as const)
          expectNumbers(
            boxes[name],
            shown.map((values) => quantile(values, share)),
          );
        expectNumbers(
          boxes.low,
          shown.map((values) => (values.length > 0 ? whiskers(values)[0] : Number.NaN)),
        );
        expectNumbers(
          boxes.high,
          shown.map((values) => (values.length > 0 ? whiskers(values)[1] : Number.NaN)),
        );
      }
    }),
  );
});

test("with a histogram and without one, the same ratings are in each bin", () => {
  fc.assert(
    fc.property(cases, (one) => {
      const sign = Uint16Array.from(one.levels.values, (value) => Math.sign(value) + 1);
      for (const [levels, counted] of bothWays(one)) {
        const expected = one.values.flatMap((values) =>
          [-1, 0, 1].map((s) => values.filter((v) => Math.sign(v) === s)),
        );
        expectNumbers(
          binned(one.groups, levels, one.rows, counted, sign, 3),
          expected.map(({ length }) => length),
        );
      }
    }),
  );
});

test("a whisker goes to the furthest rating within reach, and no further into the box than its edge", () => {
  // Of 1, 5, 5, 5, 5 both quartiles are 5: 1 is far away. Of 0, 0, 0, 9 the upper quartile is 2.25, above all others.
  const ratings = [1, 5, 5, 5, 5, 0, 0, 0, 9];
  const groups = { codes: Uint16Array.of(0, 0, 0, 0, 0, 1, 1, 1, 1), size: 2 };
  const levels = levelsOf(Float32Array.from(ratings));
  const { low, q1, q3, high } = boxesOf(groups, levels, null, tally(groups, levels, null), 2);
  expect([...low]).toEqual([5, 0]);
  expect([...q1]).toEqual([5, 0]);
  expect([...q3]).toEqual([5, 2.25]);
  expect([...high]).toEqual([5, 2.25]);
});

test("levels are the numbers that the file had, whatever a 32-bit float makes of them", () => {
  const { values, counts, codes } = levelsOf(Float32Array.of(0.1, 4.7, 0.1, -2.55, 100.5, 0, 0.1));
  expect([...values]).toEqual([-2.55, 0, 0.1, 4.7, 100.5]);
  expect([...counts]).toEqual([1, 1, 3, 1, 1]);
  expect([...codes]).toEqual([2, 3, 2, 0, 4, 1, 2]);
});
