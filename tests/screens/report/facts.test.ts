import { expect, test } from "vitest";
import { DEFAULTS_OF, MODEL_NAMES, type RunSettings } from "../../../src/engine/training/types";
import { settingFacts, splitFacts } from "../../../src/screens/report/facts";
import { largestSegments } from "../../../src/screens/report/LargestSegments";
import { errors, runResult } from "../fixtures";

function factsOf(settings: RunSettings): Record<string, string> {
  return Object.fromEntries(settingFacts({ ...runResult().run, settings }));
}

test.each(MODEL_NAMES)("the settings of %s are those that it reads, each named once", (model) => {
  const facts = settingFacts({ ...runResult().run, settings: DEFAULTS_OF[model] });
  const names = facts.map(([name]) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.includes("Hidden layers")).toBe(model === "collabnn" || model === "hybrid");
  expect(names.includes("Side features")).toBe(model === "hybrid");
  expect(names.includes("Rating range")).toBe(model !== "pooled-history");
});

test("settings are told in words", () => {
  const facts = factsOf({
    ...DEFAULTS_OF.hybrid,
    factors: "auto",
    sides: [],
    patience: 2,
    schedule: "constant",
    relevantFrom: 4.5,
  });
  expect(facts).toMatchObject({
    Factors: "auto",
    "Side features": "none",
    "Early stopping": "after 2\u00a0epochs without a better one",
    "Constant learning rate": "0.005",
    "Relevant from": "a rating of 4.5",
  });
  expect(factsOf(DEFAULTS_OF.hybrid)).toMatchObject({
    "Side features": "Category, Brand, Year",
    "Early stopping": "off",
    "Peak learning rate": "0.005",
  });
});

test("a split that leaves the last rating out is named as what it does", () => {
  const result = runResult();
  expect(splitFacts({ ...result, split: { ...result.split, method: "leave-last-out" } })[0]).toEqual([
    "Method",
    "each user’s last rating tests, the one before validates",
  ]);
});

test("the largest segments are three of each division, most test ratings first, without the unknown", () => {
  const segment = (label: string, n: number) => ({
    ...errors(n, 1, 1),
    label,
    meanError: 0,
    meanErrorInterval: null,
  });
  const rows = largestSegments({
    segments: [
      { by: "brand", segments: [segment("", 90), segment("a", 40), segment("b", 30)], more: 0 },
      {
        by: "activity",
        segments: [segment("1", 15), segment("2–4", 20), segment("5–9", 10), segment("10+", 7)],
        more: 0,
      },
    ],
  });
  expect(rows.map(({ division, name, isFirst }) => [division, name, isFirst])).toEqual([
    ["Brand", "a", true],
    ["Brand", "b", false],
    ["Activity", "2–4 ratings", true],
    ["Activity", "1 rating", false],
    ["Activity", "5–9 ratings", false],
  ]);
});
