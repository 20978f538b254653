import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diversified } from "../../../../src/engine/recommend/lists/diversity";

const vectors: Record<number, number[]> = { 10: [1, 0], 11: [2, 0], 12: [0, 1], 13: [-1, 0], 14: [0, 0] };
const factorsOf = (product: number) => Float32Array.from(vectors[product]);

function cosine(a: number[], b: number[]): number {
  const dot = a.reduce((sum, value, k) => sum + value * b[k], 0);
  const lengths = Math.hypot(...a) * Math.hypot(...b);
  return lengths > 0 ? dot / lengths : 0;
}

describe("maximal marginal relevance", () => {
  test("at 0 keeps the order", () => {
    expect(diversified([10, 11, 12, 13], [4, 3, 2, 1], factorsOf, 0, 3)).toEqual([10, 11, 12]);
  });

  test("puts a twin of the best behind what is unlike it", () => {
    // Relevance 1, 2/3, 1/3, 0. After 10: 11 has 1/3 − 1/2, 12 has 1/6 − 0, 13 has 0 + 1/2.
    expect(diversified([10, 11, 12, 13], [4, 3, 2, 1], factorsOf, 0.5, 4)).toEqual([10, 13, 12, 11]);
  });

  test("takes a product without factors as like no other", () => {
    // At 1 alone likeness counts: 13 is opposite, then 14 and 12 are like none, 11 is like 10.
    expect(diversified([10, 11, 12, 14, 13], [5, 4, 3, 2, 1], factorsOf, 1, 5)).toEqual([10, 13, 12, 14, 11]);
  });

  test("chooses at each step what the formula says, for any candidates", () => {
    const number = fc.integer({ min: -3, max: 3 });
    const product = fc.record({ factors: fc.tuple(number, number), worth: fc.integer({ min: 0, max: 5 }) });
    fc.assert(
      fc.property(
        fc.array(product, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(0.2, 0.5, 0.9),
        (list, diversity) => {
          const products = list.toSorted((a, b) => b.worth - a.worth);
          const codes = [...products.keys()];
          const relevance = products.map(({ worth }) => worth);
          const order = diversified(codes, relevance, (i) => Float32Array.from(products[i].factors), diversity, 8);
          expect(order.toSorted((a, b) => a - b)).toEqual(codes);
          const span = relevance[0] - relevance.at(-1)!;
          const value = (i: number, chosen: number[]) => {
            const worth = span > 0 ? (relevance[i] - relevance.at(-1)!) / span : 0;
            const likest = Math.max(...chosen.map((c) => cosine(products[i].factors, products[c].factors)));
            return (1 - diversity) * worth - diversity * likest;
          };
          for (let step = 1; step < order.length; step++) {
            const chosen = order.slice(0, step);
            const highest = Math.max(...order.slice(step).map((i) => value(i, chosen)));
            expect(value(order[step], chosen)).toBeCloseTo(highest, 5);
          }
        },
      ),
    );
  });

  test("has nothing to order without candidates", () => {
    expect(diversified([], [], factorsOf, 0.5, 3)).toEqual([]);
  });
});
