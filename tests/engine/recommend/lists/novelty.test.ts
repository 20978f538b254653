import { describe, expect, test } from "vitest";
import { withNovelty } from "../../../../src/engine/recommend/lists/novelty";

const all = () => true;
// Two score well: the others are close to the mean.
const scores = Float32Array.of(4.6, 4.4, 2.8, 2.8, 2.8, 2.8, 2.8, 2.8, 2.8, 2.8);
const ratings = [512, 8, 4, 1, 1, 1, 1, 1, 1, 1];
const known = { ratings, users: 1024, knowsProduct: all };

function best(utilities: Float64Array): number[] {
  return [...utilities.keys()].sort((a, b) => utilities[b] - utilities[a] || a - b);
}

describe("novelty", () => {
  test("at 0 orders by score", () => {
    const varied = scores.map((score, i) => score - i / 100);
    expect(best(withNovelty(varied, all, 0, known))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test("weighs score against self-information, each from 0 to 1 among what scores well", () => {
    const utilities = withNovelty(scores, all, 0.25, known);
    // Mean 3.14, variance (1.46² + 1.26² + 8 · 0.34²) / 10 = 0.4644: promising from 3.8215 to 4.6.
    const threshold = 3.14 + Math.sqrt(0.4644);
    // −log₂ of 512 / 1024 is 1 bit, of 8 / 1024 it is 7.
    expect(utilities[0]).toBeCloseTo(0.75, 5);
    expect(utilities[1]).toBeCloseTo(0.75 * ((4.4 - threshold) / (4.6 - threshold)) + 0.25, 5);
  });

  test("at 1 puts the least known of what scores well first, and never what does not score well", () => {
    expect(best(withNovelty(scores, all, 1, known)).slice(0, 3)).toEqual([1, 0, 2]);
  });

  test("does not bring forward what training has not seen", () => {
    const utilities = withNovelty(scores, all, 1, { ...known, knowsProduct: (product) => product !== 1 });
    expect(utilities[1]).toBe(0);
  });

  test("is measured among the products that are allowed", () => {
    const utilities = withNovelty(scores, (product) => product > 1, 1, known);
    // All of the rest score alike: all are promising, the rarest first.
    expect(utilities[2]).toBe(0);
    expect(utilities[3]).toBe(1);
  });
});
