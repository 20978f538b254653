import fc from "fast-check";
import { expect, test } from "vitest";
import { type CreateTrialTable, compareWithReference } from "./tableTrial";

/** What every kind of embedding table must do. */
export function checkTable(tableKind: () => CreateTrialTable): void {
  test("equals dense AdamW within 1e-4 over 50 steps where every row is touched", () => {
    const trial = { rows: 40, width: 12, batchSize: 64, steps: 50, weightDecay: 0.1, mode: "dense", seed: 1 } as const;
    const { gathered, final } = compareWithReference(trial, tableKind());
    expect(gathered).toBeLessThan(1e-4);
    expect(final).toBeLessThan(1e-4);
  });

  test("equals lazy AdamW within 1e-4 over 50 steps where few rows are touched", () => {
    const trial = { rows: 3000, width: 36, batchSize: 64, steps: 50, weightDecay: 2, mode: "lazy", seed: 2 } as const;
    const { gathered, final } = compareWithReference(trial, tableKind());
    expect(gathered).toBeLessThan(1e-4);
    expect(final).toBeLessThan(1e-4);
  });

  test.each([
    { rows: 2, width: 4, batchSize: 16, why: "a single trainable row, in every position" },
    { rows: 9, width: 4, batchSize: 1, why: "a batch of one" },
    { rows: 5000, width: 8, batchSize: 4100, why: "a batch of more than one texture line" },
    { rows: 30000, width: 16, batchSize: 8, why: "a table of many texture lines" },
  ])("equals lazy AdamW for $why", ({ rows, width, batchSize }) => {
    const { gathered, final } = compareWithReference(
      { rows, width, batchSize, steps: 12, weightDecay: 1, mode: "lazy", seed: rows },
      tableKind(),
    );
    expect(gathered).toBeLessThan(1e-4);
    expect(final).toBeLessThan(1e-4);
  });

  test("equals lazy AdamW for any shape of table and batch, with rows repeated and unknown ones between", () => {
    const trials = fc.record({
      rows: fc.integer({ min: 2, max: 60 }),
      width: fc.integer({ min: 1, max: 9 }).map((texels) => 4 * texels),
      batchSize: fc.integer({ min: 1, max: 90 }),
      steps: fc.integer({ min: 1, max: 4 }),
      weightDecay: fc.constantFrom(0, 0.1, 3),
      mode: fc.constant("lazy" as const),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(trials, (trial) => {
        const { gathered, final } = compareWithReference(trial, tableKind());
        expect(gathered).toBeLessThan(1e-4);
        expect(final).toBeLessThan(1e-4);
      }),
      { numRuns: 40 },
    );
  });
}
