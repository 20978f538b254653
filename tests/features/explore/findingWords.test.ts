import { describe, expect, test } from "vitest";
import type { Finding, Survey } from "../../../src/engine/explore/types";
import { contingencyTest } from "../../../src/engine/statistics/contingency";
import { findingsIntro, findingWords } from "../../../src/features/explore/bias/findingWords";
import { file, look } from "./fixtures";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

const { survey, summary } = look();
const groups = look({ dataset: file({ groups: { productGroup: "size", userGroup: "age_group" } }) });
const chosen = look({ dataset: file({ feedback: "implicit" }) });

function words(finding: Finding, of: { survey: Survey; summary: typeof summary } = { survey, summary }) {
  const { fact, effect, base, chart } = findingWords(finding, of.survey, of.summary);
  return { fact: plain(fact), effect: plain(effect), base: plain(base), chart };
}

describe("of the file", () => {
  test("each kind states its numbers, its size and what it rests on, the largest effect first", () => {
    expect(survey.findings.map((finding) => words(finding))).toEqual([
      {
        // V = |2 × 300 / 350 − 1| = 0.714.
        fact: "85.7 % of users have exactly one rating: 300 of 350.",
        effect: "Strong effect.\nCramér’s V 0.71 against equal halves",
        base: "n = 350 users",
        chart: "userActivity",
      },
      {
        // Of ten: 5 4 5 3, 1 5 4 2, 5 4. Between 132.2 of 535 squares; ω² = (132.2 − 2 × 0.811) / 535.8.
        fact: "The mean rating differs by category: lowest for Cameras with 3.00 (n = 200), highest for Wearables with 4.50 (n = 100).",
        effect: "Moderate effect, explains 24.4 % of the variance (ω²)",
        base: "n = 500 ratings",
        chart: "category",
      },
      {
        // 200 fives, 150 fours, 50 each of the others: χ² = (100² + 50² + 3 × 50²) / 100 = 200, V = √(200 / 2000).
        fact: "The most frequent rating is 5: 40 % of ratings (200), against 20 % if all 5 were equally frequent.",
        effect: "Moderate effect.\nCramér’s V 0.32 against equal shares",
        base: "n = 500 ratings",
        chart: "distribution",
      },
      {
        fact: "The product’s target gender and the user’s gender go together: 70 men’s ratings of products for men against 53.3 expected.",
        effect: "Small effect.\nCramér’s V 0.25",
        base: "n = 300 of 500 ratings (60 %), those with both known",
        chart: "bias",
      },
      {
        // 200, 200, 100: χ² = (2 × 33.3² + 66.7²) / 166.7 = 40, V = √(40 / 1000) = 0.2.
        fact: "Ratings divide unevenly by category: 40 % (200) are of Headphones, against 33.3 % if 3 categories were equally frequent.",
        effect: "Small effect.\nCramér’s V 0.2 against equal shares",
        base: "n = 500 ratings",
        chart: "category",
      },
    ]);
  });

  test("what is no purchase is not called one, and interactions are no ratings", () => {
    expect(findingsIntro(survey)).toBe(
      "In the whole file, whatever the filters show; the largest effects first, all beyond chance (p < 0.001). Counted are ratings, which are not purchases.",
    );
    expect(findingsIntro(chosen.survey)).toMatch(/Counted are interactions\.$/);
    for (const finding of chosen.survey.findings)
      expect(Object.values(words(finding, chosen)).join()).not.toMatch(/rating/);
  });

  test("nothing that stands out is a sentence", () => {
    expect(findingsIntro({ ...survey, findings: [] })).toBe(
      "Nothing stands out: none of the differences that we looked for in the whole file is beyond chance (p < 0.001).",
    );
  });
});

describe("one by one", () => {
  test("a negligible link is said to be hardly one, and a part of many values to be a part", () => {
    const test = contingencyTest([1_030, 970, 970, 1_030], 2, 2)!;
    const association: Finding = {
      kind: "association",
      effect: test.cramersV,
      p: 0.0009,
      pair: ["brand", "userGender"],
      test,
      cell: ["Sonora", "Female"],
      observed: 1_030,
      expected: 1_000,
    };
    const whole = { ...survey, all: { ...survey.all, ratings: 10_000 } };
    // V = √(4 × 30² / 1000 / 4000) = 0.03.
    expect(words(association, { survey: whole, summary })).toEqual({
      fact: "The brand and the user’s gender hardly go together: 1,030 women’s ratings of Sonora against 1,000 expected.",
      effect: "Negligible effect.\nCramér’s V 0.03",
      base: "n = 4,000 of 10,000 ratings (40 %), those with both known and frequent",
      chart: "bias",
    });
  });

  test("means by a user’s trait are by users, and by year they open the years", () => {
    const oneWay = { f: 30, degrees: [1, 248] as const, p: 1e-7, partialEtaSquared: 0.11, omegaSquared: 0.09 };
    const means: Finding = {
      kind: "means",
      effect: 0.3,
      p: 1e-7,
      by: "userGender",
      oneWay,
      highest: { label: "Female", n: 120, mean: 4.256 },
      lowest: { label: "Male", n: 130, mean: 4 },
    };
    // 1 + 248 + 1 = 250 ratings are of a known gender.
    expect(words(means)).toEqual({
      fact: "The mean rating differs by user’s gender: lowest by men with 4.00 (n = 130), highest by women with 4.26 (n = 120).",
      effect: "Moderate effect, explains 9 % of the variance (ω²)",
      base: "n = 250 of 500 ratings (50 %), those with the user’s gender known",
      chart: "userGender",
    });
    const byYear = words({ ...means, by: "year", highest: { label: "2014", n: 90, mean: 4.5 } });
    expect([byYear.chart, byYear.fact]).toEqual(["year", expect.stringContaining("highest for 2014 with 4.50")]);
  });

  test("a group is called as its column is, and products with one rating open theirs", () => {
    const uneven: Finding = {
      kind: "uneven",
      effect: 0.5,
      p: 0,
      by: "userGroup",
      largest: { label: "18–24", n: 300 },
      known: 400,
      values: 2,
    };
    expect(words(uneven, groups)).toEqual({
      fact: "Ratings divide unevenly by age group: 75 % (300) are by users of age group 18–24, against 50 % if 2 values of age group were equally frequent.",
      effect: "Strong effect.\nCramér’s V 0.5 against equal shares",
      base: "n = 400 of 500 ratings (80 %), those with the user’s age group known",
      chart: "userGroup",
    });
    expect(words({ kind: "singles", effect: 0.5, p: 0, of: "products", single: 30, all: 40 }, chosen)).toEqual({
      fact: "75 % of products have exactly one interaction: 30 of 40.",
      effect: "Strong effect.\nCramér’s V 0.5 against equal halves",
      base: "n = 40 products",
      chart: "productActivity",
    });
  });
});
