import { expect, test } from "vitest";
import type { RunSettings } from "../../../src/domain/settings";
import type { DuplicateRule } from "../../../src/engine/read/types";
import { dataFacts, settingFacts, splitFacts, trainingFacts } from "../../../src/features/report/facts";
import { largestSegments } from "../../../src/features/report/LargestSegments";
import { defaultsOf, MODEL_NAMES } from "../../../src/models/registry";
import { datasetSummary, readReport } from "../../setup/reading";
import { errors, runResult } from "../fixtures";

function factsOf(settings: RunSettings): Record<string, string> {
  return Object.fromEntries(settingFacts({ ...runResult().run, settings }, datasetSummary()));
}

test.each(MODEL_NAMES)("the settings of %s are those that it reads, each named once", (model) => {
  const facts = settingFacts({ ...runResult().run, settings: defaultsOf(model) }, datasetSummary());
  const names = facts.map(([name]) => name);
  expect(new Set(names).size).toBe(names.length);
  const readBy = (models: string) => models.split(" ").includes(model);
  expect(names.includes("Hidden layers")).toBe(readBy("blend hybrid collabnn"));
  expect(names.includes("Side features")).toBe(readBy("blend bayesian hybrid pooled-history"));
  expect(names.includes("Rating range")).toBe(!readBy("bayesian item-item pooled-history"));
  expect(names.includes("Learning rate") || names.includes("Peak learning rate")).toBe(!readBy("bayesian item-item"));
  expect(names.includes("Lists")).toBe(!readBy("item-item pooled-history"));
});

test("settings are told in words", () => {
  const facts = factsOf({
    ...defaultsOf("hybrid"),
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
  expect(
    factsOf({ ...defaultsOf("hybrid"), patience: null, schedule: "one-cycle", learningRate: 0.005 }),
  ).toMatchObject({
    "Early stopping": "off",
    "Peak learning rate": "0.005",
  });
});

test("side features are those that the model read, with their values and the ids that disagree on theirs", () => {
  const settings = defaultsOf("pooled-history");
  const sides = [
    { role: "category" as const, values: 1, conflicts: 0 },
    { role: "brand" as const, values: 1_204, conflicts: 12 },
  ];
  const facts = Object.fromEntries(settingFacts({ ...runResult().run, settings, sides }, datasetSummary()));
  expect(facts["Side features"]).toBe("Category (1\u00a0value), Brand (1,204\u00a0values, 12 disagree)");
});

test("without hidden layers a hybrid model has neither dropout nor weight decay", () => {
  const namesOf = (hidden: number[]) => Object.keys(factsOf({ ...defaultsOf("hybrid"), hidden }));
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
  expect(splitFacts({ ...result, split: { ...result.split, method: "leave-last-out" } }, "explicit")[0]).toEqual([
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
  const rows = largestSegments(
    {
      segments: [
        { by: "userGroup", segments: [segment("18–24", 50)], more: 0 },
        { by: "brand", segments: [segment("", 90), segment("a", 40), segment("b", 30)], more: 0 },
        {
          by: "activity",
          segments: [segment("1", 15), segment("2–4", 20), segment("5–9", 10), segment("10+", 7)],
          more: 0,
        },
      ],
    },
    datasetSummary({ segments: { userGroup: { name: "age_group", values: 1, known: 1 } } }),
  );
  expect(rows.map(({ division, name, isFirst }) => [division, name, isFirst])).toEqual([
    ["Age group", "18–24", true],
    ["Brand", "a", true],
    ["Brand", "b", false],
    ["Activity", "2–4 ratings", true],
    ["Activity", "1 rating", false],
    ["Activity", "5–9 ratings", false],
  ]);
});

const plain = (text?: string) => text?.replaceAll("\u00a0", " ");

/** The facts about a file with these figures, by name. */
function factsAbout(report: Parameters<typeof readReport>[0], summary: Parameters<typeof datasetSummary>[0] = {}) {
  const facts = dataFacts({ report: readReport(report), summary: datasetSummary(summary), isSample: false });
  return Object.fromEntries(facts.map(([name, text]) => [name, plain(text)]));
}

test.each([
  ["ratings from 1 to 5", {}],
  ["no ratings: what was chosen, and how often", { feedback: "implicit", ratingLow: 1, ratingHigh: 12 }],
  ["no ratings: what was chosen", { feedback: "implicit", ratingLow: 1, ratingHigh: 1 }],
] as const)("feedback is read as “%s”", (text, summary) => {
  expect(factsAbout({}, summary).Feedback).toBe(text);
});

test("repeats are counted, with what became of them", () => {
  const { guesses } = readReport();
  const by = (value: DuplicateRule) => ({
    ...guesses,
    duplicates: { value, confidence: "chosen" as const, because: "you chose it" },
  });
  expect(factsAbout({ repeated: 0 }).Repeats).toBe("0");
  expect(factsAbout({ guesses: by("last") }).Repeats).toBe("3, the last one counts");
  expect(factsAbout({ guesses: by("mean") }).Repeats).toBe("3, their mean counts");
  expect(factsAbout({ guesses: by("all"), merged: 0, repeated: 1_200 }).Repeats).toBe("1,200, all count");
  expect(factsAbout({ guesses: { ...guesses, duplicates: null } }, { feedback: "implicit" }).Repeats).toBe(
    "3, added up",
  );
});

test("all files of ratings are named, and what files of details added", () => {
  const names = ["may.csv", "june.csv"];
  const facts = factsAbout(
    {
      files: names.map((name) => ({ name, bytes: 10, read: 5 })),
      details: [{ file: "products.csv", products: 60, matched: 45, skipped: 0, roles: ["product", "title"] }],
    },
    { titled: 0.9 },
  );
  expect(facts).toMatchObject({
    Files: "may.csv, june.csv",
    "Product details": "products.csv: 45 of 60 products matched",
    "Products with a title": "90 %",
  });
  expect(Object.keys(factsAbout({}))).not.toContain("Product details");
});

test("of implicit feedback the parts are interactions, and all of them are relevant", () => {
  const result = runResult();
  const split = Object.fromEntries(splitFacts(result, "implicit").map(([name, text]) => [name, plain(text)]));
  expect(split).toMatchObject({ "Test part": "100 interactions", "Test interactions by new users": "12 %" });
  const lastOut = { ...result, split: { ...result.split, method: "leave-last-out" as const } };
  expect(splitFacts(lastOut, "implicit")[0][1]).toBe("each user’s last interaction tests, the one before validates");
  const names = settingFacts(result.run, datasetSummary({ feedback: "implicit" })).map(([name]) => name);
  expect(names).not.toContain("Relevant from");
});
