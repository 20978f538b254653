import fc from "fast-check";
import { expect, test } from "vitest";
import { assertFitsTexture, texelLayout } from "../../src/backends/webgl/layout";

test("a layout has a place of its own for every texel of every row, within the texture", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 8 }), (rows, texels) => {
      const { rowsPerLine, width, height } = texelLayout(rows, texels, 64);
      expect(width).toBeLessThanOrEqual(64);
      expect(rowsPerLine * texels).toBe(width);
      const last = rows - 1;
      expect(Math.floor(last / rowsPerLine)).toBe(height - 1);
    }),
  );
});

test("a table beyond the largest texture is refused with the row that would fit", () => {
  // 4,096² texels hold 1,157,634 rows of at most 14 texels: 292 rows a line make 3,965 lines; 15 texels make 4,241.
  expect(() => assertFitsTexture(1_157_634, 56, 4096)).not.toThrow();
  expect(() => assertFitsTexture(1_157_634, 60, 4096)).toThrow(/1,157,634 rows of 60 weights .* rows of 56 would fit/);
});
