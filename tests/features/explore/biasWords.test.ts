import { describe, expect, test } from "vitest";
import type { Pair, Selection } from "../../../src/engine/explore/types";
import { contingencyTest } from "../../../src/engine/statistics/contingency";
import type { TwoWay } from "../../../src/engine/statistics/types";
import { meansSentence, whyNot } from "../../../src/features/explore/bias/meansWords";
import { cellPhrase } from "../../../src/features/explore/bias/names";
import { biasQuestion, biasSentence, isApproximate } from "../../../src/features/explore/bias/words";
import { type BiasYear, biasYears, hasYears, yearsTestSentence } from "../../../src/features/explore/bias/yearWords";
import type { Look } from "../../../src/features/explore/look";
import { datasetSummary } from "../../setup/reading";
import { file, look, lookAt } from "./fixtures";

const NAMED = datasetSummary({
  segments: {
    productGroup: { name: "size", values: 2, known: 1 },
    userGroup: { name: "age_group", values: 4, known: 1 },
  },
});

const plain = (text: string) => text.replaceAll("\u00a0", " ");

/** The table of the file with these counts in its cells, row by row, and this ANOVA. */
function withCounts(base: Look, counts: number[], ratings: number, anova: TwoWay | null = null): Look {
  const { rows, columns } = base.survey.bias!;
  const observed = Uint32Array.from(counts);
  const means = { mean: new Float64Array(counts.length).fill(4), margin: new Float64Array(counts.length).fill(0.1) };
  const bias: Selection["bias"] = {
    observed,
    test: contingencyTest(observed, rows.length, columns.length),
    byYear: [],
    cells: { ratings: counts.reduce((sum, n) => sum + n, 0), n: observed, ...means },
    anova,
  };
  return { ...base, selection: { ...base.selection, ratings, bias } };
}

/** Rows of the fixture's file are Female, Male, both; its columns Male, Female: the published counts in that order. */
const PUBLISHED = [31_587, 34_259, 30_907, 25_963, 24_930, 26_478];

describe("the question", () => {
  test.each<[Pair, "explicit" | "implicit", string]>([
    [["productGender", "userGender"], "explicit", "Do women and men rate the products that are marketed to them?"],
    [["userGender", "productGender"], "implicit", "Do women and men choose the products that are marketed to them?"],
    [["productGroup", "userGroup"], "explicit", "Do the product’s size and the user’s age group go together?"],
    [["brand", "category"], "explicit", "Do the brand and the category go together?"],
    [["category", "year"], "explicit", "Does the mix of ratings by category change over the years?"],
    [["year", "userGender"], "implicit", "Does the mix of interactions by the user’s gender change over the years?"],
  ])("of %s, %s", (pair, feedback, question) => {
    expect(biasQuestion(pair, feedback, NAMED)).toBe(question);
  });
});

describe("a cell in words", () => {
  test.each<[Pair, [string, string], string]>([
    [["productGender", "userGender"], ["Female", "Female"], "women’s ratings of products for women"],
    [["userGender", "productGender"], ["Male", "Female&Male"], "men’s ratings of products for both genders"],
    [["category", "userGender"], ["Headphones", "Diverse"], "ratings by users of gender Diverse of Headphones"],
    [
      ["productGroup", "userGroup"],
      ["Small", "18–24"],
      "ratings by users of age group 18–24 of products of size Small",
    ],
    [["brand", "year"], ["Sonora", "2012"], "ratings of Sonora in 2012"],
    [["userGender", "year"], ["Female", "2012"], "women’s ratings in 2012"],
    [["category", "brand"], ["Headphones", "Sonora"], "ratings of products of category Headphones and brand Sonora"],
    [["userGender", "userGroup"], ["Male", "18–24"], "ratings by users of gender Male and age group 18–24"],
  ])("of %s", (pair, labels, text) => {
    expect(cellPhrase(pair, labels, "explicit", NAMED)).toBe(text);
  });

  test("of interactions", () => {
    expect(cellPhrase(["productGender", "userGender"], ["Male", "Female"], "implicit", NAMED)).toBe(
      "women’s interactions with products for men",
    );
  });
});

describe("whether two segments go together", () => {
  test("the effect comes before the test, then the cell furthest above chance and what is known", () => {
    // V = √(18.75 / 300) = 0.25; p = exp(−18.75 / 2); 160 of 300 are men, 100 of the products are for men: 53.3.
    expect(plain(biasSentence(look()))).toBe(
      "The product’s target gender and the user’s gender go together: a small effect.\nCramér’s V 0.25 (95 % interval 0.15 to 0.37); χ² = 18.75 with 2 degrees of freedom, p < 0.001, n = 300. Furthest above chance: men’s ratings of products for men, 70 against 53.3 expected. Both are known in 300 of 500 ratings (60 %).",
    );
  });

  test("the published table: beyond any doubt, and hardly an effect", () => {
    // V = √(581.849 / 174,124) = 0.0578; 56,870 × 87,424 / 174,124 = 28,553.
    const sentence = plain(biasSentence(withCounts(look(), PUBLISHED, 1_292_954)));
    expect(sentence).toMatch(
      /^The product’s target gender and the user’s gender hardly go together: a negligible effect/,
    );
    expect(sentence).toContain("Cramér’s V 0.058 (95 % interval 0.053 to 0.063)");
    expect(sentence).toContain("χ² = 581.849 with 2 degrees of freedom, p < 0.001, n = 174,124.");
    expect(sentence).toContain("men’s ratings of products for men, 30,907 against 28,553 expected.");
    expect(sentence).toContain("Both are known in 174,124 of 1,292,954 ratings (13.5 %).");
  });

  test("Yates’ correction is said, and its p is that of the corrected χ²", () => {
    // p = erfc(√(158.739 / 2)).
    const pair = lookAt(["productGroup", "userGroup"], {
      dataset: file({ groups: { productGroup: "size", userGroup: "" } }),
    });
    const shown = withCounts(pair, [31_800, 7_038, 41_361, 11_327], 91_526);
    expect(shown.selection.bias?.test?.p).toBeCloseTo(2.1e-36, 37);
    const sentence = plain(biasSentence(shown));
    expect(sentence).toContain("χ² = 158.739 with 1 degree of freedom and Yates’ correction, p < 0.001");
    expect(sentence).toContain("Both are known in all 91,526 ratings.");
  });

  test("we cannot tell where chance is an explanation, and name no cell", () => {
    const sentence = plain(biasSentence(withCounts(look(), [5, 5, 10, 6, 9, 5], 60)));
    expect(sentence).toMatch(
      /^We cannot tell whether the product’s target gender and the user’s gender go together\.\n/,
    );
    expect(sentence).not.toContain("Furthest");
    expect(sentence).toContain("Both are known in 40 of 60 ratings (66.7 %).");
  });

  test("nothing that passes, and a single value, are sentences too", () => {
    expect(biasSentence(withCounts(look(), [0, 0, 0, 0, 0, 0], 0))).toBe(
      "No rating that passes the filters tells both the product’s target gender and the user’s gender.",
    );
    expect(plain(biasSentence(withCounts(look(), [7, 5, 0, 0, 0, 0], 20)))).toBe(
      "We cannot tell whether the product’s target gender and the user’s gender go together: of one of them there is a single value in all 12 ratings. Both are known in 12 of 20 ratings (60 %).",
    );
  });

  test("what is left out is said", () => {
    const sentence = plain(biasSentence(lookAt(["brand", "userGender"], { dataset: file({ brands: 40 }) })));
    expect(sentence).toMatch(
      /Counted are \d+ of 500 ratings \([\d.]+ %\): those of the 12 largest of 40 brands with both known\.$/,
    );
    expect(sentence).toContain("This is approximate, with fewer than 5 expected in more than a fifth of the cells.");
  });

  test("a filter on one of the two is not one on the table; on both, its whole is not known", () => {
    expect(plain(biasSentence(look({ filter: { userGender: ["Male"] } })))).toContain(
      "Both are known in 300 of 500 ratings (60 %).",
    );
    expect(plain(biasSentence(look({ filter: { userGender: ["Male"], productGender: ["Male"] } })))).toMatch(
      /Both are known in 300 ratings\.$/,
    );
  });

  test("a test is approximate when more than a fifth of the cells expect fewer than five", () => {
    // Expected 4 in one of six cells; 3.5 in two of six.
    expect(isApproximate(contingencyTest([40, 20, 40, 8, 4, 8], 2, 3)!)).toBe(false);
    expect(isApproximate(contingencyTest([20, 3, 20, 20, 4, 20], 2, 3)!)).toBe(true);
  });
});

describe("year by year", () => {
  const year = (year: string, counts: number[]): BiasYear => {
    const test = contingencyTest(counts, 3, 2);
    return { year, n: counts.reduce((a, b) => a + b, 0), test, approximate: test !== null && isApproximate(test) };
  };
  // V = 0.25 and 0.5: twice the differences from the same expected counts.
  const small = year("2012", [60, 40, 50, 50, 40, 60]);
  const large = year("2013", [80, 20, 50, 50, 20, 80]);
  const even = year("2014", [50, 50, 50, 50, 50, 50]);
  const scarce = year("2015", [2, 0, 1, 1, 0, 2]);
  const alone = year("2016", [3, 0, 0, 0, 0, 0]);

  test("the years with a link are counted, with the least and the largest of them", () => {
    // χ² = 4 × 10² / 50 = 8 of 300, V = √(8 / 300) = 0.16; χ² = 4 × 30² / 50 = 72, V = 0.49.
    expect(plain(yearsTestSentence(look(), [small, large, even]))).toBe(
      "The product’s target gender and the user’s gender go together beyond chance (p under 0.05) in 2 of 3 years, with Cramér’s V from 0.16 in 2012 (small) to 0.49 in 2013 (moderate).",
    );
  });

  test("years that tell little are told apart", () => {
    expect(plain(yearsTestSentence(look(), [even, scarce, alone]))).toBe(
      "We cannot tell in any of 2 years whether the product’s target gender and the user’s gender go together: p is 0.05 or more. 1 year is too small to test. 1 year is approximate, with fewer than 5 expected in more than a fifth of the cells.",
    );
    expect(plain(yearsTestSentence(look(), [alone]))).toMatch(
      /^We cannot tell in any year whether .* 1 year is too small to test\.$/,
    );
    expect(yearsTestSentence(look(), [])).toBe("No year is left by the filters.");
  });

  test("as many as chance gives are said to be so", () => {
    const years = [small, ...Array.from({ length: 19 }, () => even)];
    expect(plain(yearsTestSentence(look(), years))).toMatch(/Chance alone would give about 1 such years?\.$/);
  });

  test("the file’s years come with their names; a table of years, or a file without, has none", () => {
    const years = biasYears(look());
    expect(years.map(({ year, n }) => [year, n])).toEqual([
      ["2012", 100],
      ["2013", 100],
      ["2014", 100],
    ]);
    expect(hasYears(look())).toBe(true);
    expect(hasYears(lookAt(["category", "year"]))).toBe(false);
    expect(hasYears(look({ dataset: file({ without: ["year"] }) }))).toBe(false);
  });
});

describe("whether the rating depends on both", () => {
  // Published: F = 62.581, 3.508 and 0.907. η² = F df / (F df + 174,118).
  const published: TwoWay = {
    n: 174_124,
    row: { f: 62.581, degrees: [2, 174_118], p: 6.9e-28, partialEtaSquared: 125.162 / (125.162 + 174_118) },
    column: { f: 3.508, degrees: [1, 174_118], p: 0.061, partialEtaSquared: 3.508 / (3.508 + 174_118) },
    interaction: { f: 0.907, degrees: [2, 174_118], p: 0.404, partialEtaSquared: 1.814 / (1.814 + 174_118) },
  };

  test("sizes come before probabilities, and chance is said to be chance", () => {
    const sentence = plain(meansSentence(withCounts(look(), PUBLISHED, 1_292_954, published)));
    expect(sentence).toMatch(
      /^We cannot tell whether the rating depends on the product’s target gender and the user’s gender together\.\n/,
    );
    expect(sentence).toContain(
      "Their interaction explains 0.001 % of the variance (partial η², a negligible effect); F(2, 174,118) = 0.907, p = 0.40.",
    );
    expect(sentence).toContain(
      "By itself, the product’s target gender explains 0.072 % (negligible, p < 0.001); the user’s gender explains 0.002 % (p = 0.061, which may be chance).",
    );
  });

  test("an interaction beyond chance is called by its size: √0.0625 = 0.25 is small", () => {
    const interaction = { f: 6.4, degrees: [2, 192] as const, p: 0.002, partialEtaSquared: 0.0625 };
    const sentence = plain(meansSentence(withCounts(look(), PUBLISHED, 200_000, { ...published, interaction })));
    expect(sentence).toMatch(/^The rating depends on .* together.\nTheir interaction explains 6\.3 % .*a small effect/);
  });

  test("what cannot be estimated has its reason", () => {
    const none: TwoWay = { n: 0, row: null, column: null, interaction: null };
    const reason = (counts: number[]) => plain(meansSentence(withCounts(look(), counts, 100, none)));
    expect(reason([0, 0, 0, 0, 0, 0])).toContain(": no rating that passes the filters tells both.");
    expect(reason([9, 9, 0, 9, 9, 0])).toContain(": 2 of 6 combinations have no rating.");
    expect(reason([9, 9, 9, 9, 9, 0])).toContain(": 1 of 6 combinations has no rating.");
    expect(reason([1, 1, 1, 1, 1, 1])).toContain(": there are no more ratings than combinations.");
    expect(reason([9, 9, 9, 9, 9, 9])).toContain(": the ratings within each combination are all equal.");
    const { selection, survey } = withCounts(look(), [9, 9, 9, 9, 9, 9], 100, none);
    expect(whyNot(selection.bias!, { ...survey.bias!, rows: [1] })).toBe("there is a single value of one of them");
  });

  test("the lowest and the highest mean are of combinations with enough ratings", () => {
    const base = withCounts(look(), [40, 60, 70, 29, 50, 50], 500, published);
    const mean = Float64Array.of(3.5, 4.25, 4, 1, 4, 4);
    const bias = { ...base.selection.bias!, cells: { ...base.selection.bias!.cells, mean } };
    expect(plain(meansSentence({ ...base, selection: { ...base.selection, bias } }))).toMatch(
      /Means lie between 3\.50 ± 0\.10? \(men’s ratings of products for women\) and 4\.25 ± 0\.10? \(women’s ratings of products for women\)\.$/,
    );
  });
});
