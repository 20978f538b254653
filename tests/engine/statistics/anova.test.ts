import { describe, expect, test } from "vitest";
import { addObservation, emptyCells, interaction } from "../../../src/engine/statistics/anova";

type Observation = readonly [row: number, column: number, value: number];

/**
 * Sums of squares of nested least-squares fits with NumPy 1.24, p from SciPy 1.10:
 *
 *   A = np.eye(a)[rows]; B = np.eye(b)[columns]; C = np.einsum("ni,nj->nij", A, B).reshape(n, -1)
 *   rss = lambda X: ((y - X @ np.linalg.lstsq(X, y, rcond=None)[0]) ** 2).sum()
 *   additive, full = rss(np.hstack([A, B])), rss(np.hstack([A, B, C]))
 *   F = (additive - full) / d1 / (full / d2); p = stats.f.sf(F, d1, d2); eta = (additive - full) / additive
 */
const NESTED_FITS: readonly {
  rows: number;
  columns: number;
  f: number;
  degrees: [number, number];
  p: number;
  eta: number;
  data: Observation[];
}[] = [
  {
    rows: 2,
    columns: 2,
    f: 2.7629616897900093,
    degrees: [1, 17],
    p: 0.11479625746821763,
    eta: 0.1398050420356488,
    data: [
      [0, 0, 0.03],
      [0, 0, 1.22],
      [0, 0, 1.1],
      [0, 1, -0.66],
      [0, 1, -0.47],
      [0, 1, -0.67],
      [0, 1, 0.31],
      [0, 1, -0.25],
      [0, 1, 0.47],
      [0, 1, -1.86],
      [1, 0, 1.71],
      [1, 0, 0.21],
      [1, 0, 0.91],
      [1, 0, 0.18],
      [1, 0, -0.04],
      [1, 0, 0.72],
      [1, 0, 1.04],
      [1, 0, 0.12],
      [1, 0, 0.16],
      [1, 1, 1.22],
      [1, 1, -0.18],
    ],
  },
  {
    rows: 4,
    columns: 3,
    f: 1.0251035423529944,
    degrees: [6, 33],
    p: 0.4265114887916327,
    eta: 0.15710149819068395,
    data: [
      [0, 0, -1.36],
      [0, 0, 0.36],
      [0, 0, -0.6],
      [0, 0, -1.73],
      [0, 1, -0.93],
      [0, 2, -0.82],
      [0, 2, -1.47],
      [0, 2, -1.74],
      [0, 2, -0.37],
      [0, 2, 0.41],
      [0, 2, -0.61],
      [1, 0, -0.37],
      [1, 0, 0.65],
      [1, 1, 1.25],
      [1, 1, 0.33],
      [1, 1, 1.09],
      [1, 1, 1.54],
      [1, 1, 0.41],
      [1, 2, -0.83],
      [1, 2, 0.21],
      [1, 2, 0.12],
      [2, 0, 1.59],
      [2, 0, -0.56],
      [2, 0, 0.0],
      [2, 0, -0.15],
      [2, 0, -0.96],
      [2, 0, 0.71],
      [2, 0, 1.08],
      [2, 1, -0.26],
      [2, 1, 1.65],
      [2, 2, 0.94],
      [3, 0, 1.46],
      [3, 0, 1.26],
      [3, 0, 1.76],
      [3, 1, 0.0],
      [3, 1, 1.75],
      [3, 1, 1.74],
      [3, 2, -1.09],
      [3, 2, 0.81],
      [3, 2, 0.27],
      [3, 2, 1.2],
      [3, 2, 0.1],
      [3, 2, 0.48],
      [3, 2, 0.81],
      [3, 2, -0.29],
    ],
  },
  {
    rows: 2,
    columns: 4,
    f: 0.4122983011909823,
    degrees: [3, 21],
    p: 0.7458751333236313,
    eta: 0.05562354406658669,
    data: [
      [0, 0, 0.54],
      [0, 0, -0.09],
      [0, 0, 0.44],
      [0, 0, -0.47],
      [0, 1, 0.78],
      [0, 2, 0.14],
      [0, 2, -0.56],
      [0, 2, 0.17],
      [0, 2, 0.73],
      [0, 2, 1.21],
      [0, 2, -1.82],
      [0, 3, 0.19],
      [0, 3, -0.18],
      [1, 0, 0.22],
      [1, 0, -0.61],
      [1, 1, 1.73],
      [1, 1, -0.54],
      [1, 1, 1.11],
      [1, 1, 1.77],
      [1, 1, -0.84],
      [1, 2, -0.37],
      [1, 2, -1.28],
      [1, 2, 0.12],
      [1, 3, 1.56],
      [1, 3, 2.02],
      [1, 3, -1.4],
      [1, 3, -0.32],
      [1, 3, 0.83],
      [1, 3, 1.62],
    ],
  },
];

function cellsOf(rows: number, columns: number, data: readonly Observation[]) {
  const cells = emptyCells(rows, columns);
  for (const observation of data) addObservation(cells, ...observation);
  return cells;
}

describe("the interaction of a two-way ANOVA of unbalanced cells", () => {
  test.each(NESTED_FITS)("of $rows × $columns cells is that of nested fits", ({ rows, columns, data, ...expected }) => {
    const found = interaction(cellsOf(rows, columns, data))!;
    expect(found.degrees).toEqual(expected.degrees);
    expect(found.f).toBeCloseTo(expected.f, 9);
    expect(found.p).toBeCloseTo(expected.p, 9);
    expect(found.partialEtaSquared).toBeCloseTo(expected.eta, 9);
  });

  test("does not depend on the means of rows and columns", () => {
    const [{ rows, columns, data }] = NESTED_FITS;
    const shifted = data.map(([i, j, value]): Observation => [i, j, value + 3 * i - 5 * j]);
    expect(interaction(cellsOf(rows, columns, shifted))!.f).toBeCloseTo(NESTED_FITS[0].f, 9);
  });

  const cross: Observation[] = [0, 1].flatMap((i) => [0, 1].map((j): Observation => [i, j, 1 + i * j]));
  test.each([
    ["a cell is empty", 2, 2, [...cross.slice(1), ...cross.slice(1, 3)]],
    ["a factor has one level", 1, 2, [...cross.slice(0, 2), ...cross.slice(0, 2)]],
    ["there are as many cells as observations", 2, 2, cross],
    ["nothing varies within the cells", 2, 2, [...cross, ...cross]],
    ["everything is 0", 2, 2, [...cross, ...cross].map(([i, j]): Observation => [i, j, 0])],
    ["an observation is no number", 2, 2, [...cross, [0, 0, 5], [1, 1, Number.NaN]]],
    ["there is nothing", 0, 0, []],
  ] as [string, number, number, Observation[]][])("is not estimable where %s", (_, rows, columns, data) => {
    expect(interaction(cellsOf(rows, columns, data))).toBeNull();
  });
});
