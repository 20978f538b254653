import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { principalAxes } from "../../../../src/engine/recommend/map/pca";

const fixture = JSON.parse(readFileSync("tests/fixtures/map/pca.json", "utf8")) as {
  rows: number[][];
  positions: number[][];
  variance: [number, number];
};

function tableOf(rows: number[][]) {
  return { rows: Float32Array.from(rows.flat()), width: rows[0].length, codes: Int32Array.from(rows.keys()) };
}

test("principal axes are those of numpy's singular value decomposition", () => {
  const { xy, variance } = principalAxes(tableOf(fixture.rows));
  fixture.positions.flat().forEach((value, i) => {
    expect(xy[i]).toBeCloseTo(value, 5);
  });
  expect(variance[0]).toBeCloseTo(fixture.variance[0], 6);
  expect(variance[1]).toBeCloseTo(fixture.variance[1], 6);
});

test("points with one factor lie on a line", () => {
  const { xy, variance } = principalAxes(tableOf([[1], [2], [6]]));
  expect(Array.from(xy)).toEqual([-2, 0, -1, 0, 3, 0]);
  expect(variance).toEqual([1, 0]);
});

test("equal points lie on one place, without variance", () => {
  const { xy, variance } = principalAxes(
    tableOf([
      [1, 2],
      [1, 2],
      [1, 2],
    ]),
  );
  expect(Array.from(xy)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(variance).toEqual([0, 0]);
});

test("of many rows with many factors some are left out of the covariance, and all are placed", () => {
  // Two factors vary, the second half as much as the first; the other 598 do not.
  const width = 600;
  const count = 4000;
  const rows = new Float32Array(count * width);
  for (let row = 0; row < count; row++) {
    rows[row * width] = 2 * Math.cos(row);
    rows[row * width + 1] = Math.sin(row);
  }
  const { xy, variance } = principalAxes({ rows, width, codes: Int32Array.from({ length: count }, (_, i) => i) });
  expect(Math.abs(xy[2 * 5])).toBeCloseTo(Math.abs(2 * Math.cos(5)), 1);
  expect(variance[0]).toBeCloseTo(0.8, 1);
});
