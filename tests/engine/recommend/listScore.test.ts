import { describe, expect, it } from "vitest";
import { likedFrom, likedWith, listScores } from "../../../src/engine/recommend/lists/listScore";

/** Φ(−1), Φ(0) and Φ(1), from tables. */
const [BELOW, EVEN, ABOVE] = [0.15865525393145707, 0.5, 0.8413447460685429];
const liked = { relevantFrom: 4, step: 1, sigma: 0.8 };

describe("the score of a list", () => {
  it("is the interest, with a little popularity, times the probability of liking to the power of 0.7", () => {
    // Predicted a standard deviation below, at and above 3.5.
    const opinions = { interest: [0.2, 0.2, 0.1], shares: [0.01, 0.5, 0], ratings: [2.7, 3.5, 4.3] };
    const expected = [(0.2 + 0.0001) * BELOW ** 0.7, (0.2 + 0.005) * EVEN ** 0.7, 0.1 * ABOVE ** 0.7];
    expect([...listScores(opinions, liked)]).toEqual(expected.map((score) => expect.closeTo(score, 5)));
  });

  it("is popularity × liking for who is new, and where interest speaks against a product", () => {
    const shares = [0.03, 0.02, 0.02];
    const scores = listScores({ interest: [0, 0, -0.4], shares, ratings: [2.7, 4.3, 4.3] }, liked);
    expect(scores[0]).toBeCloseTo(0.0003 * BELOW ** 0.7, 7);
    expect(scores[1]).toBeCloseTo(0.0002 * ABOVE ** 0.7, 7);
    expect(scores[2]).toBe(scores[1]);
  });

  it("is interest and popularity alone where nothing is rated", () => {
    const opinions = { interest: [0.3, -1], shares: [0.5, 0.25], ratings: null };
    expect([...listScores(opinions, null)]).toEqual([0.305, 0.0025].map((score) => expect.closeTo(score, 6)));
  });

  it("keeps telling apart what is liked almost surely, and almost never", () => {
    const ratings = Array.from({ length: 140 }, (_, at) => -2 + at * 0.08);
    const scores = listScores({ interest: ratings.map(() => 1), shares: ratings.map(() => 0), ratings }, liked);
    for (let at = 1; at < 60; at++) expect(scores[at]).toBeGreaterThan(scores[at - 1]);
    expect(scores.every((score) => score > 0 && score <= 1)).toBe(true);
  });

  it("fills the array that it is given", () => {
    const scores = new Float32Array(2);
    expect(listScores({ interest: [1, 2], shares: [0, 0], ratings: null }, null, scores)).toBe(scores);
    expect([...scores]).toEqual([1, 2]);
  });
});

describe("what is liked", () => {
  it("is liked with the probability that a normal error lifts the rating over the middle below the relevant one", () => {
    expect(likedWith(4.3, liked)).toBeCloseTo(ABOVE, 10);
    expect(likedWith(2.7, liked)).toBeCloseTo(BELOW, 10);
  });

  it("begins at the lowest rating of the scale that is relevant, whatever the threshold between two", () => {
    const halves = Float32Array.from([0.5, 4, 3.5, 3, 2.5, 4, 1]);
    expect(likedFrom(halves, 3.125, 0.8)).toEqual({ relevantFrom: 3.5, step: 0.5, sigma: 0.8 });
    expect(likedFrom(Float32Array.from([5, 1, 4]), 4, 1)).toEqual({ relevantFrom: 4, step: 3, sigma: 1 });
    expect(likedFrom(Float32Array.from([4.1, 4]), 4.1, 1).relevantFrom).toBeCloseTo(4.1, 6);
  });

  it("is measured by one step where all ratings are relevant, or one", () => {
    expect(likedFrom(Float32Array.from([3, 5]), 2, 1)).toEqual({ relevantFrom: 3, step: 2, sigma: 1 });
    expect(likedFrom(Float32Array.from([2, 2]), 2, 1)).toEqual({ relevantFrom: 2, step: 1, sigma: 1 });
  });
});
