import { describe, expect, test } from "vitest";
import { addObservation, emptyCells, interaction, twoWay } from "../../../src/engine/statistics/anova";
import { oneWay } from "../../../src/engine/statistics/oneWay";
import type { Effect } from "../../../src/engine/statistics/types";
import { expectNear, REFERENCE, sumsOf } from "./fixture";

type Observation = readonly [row: number, column: number, value: number];

function cellsOf(rows: number, columns: number, data: readonly Observation[]) {
  const cells = emptyCells(rows, columns);
  for (const observation of data) addObservation(cells, ...observation);
  return cells;
}

function expectEffect(found: Effect | null, expected: Effect) {
  expect(found!.degrees).toEqual(expected.degrees);
  expectNear(found!.f, expected.f);
  expectNear(found!.p, expected.p);
  expectNear(found!.partialEtaSquared, expected.partialEtaSquared);
}

describe("a two-way ANOVA of type II", () => {
  test.each(REFERENCE.twoWay)("$name: the effects are those of statsmodels", ({ rows, columns, data, ...expected }) => {
    const found = twoWay(cellsOf(rows, columns, data));
    expect(found.n).toBe(data.length);
    expectEffect(found.row, expected.row);
    expectEffect(found.column, expected.column);
    expectEffect(found.interaction, expected.interaction);
    expect(interaction(cellsOf(rows, columns, data))).toEqual(found.interaction);
  });

  test("turned, rows and columns change places", () => {
    const [{ rows, columns, data }] = REFERENCE.twoWay.slice(2);
    const found = twoWay(cellsOf(rows, columns, data));
    const turned = twoWay(
      cellsOf(
        columns,
        rows,
        data.map(([i, j, value]): Observation => [j, i, value]),
      ),
    );
    expectEffect(turned.row, found.column!);
    expectEffect(turned.column, found.row!);
    expectEffect(turned.interaction, found.interaction!);
  });

  test("of one row it is the one-way ANOVA of the columns", () => {
    const groups = [
      [1, 2, 4],
      [3, 5],
      [2, 2, 3, 5],
    ];
    const data = groups.flatMap((group, j) => group.map((value): Observation => [0, j, value]));
    const sums = groups.map(sumsOf);
    const { omegaSquared: _, ...expected } = oneWay(
      sums.map(([n]) => n),
      sums.map(([, sum]) => sum),
      sums.map(([, , squares]) => squares),
    )!;
    const found = twoWay(cellsOf(1, 3, data));
    expect(found).toMatchObject({ n: 9, row: null, interaction: null });
    expectEffect(found.column, expected);
  });

  const cross: Observation[] = [0, 1].flatMap((i) => [0, 1].map((j): Observation => [i, j, 1 + i * j]));
  test.each([
    ["a cell is empty", 2, 2, [...cross.slice(1), ...cross.slice(1), [1, 1, 5]]],
    ["there are as many cells as observations", 2, 2, cross],
    ["nothing varies within the cells", 2, 2, [...cross, ...cross]],
    ["everything is 0", 2, 2, [...cross, ...cross].map(([i, j]): Observation => [i, j, 0])],
    [
      "a tenth comes again and again",
      2,
      2,
      Array(9)
        .fill(cross)
        .flat()
        .map(([i, j]): Observation => [i, j, 0.1]),
    ],
    ["there is nothing", 0, 0, []],
  ] as [string, number, number, Observation[]][])("estimates nothing where %s", (_, rows, columns, data) => {
    const nothing = { n: data.length, row: null, column: null, interaction: null };
    expect(twoWay(cellsOf(rows, columns, data))).toEqual(nothing);
  });

  test("a cell that rounding left a sum in is as empty as any", () => {
    const cells = cellsOf(2, 2, [...cross.slice(1), ...cross.slice(1), [1, 1, 5]]);
    cells.sum[0] = 1e-17;
    expect(twoWay(cells)).toEqual({ n: 7, row: null, column: null, interaction: null });
  });
});
