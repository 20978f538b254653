import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isInside, type Place } from "../../../src/charts/points/lasso";
import { PointGrid } from "../../../src/charts/points/pointGrid";
import { svgShape } from "../../../src/charts/points/shapePath";

const coordinate = fc.float({ min: -5, max: 5, noNaN: true });

test("the grid finds the point that a look at all points finds", () => {
  const points = fc.array(fc.tuple(coordinate, coordinate), { maxLength: 60 });
  fc.assert(
    fc.property(
      points,
      coordinate,
      coordinate,
      fc.float({ min: Math.fround(0.1), max: 4, noNaN: true }),
      (all, x, y, within) => {
        const xy = Float32Array.from(all.flat());
        const allowed = (point: number) => point % 3 !== 1;
        const found = new PointGrid(xy).nearest(x, y, within, allowed);
        const square = (i: number) => (xy[2 * i] - x) ** 2 + (xy[2 * i + 1] - y) ** 2;
        const near = all.map((_, i) => i).filter((i) => allowed(i) && square(i) <= within * within);
        const least = Math.min(...near.map(square));
        if (near.length === 0) expect(found).toBe(-1);
        else expect(square(found)).toBe(least);
      },
    ),
  );
});

test("points at one place are found there", () => {
  const grid = new PointGrid(Float32Array.of(1, 1, 1, 1));
  expect(grid.nearest(1, 1, 0.1, (point) => point === 1)).toBe(1);
  expect(new PointGrid(new Float32Array(0)).nearest(0, 0, 1, () => true)).toBe(-1);
});

describe("a lasso", () => {
  // An L.
  const line: Place[] = [
    [0, 0],
    [10, 0],
    [10, 4],
    [4, 4],
    [4, 10],
    [0, 10],
  ];
  test.each([
    [2, 2, true],
    [8, 2, true],
    [2, 8, true],
    [8, 8, false],
    [-1, 5, false],
    [5, 5, false],
  ])("(%d, %d) inside: %s", (x, y, inside) => {
    expect(isInside(x, y, line)).toBe(inside);
  });
});

test("every group of the eight has a shape of its own", () => {
  const shapes = [1, 2, 3, 4, 5, 6, 7, 8].map((group) => svgShape(group, 7, 7, 6));
  expect(new Set(shapes).size).toBe(8);
  expect(svgShape(0, 7, 7, 6)).toBe(svgShape(9, 7, 7, 6));
});
