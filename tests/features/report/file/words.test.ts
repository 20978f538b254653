import { describe, expect, it } from "vitest";
import { aboutExample, rangeSentence, whySentences } from "../../../../src/features/report/file/exampleWords";
import { glossaryOf } from "../../../../src/features/report/file/glossary";
import { cannotTell, dataLine, summaryPoints } from "../../../../src/features/report/file/summaryWords";
import { datasetSummary } from "../../../setup/reading";
import { finishedRun, runResult } from "../../fixtures";
import { example, listOf, material, reasonsFor, recommended } from "./material";

const summary = datasetSummary();
const implicit = datasetSummary({ feedback: "implicit" });
const terms = (text: string) => glossaryOf(text).map(({ term }) => term);

describe("the glossary", () => {
  it("explains every term that a text uses, and no other", () => {
    expect(terms("RMSE 1.0, 95\u00a0% interval 0.9 to 1.1, χ² = 3, Cramér’s V 0.2, partial η² 0.01")).toEqual([
      "95 % interval",
      "Cramér’s V",
      "η², ω²",
      "RMSE",
      "χ² (chi-squared)",
    ]);
    expect(terms("NDCG@10 of new users against popularity, a baseline")).toEqual([
      "Baseline",
      "Known, new user",
      "NDCG@10",
      "Popularity",
    ]);
    expect(terms("Nothing that needs a word.")).toEqual([]);
  });
});

describe("why a product is in a list", () => {
  it("is told by what raises and lowers its score most, and by what pulls", () => {
    expect(whySentences(reasonsFor("p2"), summary)).toEqual([
      "Raised by this product’s own level (+0.42); lowered by how the two fit each other (−0.12).",
      "Pulls most of what they rated: Desk lamp (rated 5), +0.08\u00a0stars.",
    ]);
  });

  it("is not told by the mean, which is all products’, nor by what is next to nothing", () => {
    const nothing = { ...reasonsFor("p2"), terms: [{ name: "mean" as const, value: 3 }], pulls: [] };
    expect(whySentences(nothing, summary)).toEqual([]);
  });

  it("of a model that only ranks is its fit beside its popularity, whose log is below 0 for all", () => {
    const ranking = (interaction: number) => ({
      ...reasonsFor("p2"),
      kind: "ranking" as const,
      predicted: null,
      terms: [
        { name: "interaction" as const, value: interaction },
        { name: "product" as const, value: -4.2 },
      ],
      pulls: [{ product: "p1", title: "Desk lamp", rating: 1, change: 0.31 }],
    });
    expect(whySentences(ranking(0.5), implicit)).toEqual([
      "Raised by how it fits what they chose (+0.50), beside its popularity.",
      "Pulls most of what they chose: Desk lamp, +0.31.",
    ]);
    const noise = [{ product: "p1", title: "", rating: 1, change: -0.001 }];
    expect(whySentences({ ...ranking(0), pulls: noise }, implicit)).toEqual(["By its popularity alone."]);
  });

  it("begins with what of the history speaks for its being taken, where lists are ordered by that", () => {
    const interest = {
      interest: 0.1,
      popularity: 0.001,
      liked: 0.9,
      products: 12,
      contributions: [
        { product: "p1", title: "Desk lamp", value: 0.12 },
        { product: "p4", title: "", value: -0.05 },
        { product: "p5", title: "", value: 0.03 },
      ],
    };
    const told = "Because of Desk lamp (+0.120) and p5 (+0.030), of 12\u00a0products they ";
    expect(whySentences({ ...reasonsFor("p2"), interest }, summary)[0]).toBe(`${told}rated.`);
    const alone = { ...reasonsFor("p2"), kind: "ranking" as const, predicted: null };
    expect(whySentences({ ...alone, interest: { ...interest, liked: null } }, implicit)).toEqual([`${told}chose.`]);
    const none = { ...interest, contributions: [], products: 0 };
    expect(whySentences({ ...alone, interest: none }, implicit)).toEqual(["By its popularity alone."]);
  });
});

describe("an example", () => {
  it("says how much is known of the customer, and how much of the list is everybody’s", () => {
    expect(aboutExample(example("u1"), summary)).toBe(
      "1\u00a0rating. Known: the model has learnt from this customer's ratings. 1 of the 2 is among the 2 most popular products.",
    );
    const own = { ...listOf([recommended("p2", 4), recommended("p3", 4)]), overlap: 0 };
    expect(aboutExample(example(null, { list: own }), summary)).toBe(
      "Nothing of them is known: everybody new gets this list. None of the 2 are among the 2 most popular products.",
    );
  });

  it("says so where the whole list is everybody’s", () => {
    const all = { ...listOf([recommended("p2", 4), recommended("p3", 4)]), overlap: 2 };
    expect(aboutExample(example(null, { list: all }), implicit)).toMatch(
      /All 2 are among the 2 most popular products\.$/,
    );
  });

  it("has its ranges explained only where there are any", () => {
    expect(rangeSentence(material())).toMatch(/^Under each predicted rating stands its 80.% range\. /);
    const without = listOf([{ ...recommended("p2", 4), interval: null }]);
    expect(rangeSentence(material({ examples: [example("u1", { list: without, reasons: [] })] }))).toBe("");
  });
});

describe("the summary", () => {
  it("names the file’s size and span", () => {
    const timeSpan: [number, number] = [Date.UTC(1999, 5, 13) / 1000, Date.UTC(2018, 8, 30) / 1000];
    expect(dataLine(datasetSummary({ timeSpan }))).toBe(
      "1,000\u00a0ratings of 50\u00a0products by 200\u00a0users, 13\u00a0Jun 1999 to 30\u00a0Sep 2018",
    );
    expect(dataLine(datasetSummary({ feedback: "implicit", timeSpan: null }))).toBe(
      "1,000\u00a0interactions with 50\u00a0products by 200\u00a0users",
    );
  });

  it("says of a model that is worse that simple arithmetic does better", () => {
    const result = runResult();
    const comparison = { ...result.comparison!, outcome: "worse" as const, difference: 0.04 };
    const run = { ...finishedRun(), result: { ...result, comparison, verdict: "worse" as const } };
    const [first] = summaryPoints(material({ run }));
    expect(first?.head).toBe("The model does not beat simple arithmetic");
    expect(first?.text).toContain("Simple arithmetic predicts these ratings better.");
  });

  it("says what cannot be told: of the comparison, of a sale, of the data", () => {
    const result = { ...runResult(), comparison: null, verdict: null };
    const [comparison, sale, ...data] = cannotTell(material({ run: { ...finishedRun(), result } }));
    expect(comparison).toBe("Whether the model is any better than simple arithmetic.");
    expect(sale).toMatch(/^Whether anybody would buy more/);
    expect(data.at(-1)).toContain("Small differences between models");
  });
});
