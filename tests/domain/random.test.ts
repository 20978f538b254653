import { describe, expect, it } from "vitest";
import { Random, splitMix32 } from "../../src/domain/random";

const take = (n: number, draw: () => number) => Array.from({ length: n }, draw);

describe("Random", () => {
  it("gives the reference sequence of xoshiro128** 1.1", () => {
    // The authors' C code from state 1 2 3 4, as in rand_xoshiro's tests.
    const random = Random.fromState([1, 2, 3, 4]);
    expect(take(10, () => random.uint32())).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  it("fills its state with the reference sequence of SplitMix32", () => {
    // Seed 0, of the variant with MurmurHash3's finaliser.
    const draw = splitMix32(0);
    expect(take(4, () => draw() >>> 0)).toEqual([2462723854, 1020716019, 454327756, 1275600319]);
  });

  it("repeats itself for the same seed and stream, and for no other", () => {
    const draws = (seed: number, stream?: number | string) => {
      const random = new Random(seed, stream);
      return take(8, () => random.uint32()).join();
    };
    expect(draws(42, "split")).toBe(draws(42, "split"));
    const sequences = [
      draws(42),
      draws(43),
      draws(42, 1),
      draws(42, "split"),
      draws(42, "weights"),
      draws(43, "split"),
    ];
    expect(new Set(sequences).size).toBe(sequences.length);
  });

  it("draws whole numbers below n equally often", () => {
    const random = new Random(1);
    const n = 7;
    const counts = new Array<number>(n).fill(0);
    for (let i = 0; i < 70_000; i++) counts[random.integer(n)] += 1;
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquare).toBeLessThan(22.46); // 99.9 % quantile, 6 degrees of freedom
    expect(random.integer(1)).toBe(0);
  });

  it("draws normal numbers with mean 0 and variance 1", () => {
    const random = new Random(2);
    const draws = take(100_000, () => random.normal());
    const mean = draws.reduce((a, b) => a + b) / draws.length;
    const variance = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / draws.length;
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(100_000));
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / 100_000));
    expect(draws.filter((x) => Math.abs(x) > 1.96).length / draws.length).toBeCloseTo(0.05, 2);
  });

  it("cuts the truncated normal at two sigma", () => {
    const random = new Random(3);
    const draws = take(20_000, () => random.truncatedNormal(0.01));
    expect(Math.max(...draws.map(Math.abs))).toBeLessThanOrEqual(0.02);
    // The variance of a normal cut at ±2 is 1 - 4 φ(2) / (2 Φ(2) - 1) = 0.7737.
    const variance = draws.reduce((a, b) => a + b * b, 0) / draws.length;
    expect(variance / 1e-4).toBeCloseTo(0.7737, 1);
  });

  it("shuffles into each order equally often, in place", () => {
    const random = new Random(4);
    const counts = new Map<string, number>();
    for (let i = 0; i < 60_000; i++) {
      const values = Int32Array.of(0, 1, 2);
      expect(random.shuffle(values)).toBe(values);
      counts.set(values.join(), (counts.get(values.join()) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquare).toBeLessThan(20.52); // 99.9 % quantile, 5 degrees of freedom
  });
});
