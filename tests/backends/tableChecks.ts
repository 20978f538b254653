import { tensor2d, tidy } from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { adamWStep } from "../../src/backends/adamw";
import { RowGrouper } from "../../src/backends/rowBatch";
import type { CreateTable } from "../../src/backends/tfjs/embeddingTable";
import { type CreateTrialTable, compareWithReference, type Trial, waitAndCompare } from "./tableTrial";

/** What every kind of embedding table must do. */
export function checkTable(tableKind: () => CreateTrialTable): void {
  /** What separates them is rounding; the owed steps' formula is exact to it where √v is far above epsilon. */
  function expectDenseAdamW(trial: Trial): void {
    const { gathered, final, moved } = compareWithReference(trial, tableKind());
    expect(gathered).toBeLessThan(1e-5 * moved + 1e-6);
    expect(final).toBeLessThan(1e-5 * moved + 1e-6);
  }

  test("equals dense AdamW to rounding over 50 steps where every row is touched", () => {
    const trial = {
      rows: 40,
      width: 12,
      batchSize: 64,
      steps: 50,
      weightDecay: 0.1,
      touches: "every row",
      seed: 1,
    } as const;
    const { gathered, final } = compareWithReference(trial, tableKind());
    expect(gathered).toBeLessThan(1e-5);
    expect(final).toBeLessThan(1e-5);
  });

  test("equals dense AdamW over 300 steps of one cycle where few rows are touched, and untouched ones go on", () => {
    const trial = { rows: 700, width: 12, batchSize: 16, steps: 300, weightDecay: 2, seed: 2 } as const;
    expectDenseAdamW({ ...trial, touches: "some rows" });
  });

  test.each([1, 10, 300, 2000])("equals dense AdamW for a row that waits for %i steps", (missed) => {
    const trial = { width: 8, steps: 40, missed, weightDecay: 0.01, seed: missed };
    const { gathered, final, coasted } = waitAndCompare(trial, tableKind());
    expect(coasted).toBeGreaterThan(5e-3);
    expect(gathered).toBeLessThan(5e-6);
    expect(final).toBeLessThan(1e-5);
  });

  test.each([
    { rows: 2, width: 4, batchSize: 16, why: "a single trainable row, in every position" },
    { rows: 9, width: 4, batchSize: 1, why: "a batch of one" },
    { rows: 5000, width: 8, batchSize: 4100, why: "a batch of more than one texture line" },
    { rows: 30000, width: 16, batchSize: 8, why: "a table of many texture lines" },
  ])("equals dense AdamW for $why", ({ rows, width, batchSize }) => {
    expectDenseAdamW({ rows, width, batchSize, steps: 12, weightDecay: 1, touches: "some rows", seed: rows });
  });

  test("equals dense AdamW for any shape of table and batch, with rows repeated and unknown ones between", () => {
    const trials = fc.record({
      rows: fc.integer({ min: 2, max: 60 }),
      width: fc.integer({ min: 1, max: 9 }).map((texels) => 4 * texels),
      batchSize: fc.integer({ min: 1, max: 90 }),
      steps: fc.integer({ min: 1, max: 6 }),
      weightDecay: fc.constantFrom(0, 0.1, 3),
      touches: fc.constant("some rows" as const),
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

/** What tables of tensors must do besides. */
export function checkTensorTable(tableKind: () => CreateTable): void {
  const step = (at: number) => adamWStep(at, { learningRate: 0.05, momentum: 0.9 }, 0, 3);
  const initial = Float32Array.of(7, 8, 9, 10, 1, 2, 3, 4, 5, 6, 7, 8);
  const gradient = () =>
    tensor2d(
      Float32Array.from({ length: 12 }, (_, i) => Math.sin(i + 1)),
      [3, 4],
    ).mul(1);

  test("gathers the unknown row as it began, and never trains it", () => {
    const table = tableKind()(initial.slice(), 3, 4, 3);
    const batch = new RowGrouper(3, 3).group(Int32Array.of(0, 2, 0));
    for (let at = 0; at < 3; at++) {
      const gathered = tidy(() => table.gather(batch).dataSync());
      expect([...gathered.subarray(0, 4)]).toEqual([7, 8, 9, 10]);
      expect([...gathered.subarray(8)]).toEqual([7, 8, 9, 10]);
      tidy(() => table.update(batch, gradient().as2D(3, 4), step(at)));
    }
    expect([...table.read().subarray(0, 8)]).toEqual([7, 8, 9, 10, 1, 2, 3, 4]);
    table.dispose();
  });

  test("goes on to the bit from what was saved, rows that wait among them", () => {
    const grouper = new RowGrouper(3, 3);
    const train = (table: ReturnType<CreateTable>, from: number, until: number) => {
      for (let at = from; at < until; at++) {
        const batch = grouper.group(Int32Array.of(1 + (at % 2), 0, at < 4 ? 1 : 2));
        tidy(() => table.gather(batch));
        tidy(() => table.update(batch, gradient().as2D(3, 4), step(at)));
      }
    };
    const whole = tableKind()(initial.slice(), 3, 4, 3);
    train(whole, 0, 9);
    const saved = structuredClone(whole.save());
    train(whole, 9, 15);
    const resumed = tableKind()(initial.slice(), 3, 4, 3);
    resumed.restore(saved);
    train(resumed, 9, 15);
    expect(resumed.read()).toEqual(whole.read());
    for (const table of [whole, resumed]) table.dispose();
  });
}
