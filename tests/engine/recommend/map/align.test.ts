import { describe, expect, test } from "vitest";
import { alignTo, toUnitSize } from "../../../../src/engine/recommend/map/align";

const codes = Int32Array.of(1, 4, 5, 9);
/** Centred, and unlike any turn or mirror image of itself. */
const xy = [2, 0, -1, 1.5, 0.5, -2, -1.5, 0.5];

function turned(points: readonly number[], angle: number, mirrored: boolean): Float32Array {
  const out = new Float32Array(points.length);
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [points[i], mirrored ? -points[i + 1] : points[i + 1]];
    out[i] = Math.cos(angle) * x - Math.sin(angle) * y;
    out[i + 1] = Math.sin(angle) * x + Math.cos(angle) * y;
  }
  return out;
}

function expectNear(found: Float32Array, wanted: readonly number[]) {
  wanted.forEach((value, i) => {
    expect(found[i]).toBeCloseTo(value, 5);
  });
}

describe("aligning with where points were", () => {
  test.each([0, 0.4, 1.6, Math.PI, -2])("takes back a turn by %d", (angle) => {
    const moved = turned(xy, angle, false);
    alignTo({ codes, xy: moved }, { codes, xy: Float32Array.from(xy) });
    expectNear(moved, xy);
  });

  test.each([0, 0.4, 1.6, Math.PI, -2])("takes back a mirroring with a turn by %d", (angle) => {
    const moved = turned(xy, angle, true);
    alignTo({ codes, xy: moved }, { codes, xy: Float32Array.from(xy) });
    expectNear(moved, xy);
  });

  test("takes back axes that changed places and signs, as eigenvectors do", () => {
    const moved = Float32Array.from({ length: 8 }, (_, i) => (i % 2 === 0 ? -xy[i + 1] : xy[i - 1]));
    alignTo({ codes, xy: moved }, { codes, xy: Float32Array.from(xy) });
    expectNear(moved, xy);
  });

  test("goes by the points that are in both", () => {
    const before = { codes: Int32Array.of(0, 1, 4, 9), xy: Float32Array.of(99, 99, 2, 0, -1, 1.5, -1.5, 0.5) };
    const moved = turned(xy, 2.2, true);
    alignTo({ codes, xy: moved }, before);
    expectNear(moved, xy);
  });

  test("leaves points alone that have nothing in common with those before", () => {
    const same = Float32Array.from(xy);
    alignTo({ codes, xy: same }, { codes: Int32Array.of(2, 3), xy: Float32Array.of(1, 1, 2, 2) });
    expect(Array.from(same)).toEqual(xy);
  });
});

test("points are centred and their mean squared distance from the centre is 1", () => {
  const points = Float32Array.of(3, 4, 7, 4, 5, 1, 5, 7);
  toUnitSize(points);
  // Centre (5, 4); squared distances 4, 4, 9, 9, of mean 6.5.
  const unit = 1 / Math.sqrt(6.5);
  expectNear(points, [-2 * unit, 0, 2 * unit, 0, 0, -3 * unit, 0, 3 * unit]);
});

test("points at one place stay points", () => {
  const points = Float32Array.of(2, 2, 2, 2);
  toUnitSize(points);
  expect(Array.from(points)).toEqual([0, 0, 0, 0]);
});
