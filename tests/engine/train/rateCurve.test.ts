import { describe, expect, test } from "vitest";
import { Random } from "../../../src/domain/random";
import { RateCurve, risingRates } from "../../../src/engine/train/rateCurve";

const BETA = 0.98;
const rates = risingRates(1e-7, 10, 100);

function curveOf(losses: readonly number[]): RateCurve {
  const curve = new RateCurve();
  for (const loss of losses) if (!curve.diverged) curve.add(loss);
  return curve;
}

/** The losses whose smoothed curve is this: the running mean turned round. */
function lossesOf(smoothed: readonly number[]): number[] {
  const mean = (i: number) => (i < 0 ? 0 : smoothed[i] * (1 - BETA ** (i + 1)));
  return smoothed.map((_, i) => (mean(i) - BETA * mean(i - 1)) / (1 - BETA));
}

/** 3 up to step `from`, falling by the same amount at each of `steps` steps to 2, then rising as fast. */
function valley(from: number, steps: number): number[] {
  return Array.from(rates, (_, i) => 2 + Math.abs(Math.min(1, 1 - (i - from) / steps)));
}

test("the rates are a hundred from 1e-7 to 10, each the same multiple of the one before", () => {
  expect(rates).toHaveLength(100);
  expect([rates[0], rates[99]]).toEqual([Math.fround(1e-7), 10]);
  for (let i = 1; i < 100; i++) expect(rates[i] / rates[i - 1]).toBeCloseTo(10 ** (8 / 99), 4);
});

test("a smoothed loss is the mean of the losses so far, each weighed by 0.98 to the power of its age", () => {
  const random = new Random(1);
  const losses = Array.from({ length: 30 }, () => random.next());
  const curve = curveOf(losses);
  for (const last of [0, 1, 29]) {
    const weights = losses.slice(0, last + 1).map((_, i) => BETA ** (last - i));
    const weighed = weights.reduce((sum, weight, i) => sum + weight * losses[i], 0);
    expect(curve.smoothed[last]).toBeCloseTo(weighed / weights.reduce((a, b) => a + b), 10);
  }
});

describe("the suggestion", () => {
  test.each([
    // More than a tenth of 36 equal steps is done after the 4th, of 24 after the 3rd, of 45 after the 5th.
    { from: 40, steps: 36, at: 44 },
    { from: 20, steps: 24, at: 23 },
    { from: 50, steps: 45, at: 55 },
  ])("is where the loss begins to fall in earnest: a fall from step $from over $steps steps", ({ from, steps, at }) => {
    const { suggestion, note } = curveOf(lossesOf(valley(from, steps))).suggest(rates);
    expect(suggestion).toBe(Number(rates[at].toPrecision(2)));
    expect(note).toMatch(/begins to fall.*from 3\.000 to 2\.000 at a rate of/);
  });

  test.each([
    { what: "is flat", losses: Array.from(rates, () => 2), reason: /hardly answers/ },
    { what: "falls by next to nothing", losses: Array.from(rates, (_, i) => 2 - i * 1e-6), reason: /hardly answers/ },
    { what: "rises slowly", losses: Array.from(rates, (_, i) => 2 + i / 50), reason: /hardly answers/ },
    { what: "runs away without a fall", losses: Array.from(rates, (_, i) => 2 + 1.2 ** i), reason: /never falls/ },
    { what: "ends at once", losses: [2, 2, Number.NaN], reason: /stopped being a number/ },
  ])("is none for a loss that $what, with the reason", ({ losses, reason }) => {
    const { suggestion, note } = curveOf(losses).suggest(rates);
    expect(suggestion).toBeNull();
    expect(note).toMatch(reason);
  });

  test("is none for a loss that is all noise, but for one in a hundred", () => {
    const suggested = Array.from({ length: 1000 }, (_, seed) => {
      const random = new Random(seed, "noise");
      return curveOf(Array.from(rates, () => 2 + 0.3 * random.normal())).suggest(rates).suggestion;
    }).filter((rate) => rate !== null);
    expect(suggested.length).toBeLessThan(10);
  });
});

describe("a search", () => {
  test("is over when the smoothed loss exceeds four times its least", () => {
    const curve = new RateCurve();
    for (const loss of lossesOf([2, 1, 3, 4])) curve.add(loss);
    expect(curve.diverged).toBe(false);
    for (const loss of lossesOf([2, 1, 3, 4, 4.01]).slice(4)) curve.add(loss);
    expect(curve.diverged).toBe(true);
  });

  test("is over when a loss is no number, which it leaves out", () => {
    const curve = curveOf([2, 1, Number.POSITIVE_INFINITY, 1]);
    expect(curve.diverged).toBe(true);
    expect(curve.smoothed).toHaveLength(2);
  });
});
