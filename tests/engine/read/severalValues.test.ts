import { describe, expect, it } from "vitest";
import { guessSeparator } from "../../../src/engine/read/guess/separators";
import { readRatings } from "../../../src/engine/read/reading/read";
import { cellParts, codesWith, readableText, singleValues } from "../../../src/engine/read/severalValues";
import { summarize } from "../../../src/engine/read/summary";
import type { ReadOptions } from "../../../src/engine/read/types";
import { packTexts } from "../../../src/engine/read/vocabulary";
import { file, fixture, ratingsOf, read } from "./reading";

const films = (...genres: string[]) =>
  `user,item,rating,genres\n${genres.flatMap((text, i) => [`a,f${i},4,"${text}"`, `b,f${i},${(i % 5) + 1},"${text}"`]).join("\n")}\n`;

async function categoryOf(csv: string, options: ReadOptions = {}) {
  const { dataset, report } = await read(csv, options);
  const asked = report.questions!.filter(({ id }) => id.startsWith("separators."));
  return { ...summarize(dataset).segments.category, vocabulary: dataset.segments.category!.vocabulary, asked };
}

describe("what stands between several values in a cell", () => {
  it.each([
    ["a bar", ["Action|Comedy", "Comedy", "Action|Drama", "Drama"], "|"],
    ["a bar in the one combination that there is", ["Adventure|Animation|Children"], "|"],
    // Each of four values is in three cells or more, and all come again.
    ["a semicolon", ["a; b", "a; c", "b; c; d", "a; d", "b", "c; d; a"], ";"],
    ["a comma within quotes", ["a, b", "a, c", "b, c, d", "a, d", "b", "c, d, a"], ","],
    ["a stroke between blanks", ["a / b", "a / c", "b / c / d", "a / d", "b", "c / d / a"], " / "],
    [
      "a list as Python prints it",
      ["['a', 'b']", "['a', 'c']", "['b', 'c', 'd']", "['a', 'd']", "['b']", "['c', 'd', 'a']"],
      ",",
    ],
  ])("is %s", (_, texts, separator) => {
    expect(guessSeparator(texts, "genres")).toMatchObject({ separator, isSure: true });
  });

  it.each([
    ["titles", ["Toys; Games", "Books; Magazines", "Home; Garden", "Garden", "Tools"]],
    ["brands with their legal form", ["AT&T, Inc.", "Apple, Inc.", "Sony, Inc.", "Bosch", "Philips"]],
    [
      "places in a fixed order",
      ["Lyon, France", "Paris, France", "Nice, France", "Rome, Italy", "Nice, Italy", "Paris, Italy"],
    ],
    ["sizes with a decimal comma", ["38", "38,5", "39", "39,5", "40", "40,5", "41", "41,5"]],
    ["plain values", ["Headphones", "Cameras"]],
  ])("does not stand in %s", (_, texts) => {
    expect(guessSeparator(texts, "brand")).toBeNull();
  });

  it("is asked about, and one value meanwhile, where values come again in few cells", () => {
    // All six parts come again, but five values are in eight cells: 1.6 each.
    const texts = ["a; b", "b; c; a", "c", "d; e", "d"].map((text) => text.replace("e", "c"));
    expect(guessSeparator(texts, "tags")).toMatchObject({ separator: "", possible: ";", isSure: false });
  });

  it("is a blank where the header says that a column holds words", () => {
    expect(guessSeparator(["Drama Comedy"], "class:token_seq")).toMatchObject({ separator: " ", isSure: true });
  });
});

describe("a column with several values in a cell", () => {
  it("counts single values, and says how it was read without asking", async () => {
    const { values, known, separator, asked } = await categoryOf(films("Action|Comedy", "Comedy", "Action|Drama", ""));
    expect({ values, known, separator }).toEqual({ values: 3, known: 0.75, separator: "|" });
    expect(asked).toMatchObject([
      {
        question: "Is “Action|Comedy” in genres one value, or several?",
        answers: [{ label: "Several values, split at |" }, { label: "One value in a cell" }],
        default: 0,
      },
    ]);
    expect(asked[0].because).toMatch(/% of the values between \| come again in other cells/);
  });

  it("is one of combinations where a person says so, and split where it was not", async () => {
    const whole = await categoryOf(films("Action|Comedy", "Comedy"), { separators: { category: "" } });
    expect(whole).toMatchObject({ values: 2, asked: [{ default: 1 }] });
    expect(whole.separator).toBeUndefined();
    const split = await categoryOf(films("a; b", "b; c; a", "c", "d; c", "d"), { separators: { category: ";" } });
    expect(split).toMatchObject({ values: 4, separator: ";", asked: [{ default: 1 }] });
  });

  it("is found in details of products too", async () => {
    const names = ["ml-latest-ratings.csv", "ml-latest-movies.csv"];
    const { dataset } = await readRatings(await Promise.all(names.map(fixture)));
    expect(dataset.segments.category!.vocabulary.separator).toBe("|");
  });

  it("can stand in columns of 0 and 1, one for each: MovieLens 100k's films, and named ones", async () => {
    const flags = (...set: number[]) => Array.from({ length: 19 }, (_, kind) => (set.includes(kind) ? 1 : 0)).join("|");
    const item = (id: number, kinds: string) =>
      `${id}|Film ${id} (1990)|01-Jan-1990||http://example.org/${id}|${kinds}`;
    const unnamed = [item(1, flags(1, 5)), item(2, flags(18)), item(3, flags(0)), item(4, flags(5, 8))].join("\n");
    const named = `movieId,title,Action,Comedy,Drama,War,Western\n${["1,A b,1,1,0,0,0", "2,C d,0,0,0,0,1", "3,E f,0,0,0,0,0", "4,G h,0,1,1,0,0"].join("\n")}`;
    for (const details of [unnamed, named]) {
      const ratings = "user\titem\trating\n1\t1\t4\n2\t2\t3\n3\t3\t5\n4\t4\t1\n1\t4\t2\n";
      const { dataset, report } = await readRatings([file(ratings), file(details, [], "films.txt")]);
      expect(ratingsOf(dataset).map(({ category }) => category)).toEqual([
        "Action|Comedy",
        "Western",
        "",
        "Comedy|Drama",
        "Comedy|Drama",
      ]);
      expect(summarize(dataset).segments.category).toEqual({ name: null, values: 4, known: 0.8, separator: "|" });
      expect(report.details).toMatchObject([{ products: 4, matched: 4 }]);
      expect(report.details[0].roles.filter((role) => role === "category")).toHaveLength(1);
    }
  });

  it("never divides genders: a product for both has one of its own", async () => {
    const { dataset } = await read("user,item,rating,model_attr\na,x,1,Female|Male\na,y,2,Female\nb,x,3,Male\n");
    expect(dataset.segments.productGender!.vocabulary.separator).toBeUndefined();
  });
});

describe("the single values of a vocabulary", () => {
  const vocabulary = { ...packTexts(["", "Action|Comedy", " comedy | Drama|Drama", "|"]), separator: "|" };

  it("are each once in a cell, in the first spelling; of nothing between separators the unknown", () => {
    const { labels, starts, of } = singleValues(vocabulary)!;
    expect(labels).toEqual(["", "Action", "Comedy", "Drama"]);
    expect([...starts]).toEqual([0, 1, 3, 5, 6]);
    expect([...of]).toEqual([0, 1, 2, 2, 3, 0]);
    expect(singleValues(packTexts(["", "Action|Comedy"]))).toBeNull();
  });

  it("are looked for in every cell, and whole cells under their own text", () => {
    expect([...codesWith(vocabulary, ["Comedy"])]).toEqual([0, 1, 1, 0]);
    expect([...codesWith(vocabulary, ["Drama", "Action|Comedy"])]).toEqual([0, 1, 1, 0]);
    expect([...codesWith(vocabulary, ["Action", "no such value"])]).toEqual([0, 1, 0, 0]);
  });

  it("are read with commas between", () => {
    expect(readableText(vocabulary, 2)).toBe("Comedy, Drama");
    expect(readableText(vocabulary, 0)).toBe("");
    expect(cellParts("38,5, 39", ",")).toEqual(["38,5", "39"]);
  });
});
