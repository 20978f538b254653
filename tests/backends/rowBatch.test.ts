import fc from "fast-check";
import { expect, test } from "vitest";
import { RowGrouper } from "../../src/backends/rowBatch";

test("groups the positions of a batch by row, for any batch: each once, row 0 left out", () => {
  const batches = fc.integer({ min: 1, max: 40 }).chain((rows) =>
    fc.record({
      rows: fc.constant(rows),
      batches: fc.array(fc.array(fc.integer({ min: 0, max: rows - 1 }), { minLength: 1, maxLength: 60 }), {
        minLength: 1,
        maxLength: 4,
      }),
    }),
  );
  fc.assert(
    fc.property(batches, ({ rows, batches }) => {
      const grouper = new RowGrouper(rows, 60);
      for (const batch of batches) {
        const { touched, touchedCount, order, starts } = grouper.group(Int32Array.from(batch));
        const distinct = [...new Set(batch.filter((row) => row !== 0))];
        expect(Array.from(touched.subarray(0, touchedCount))).toEqual(distinct);
        distinct.forEach((row, slot) => {
          const positions = batch.flatMap((other, position) => (other === row ? [position] : []));
          expect(Array.from(order.subarray(starts[slot], starts[slot + 1]))).toEqual(positions);
        });
      }
    }),
  );
});
