import { expect, test } from "vitest";
import { DEFAULTS_OF, MODEL_NAMES, type RunSettings } from "../../../src/engine/training/types";
import { settingFacts, splitFacts, trainingFacts } from "../../../src/screens/report/facts";
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
  expect(names.includes("Side features")).toBe(model === "hybrid" || model === "pooled-history");
  expect(names.includes("Rating range")).toBe(model !== "pooled-history");
});

test("settings are told in words", () => {
  const facts = factsOf({
    ...DEFAULTS_OF.hybrid,
    factors: "auto",
    patience: 2,
    schedule: "constant",
    learningRate: 0.005,
    relevantFrom: 4.5,
  });
  expect(facts).toMatchObject({
    Factors: "auto",
    "Side features": "none",
    "Early stopping": "after 2\u00a0epochs without a better one",
    "Constant learning rate": "0.005",
    "Relevant from": "a rating of 4.5",
  });
  expect(factsOf({ ...DEFAULTS_OF.hybrid, patience: null, schedule: "one-cycle", learningRate: 0.005 })).toMatchObject({
    "Early stopping": "off",
    "Peak learning rate": "0.005",
  });
});

test("side features are those that the model read, with their values and the ids that disagree on theirs", () => {
  const settings = DEFAULTS_OF["pooled-history"];
  const sides = [
    { role: "category" as const, values: 1, conflicts: 0 },
    { role: "brand" as const, values: 1_204, conflicts: 12 },
  ];
  const facts = Object.fromEntries(settingFacts({ ...runResult().run, settings, sides }));
  expect(facts["Side features"]).toBe("Category (1\u00a0value), Brand (1,204\u00a0values, 12 disagree)");
});

test("without hidden layers a hybrid model has neither dropout nor weight decay", () => {
  const namesOf = (hidden: number[]) => Object.keys(factsOf({ ...DEFAULTS_OF.hybrid, hidden }));
  expect(namesOf([16])).toEqual(expect.arrayContaining(["Dropout", "Weight decay"]));
  expect(namesOf([])).not.toEqual(expect.arrayContaining(["Dropout"]));
  expect(namesOf([])).not.toEqual(expect.arrayContaining(["Weight decay"]));
});

test("the speed of a ranking model counts examples", () => {
  const { run, ...result } = runResult();
  expect(Object.fromEntries(trainingFacts({ run, ...result })).Speed).toBe("20,500 ratings/s");
  const ranking = { ...run, model: "pooled-history" as const };
  expect(Object.fromEntries(trainingFacts({ run: ranking, ...result })).Speed).toBe("20,500 examples/s");
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
