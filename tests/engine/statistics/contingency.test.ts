import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contingencyTest } from "../../../src/engine/statistics/contingency";
import { expectAllNear, expectNear, REFERENCE } from "./fixture";

describe("whether rows and columns go together", () => {
  test.each(REFERENCE.contingency)("$name: as SciPy and statsmodels find", ({ rows, columns, ...reference }) => {
    const found = contingencyTest(reference.observed, rows, columns)!;
    expect(found.n).toBe(reference.n);
    expect(found.degrees).toBe(reference.degrees);
    expect(found.isCorrected).toBe(rows === 2 && columns === 2);
    expectNear(found.chiSquare, reference.chiSquare);
    expectNear(found.p, reference.p);
    expectNear(found.cramersV, reference.cramersV);
    expectAllNear(found.interval, reference.interval);
    expectAllNear(found.expected, reference.expected);
    expectAllNear(found.residuals, reference.residuals);
  });

  test.each(REFERENCE.contingency.filter(({ published }) => published))(
    "$name: χ² is the published $published",
    ({ observed, rows, columns, published }) => {
      expect(contingencyTest(observed, rows, columns)!.chiSquare.toFixed(3)).toBe(published!.toFixed(3));
    },
  );

  test("rows and columns without ratings are left out, and the arrays stay as long as the table", () => {
    const full = contingencyTest([12, 5, 8, 20], 2, 2)!;
    const sparse = contingencyTest([12, 0, 5, 0, 0, 0, 8, 0, 20], 3, 3)!;
    const spread = ([a, b, c, d]: Float64Array) => Float64Array.of(a!, 0, b!, 0, 0, 0, c!, 0, d!);
    expect(sparse).toEqual({ ...full, expected: spread(full.expected), residuals: spread(full.residuals) });
    expect(sparse.isCorrected).toBe(true);
  });

  test.each([
    ["there is nothing", [], 0, 0],
    ["everything is 0", [0, 0, 0, 0], 2, 2],
    ["there is one row", [3, 4, 5], 1, 3],
    ["there is one column", [3, 4, 5], 3, 1],
    ["only one row has ratings", [3, 4, 0, 0], 2, 2],
    ["only one column has ratings", [3, 0, 9, 0], 2, 2],
  ])("cannot be tested where %s", (_, observed, rows, columns) => {
    expect(contingencyTest(observed, rows, columns)).toBeNull();
  });

  test("of one rating in each cell, nothing does", () => {
    const found = contingencyTest([1, 1, 1, 1, 1, 1], 2, 3)!;
    expect(found).toMatchObject({ chiSquare: 0, degrees: 2, p: 1, isCorrected: false, cramersV: 0 });
    expect(found.interval[0]).toBe(0);
    expect([...found.residuals]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test("of any table the figures are finite, in their range, and the same when it is turned", () => {
    const tables = fc
      .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 5 }), fc.integer({ min: 1, max: 500_000 }))
      .chain(([rows, columns, most]) =>
        fc.tuple(
          fc.constant([rows, columns] as const),
          fc.array(fc.nat(most), { minLength: rows * columns, maxLength: rows * columns }),
        ),
      );
    fc.assert(
      fc.property(tables, ([[rows, columns], observed]) => {
        const found = contingencyTest(observed, rows, columns);
        const turned = observed.map((_, at) => observed[(at % rows) * columns + Math.floor(at / rows)]);
        const mirrored = contingencyTest(turned, columns, rows);
        if (!found) {
          expect(mirrored).toBeNull();
          return;
        }
        const [low, high] = found.interval;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(high);
        expect(high).toBeLessThanOrEqual(1);
        expect(found.cramersV).toBeGreaterThanOrEqual(low - 1e-9);
        expect(found.cramersV).toBeLessThanOrEqual(high + 1e-9);
        expect([...found.expected, ...found.residuals].every(Number.isFinite)).toBe(true);
        expect(found.p).toBeGreaterThanOrEqual(0);
        expect(found.p).toBeLessThanOrEqual(1);
        expectNear(mirrored!.chiSquare + 1, found.chiSquare + 1, 1e-10);
      }),
    );
  });
});
