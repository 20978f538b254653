import { expect, test } from "vitest";
import { boundedRating, softnessOf } from "../../../src/models/blend/bound";

const SCALE = [1, 5] as const;

/** What is expected of the rating with logistic noise, held to the scale: by quantiles of the noise in equal steps. */
function expectedWhenHeld(rating: number, softness: number): number {
  const steps = 200_000;
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    const share = (i + 0.5) / steps;
    sum += Math.min(5, Math.max(1, rating + softness * Math.log(share / (1 - share))));
  }
  return sum / steps;
}

test("a soft bound is what is expected of the rating with logistic noise, held to the scale", () => {
  for (const softness of [0.16, 0.5]) {
    for (const rating of [-2, 0.9, 1, 1.3, 3, 4.6, 5, 5.2, 6.5]) {
      expect(boundedRating(rating, SCALE, softness)).toBeCloseTo(expectedWhenHeld(rating, softness), 5);
    }
  }
});

test("in the middle it changes nothing, and what is near or beyond an end keeps its order without reaching it", () => {
  const softness = softnessOf(SCALE);
  expect(boundedRating(3, SCALE, softness)).toBeCloseTo(3, 5);
  const near = [0.8, 0.9, 1, 1.2, 4.8, 4.9, 5, 5.1, 5.2].map((rating) => boundedRating(rating, SCALE, softness));
  expect(near).toEqual(near.toSorted((a, b) => a - b));
  expect(new Set(near.map((rating) => rating.toFixed(2))).size).toBe(near.length);
  expect(near.every((rating) => rating > 1 && rating < 5)).toBe(true);
});

test("without a softness it is held to the scale", () => {
  expect([0, 1.5, 5.2].map((rating) => boundedRating(rating, SCALE))).toEqual([1, 1.5, 5]);
});
