import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bucketSize,
  envelope,
  epochTicks,
  middleRange,
  smooth,
  smoothingFor,
  steppedTicks,
  thin,
} from "../../src/charts/lossCurve";

const same = (i: number) => i;

describe("smoothing the training loss", () => {
  it("starts at the first value and follows the debiased weighted mean", () => {
    const values = [4, 1, 7, 2];
    const beta = 0.5;
    const expected = values.map((_, n) => {
      const weights = values.slice(0, n + 1).map((_, i) => beta ** (n - i));
      const sum = weights.reduce((a, w) => a + w, 0);
      return weights.reduce((a, w, i) => a + w * values[i], 0) / sum;
    });
    smooth(values, beta).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i], 12);
    });
  });

  it("leaves a constant as it is", () => {
    for (const value of smooth(new Float32Array(500).fill(1.25), 0.98)) expect(value).toBeCloseTo(1.25, 10);
  });
});

describe("the memory of the smoothed line", () => {
  it("is fastai's 50 steps in long epochs and a twentieth of short ones", () => {
    expect(smoothingFor(5_000)).toBeCloseTo(0.98, 12);
    expect(smoothingFor(200)).toBeCloseTo(1 - 1 / 10, 12);
    expect(smoothingFor(1)).toBeCloseTo(0.5, 12);
  });

  it("is a two-hundredth of a long run", () => {
    expect(smoothingFor(500, 20_000)).toBeCloseTo(0.99, 12);
    expect(smoothingFor(500, 2_500)).toBeCloseTo(smoothingFor(500), 12);
  });
});

describe("the bulk of the batches", () => {
  it("leaves the given share out at either end", () => {
    const values = Array.from({ length: 100 }, (_, i) => (i * 37) % 100);
    expect(middleRange(values, 0.02)).toEqual([2, 97]);
    expect(middleRange(values, 0)).toEqual([0, 99]);
  });

  it("is about the same from a sample of very many", () => {
    const values = Float32Array.from({ length: 100_003 }, (_, i) => ((i * 7_919) % 100_003) / 100_003);
    const [low, high] = middleRange(values, 0.02);
    expect(low).toBeCloseTo(0.02, 1);
    expect(high).toBeCloseTo(0.98, 1);
  });

  it("is empty without a number", () => {
    expect(middleRange([Number.NaN], 0.02)).toEqual([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
  });
});

describe("thinning a line", () => {
  it("keeps the lowest and highest value of every bucket, in order", () => {
    expect(envelope([3, 1, 2, 5, 9, 4, 6], 3, (i) => i / 10)).toEqual([
      { x: 0, y: 3 },
      { x: 0.1, y: 1 },
      { x: 0.4, y: 9 },
      { x: 0.5, y: 4 },
      { x: 0.6, y: 6 },
    ]);
  });

  it("never moves a full bucket's points when values are added", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 60 }), (values) => {
        const full = Math.floor(values.length / 4) * 4;
        const before = envelope(values.slice(0, full), 4, same);
        expect(envelope(values, 4, same).slice(0, before.length)).toEqual(before);
      }),
    );
  });

  it("keeps the last value of each bucket and the very last value", () => {
    expect(thin([10, 11, 12, 13, 14], 2, same)).toEqual([
      { x: 1, y: 11 },
      { x: 3, y: 13 },
      { x: 4, y: 14 },
    ]);
    expect(thin([10, 11], 2, same)).toEqual([{ x: 1, y: 11 }]);
    expect(thin([], 2, same)).toEqual([]);
  });

  it("fits any number of values into the buckets", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.integer({ min: 1, max: 400 }), (total, buckets) => {
        expect(Math.ceil(total / bucketSize(total, buckets))).toBeLessThanOrEqual(buckets);
      }),
    );
  });
});

describe("the loss axis", () => {
  it("has round ticks around the values", () => {
    expect(steppedTicks(0.82, 2.9)).toEqual([0.5, 1, 1.5, 2, 2.5, 3]);
    expect(steppedTicks(0, 0.06)).toEqual([0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06]);
    expect(steppedTicks(40, 110)).toEqual([40, 60, 80, 100, 120]);
    expect(steppedTicks(5.3, 6.2)).toEqual([5, 5.5, 6, 6.5]);
  });

  it("stands still while values stay inside it", () => {
    expect(steppedTicks(0.7, 2.9)).toEqual(steppedTicks(0.95, 2.9));
  });

  it("holds every value and has at most eight ticks above zero", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (high, share) => {
          const ticks = steppedTicks(high * share, high);
          expect(ticks[0]).toBeLessThanOrEqual(high * share * (1 + 1e-6) + 1e-12);
          expect(ticks[ticks.length - 1]).toBeGreaterThanOrEqual(high * (1 - 1e-6));
          expect(ticks.length).toBeLessThanOrEqual(9);
        },
      ),
    );
  });

  it("counts epochs in round numbers", () => {
    expect(epochTicks(5)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(epochTicks(12)).toEqual([0, 2, 4, 6, 8, 10, 12]);
    expect(epochTicks(200)).toEqual([0, 20, 40, 60, 80, 100, 120, 140, 160, 180, 200]);
  });

  it("is drawn from 0 to 1 before there is a loss", () => {
    expect(steppedTicks(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY)).toEqual([0, 1]);
  });
});
