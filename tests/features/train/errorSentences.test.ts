import { describe, expect, it } from "vitest";
import type { BiasTest, SegmentFigures } from "../../../src/engine/evaluate/types";
import { biasTestSentence } from "../../../src/features/train/biasSentence";
import { segmentErrorRows, segmentErrorSentence } from "../../../src/features/train/segmentErrors";

function plain(text: string): string {
  return text.replaceAll("\u00a0", " ");
}

/** The published test on the reference data: interaction F 0.907, p 0.404. */
const NO_EFFECT: BiasTest = {
  product: "productGender",
  user: "userGender",
  n: 1240,
  f: 0.907,
  degrees: [2, 1234],
  p: 0.404,
  partialEtaSquared: 0.00147,
};

describe("the marketing-bias test in words", () => {
  it("says that no sign was found when chance explains the difference", () => {
    expect(plain(biasTestSentence(NO_EFFECT))).toBe(
      "No sign that errors depend on how the user’s and the product’s gender go together: F(2, 1,234) = 0.907, p = 0.40, n = 1,240 test ratings.",
    );
  });

  it("says the size of an effect before its probability", () => {
    const found = { ...NO_EFFECT, f: 19.2, p: 1e-8, partialEtaSquared: 0.0031 };
    expect(plain(biasTestSentence(found))).toBe(
      "Errors depend on how the user’s and the product’s gender go together: it explains 0.31 % of their variance (partial η²), a very small effect; F(2, 1,234) = 19.2, p < 0.001, n = 1,240 test ratings.",
    );
  });

  it.each([
    [0.0099, "a very small effect"],
    [0.01, "a small effect"],
    [0.06, "a medium effect"],
    [0.14, "a large effect"],
  ])("calls η² of %d %s, as Cohen does", (partialEtaSquared, words) => {
    expect(biasTestSentence({ ...NO_EFFECT, p: 0.001, partialEtaSquared })).toContain(words);
  });

  it("takes a result that is no number for no finding", () => {
    expect(biasTestSentence({ ...NO_EFFECT, p: Number.NaN })).toMatch(/^No sign/);
  });
});

function segment(label: string, rmse: number, width: number, meanError = 0, tilt = 0.1): SegmentFigures {
  return {
    label,
    n: 100,
    rmse,
    mae: rmse,
    interval: [rmse - width, rmse + width],
    meanError,
    meanErrorInterval: [meanError - tilt, meanError + tilt],
  };
}

describe("errors by segment", () => {
  it("names the segments whose interval leaves the whole's error out, and the one furthest off", () => {
    const segments = [segment("Cameras", 1.2, 0.05, 0.2), segment("Cables", 1.3, 0.4), segment("Phones", 0.9, 0.05)];
    expect(plain(segmentErrorSentence({ by: "category", segments, more: 0 }, 1, "stars"))).toBe(
      "1 of 3 categories has a clearly larger error than the whole’s 1.0000 stars: Cameras with 1.2000. Furthest off in one direction: Cameras, predicted 0.200 stars too high on average.",
    );
  });

  it("speaks of another segment by its column's name", () => {
    const segments = [segment("18–24", 1.2, 0.05, 0.2), segment("25–34", 1, 0.4)];
    const table = { by: "userGroup" as const, segments, more: 0 };
    const summary = { segments: { userGroup: { name: "Age-Group", values: 2, known: 1 } } };
    expect(plain(segmentErrorSentence(table, 1, "stars", summary))).toMatch(
      /^1 of 2 segments has a clearly larger error/,
    );
    expect(segmentErrorSentence(table, null, "stars", summary)).toBe(
      "There are too few test ratings to compare them by age group.",
    );
    expect(segmentErrorSentence(table, null, "stars")).toMatch(/by user segment\.$/);
  });

  it("says when none stands out", () => {
    const segments = [segment("2016", 1.02, 0.05), segment("2017", 0.98, 0.05)];
    expect(plain(segmentErrorSentence({ by: "year", segments, more: 0 }, 1, "stars"))).toBe(
      "No year has a clearly larger error than the whole’s 1.0000 stars. None is clearly predicted too high or too low.",
    );
  });

  it("compares nothing where there is one segment or none with ratings", () => {
    const segments = [segment("Female", 1, 0.1), segment("", 1, 0.1)];
    expect(segmentErrorSentence({ by: "userGender", segments, more: 0 }, 1, "stars")).toMatch(/^There are too few/);
  });

  it("shows unknown as such, hollow and last, and genders in their colours", () => {
    const segments = [segment("", 1, 0.1), segment("Female", 1, 0.1), segment("Male", 1, 0.1)];
    expect(segmentErrorRows({ by: "userGender", segments, more: 0 }).map(({ label, tone }) => [label, tone])).toEqual([
      ["Female", "female"],
      ["Male", "male"],
      ["Unknown", "unknown"],
    ]);
  });
});
