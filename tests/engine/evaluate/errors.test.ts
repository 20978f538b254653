import { describe, expect, test } from "vitest";
import { errorFigures, errorReport } from "../../../src/engine/evaluate/errors";
import { plainErrors } from "../../../src/engine/evaluate/plainErrors";
import { heldOut, type Row, withErrors } from "./heldOut";

const EMPTY = { n: 0, rmse: null, mae: null, interval: null, maeInterval: null };

describe("errors on a part", () => {
  test("are split by whether training has seen the user, and the product", () => {
    const training: Row[] = [
      [0, 0, 5],
      [1, 1, 4],
    ];
    const rows: Row[] = [
      [0, 1, 4], // known user and product
      [0, 2, 2], // known user, new product
      [2, 0, 1], // new user, known product
      [3, 3, 3], // both new
    ];
    const report = errorReport(heldOut(rows, training).part, [5, 5, 3, 2.5]); // errors 1, 3, 2, -0.5
    expect(report).toMatchObject({ n: 4, mae: 6.5 / 4, interval: null });
    expect(report.rmse).toBeCloseTo(Math.sqrt((1 + 9 + 4 + 0.25) / 4), 12);
    expect(report.known).toMatchObject({ n: 2, rmse: Math.sqrt(5), mae: 2 });
    expect(report.new).toMatchObject({ n: 2, rmse: Math.sqrt(4.25 / 2), mae: 1.25 });
    expect(report.knownProducts).toMatchObject({ n: 2, rmse: Math.sqrt(2.5), mae: 1.5 });
    expect(report.newProducts).toMatchObject({ n: 2, rmse: Math.sqrt(9.25 / 2), mae: 1.75 });
  });

  test("hold their figures inside the intervals, for every split", () => {
    const rows = Array.from({ length: 200 }, (_, i): Row => [i % 40, i % 9, 1 + ((i * 7) % 5)]);
    const training = Array.from({ length: 20 }, (_, i): Row => [i, i % 5, 3]);
    const report = errorReport(heldOut(rows, training).part, new Float32Array(200).fill(3));
    for (const figures of [report, report.known, report.new, report.knownProducts, report.newProducts]) {
      expect(figures.interval![0]).toBeLessThan(figures.rmse!);
      expect(figures.interval![1]).toBeGreaterThan(figures.rmse!);
      expect(figures.maeInterval![0]).toBeLessThan(figures.mae!);
      expect(figures.maeInterval![1]).toBeGreaterThan(figures.mae!);
    }
  });

  test("are null without ratings", () => {
    expect(errorReport(heldOut([]).part, [])).toEqual({
      ...EMPTY,
      known: EMPTY,
      new: EMPTY,
      knownProducts: EMPTY,
      newProducts: EMPTY,
    });
  });

  test("of nothing but right predictions are 0, with nothing to doubt", () => {
    const { part, predicted } = withErrors(Array.from({ length: 8 }, () => [0, 0]));
    const zero = { n: 16, rmse: 0, mae: 0, interval: [0, 0], maeInterval: [0, 0] };
    expect(errorFigures(part, predicted)).toEqual(zero);
  });

  test("of one user have no interval", () => {
    const { part, predicted } = withErrors([[1, -1, 2]]);
    expect(errorFigures(part, predicted)).toEqual({
      n: 3,
      rmse: Math.sqrt(2),
      mae: 4 / 3,
      interval: null,
      maeInterval: null,
    });
  });

  test("are null, never NaN, where a prediction is no number", () => {
    const { part, predicted } = withErrors([[1], [2], [Number.NaN], [1], [1], [1], [2]]);
    expect(errorFigures(part, predicted)).toEqual({ ...EMPTY, n: 7 });
    expect(errorFigures(part, predicted, (position) => position !== 2)).toMatchObject({ n: 6, mae: 8 / 6 });
  });
});

test("plain errors are over the positions that are kept", () => {
  expect(plainErrors([1, 2, 9], [2, 4, 0], (position) => position < 2)).toEqual({
    n: 2,
    rmse: Math.sqrt(2.5),
    mae: 1.5,
  });
  expect(plainErrors([], [])).toEqual({ n: 0, rmse: null, mae: null });
});
