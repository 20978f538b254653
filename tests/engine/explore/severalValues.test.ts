import { describe, expect, test } from "vitest";
import { emptyCodes, levelsOf } from "../../../src/engine/explore/crossfilter/levels";
import { binned, boxesOf, tally } from "../../../src/engine/explore/crossfilter/tally";
import { Explorer } from "../../../src/engine/explore/explorer";
import { FIRST_VIEWS } from "../../../src/engine/explore/types";
import { datasetOf } from "./fixture";

const CSV = `user,product,rating,category,userGender,time
ann,f1,5,Action|Comedy,Female,0
ann,f2,4,Comedy,Female,31536000
ben,f1,3,Action|Comedy,Male,0
ben,f3,2,Action|Drama,Male,31536000
cid,f4,1,Drama,Female,0
cid,f3,4,Action|Drama,Female,0
cid,f5,3,,Female,0
`;

const LABELS = ["", "Action", "Comedy", "Drama"];

async function explorerOf() {
  const explorer = new Explorer(await datasetOf(CSV));
  return { explorer, survey: explorer.survey({ ...FIRST_VIEWS, boxes: ["category", "userGender"] }) };
}

describe("a product with several values of a segment", () => {
  test("counts in the bar of each, and the ratings are counted once", async () => {
    const { survey } = await explorerOf();
    expect(survey.labels.category).toEqual(LABELS);
    const { n, mean, ratings } = survey.all.segments.category!;
    expect([...n]).toEqual([1, 4, 3, 3]);
    expect([...mean]).toEqual([3, (5 + 3 + 2 + 4) / 4, (5 + 4 + 3) / 3, (2 + 1 + 4) / 3]);
    expect(ratings).toBe(7);
  });

  test("passes a filter by any of them, and by its combination as links of old have it", async () => {
    const { explorer } = await explorerOf();
    expect([...explorer.rows({ category: ["Comedy"] })!]).toEqual([0, 1, 2]);
    expect([...explorer.rows({ category: ["Drama", ""] })!]).toEqual([3, 4, 5, 6]);
    expect([...explorer.rows({ category: ["Action|Drama"] })!]).toEqual([3, 5]);
    const { products, segments } = explorer.explore({ category: ["Comedy"], userGender: ["Male"] });
    expect(products).toBe(1);
    // The chart of categories ignores its own part of the filter: Ben rated an action comedy and an action drama.
    expect([...segments.category!.n]).toEqual([0, 2, 1, 1]);
  });

  test("is in each of its cells beside another segment, which are not tested", async () => {
    const { survey } = await explorerOf();
    const { boxes, bias, all } = survey;
    const name = (role: "category" | "userGender", code: number) => survey.labels[role]![code];
    expect(boxes!.rows.map((code) => name("category", code))).toEqual(["Action", "Comedy", "Drama", ""]);
    expect(boxes!.columns.map((code) => name("userGender", code))).toEqual(["Female", "Male"]);
    expect([...all.boxes!.n]).toEqual([2, 2, 2, 1, 2, 1, 1, 0]);
    expect(all.boxes!.ratings).toBe(7);
    expect([...all.boxes!.median]).toEqual([4.5, 2.5, 4.5, 3, 2.5, 2, 3, Number.NaN]);
    expect(bias!.pair).toEqual(["category", "userGender"]);
    expect([...all.bias!.observed]).toEqual([2, 2, 2, 1, 2, 1]);
    expect(all.bias).toMatchObject({ test: null, byYear: [], anova: { interaction: null }, cells: { ratings: 6 } });
  });
});

test("groups of several are counted alike with a histogram and without one", () => {
  // Codes 0 to 2: in groups 0 and 1, in 1, in none but the last.
  const several = { starts: Int32Array.of(0, 2, 3, 4), of: Int32Array.of(0, 1, 1, 2) };
  const codes = emptyCodes(6, 3);
  codes.set([0, 0, 1, 1, 2, 0]);
  const groups = { codes, size: 3, several };
  const levels = levelsOf(Float32Array.of(1, 5, 3, 3, 2, 4));
  const many = { ...levels, size: 2 ** 20 };
  const rows = Int32Array.of(0, 1, 2, 4, 5);
  for (const of of [levels, many]) {
    const counted = tally(groups, of, rows);
    expect(counted.histogram === null).toBe(of === many);
    expect([...counted.n]).toEqual([3, 4, 1]);
    expect([...counted.sum]).toEqual([10, 13, 2]);
    expect([...counted.squares]).toEqual([1 + 25 + 16, 1 + 25 + 9 + 16, 4]);
    const boxes = boxesOf(groups, of, rows, counted, 2);
    expect([...boxes.median]).toEqual([4, 3.5]);
    expect(boxes.ratings).toBe(4);
    const binOf = Uint16Array.of(0, 0, 1, 1, 1);
    if (of === levels) expect([...binned(groups, of, rows, counted, binOf, 2)]).toEqual([1, 2, 1, 3, 1, 0]);
    else
      expect([
        ...binned(
          groups,
          of,
          rows,
          counted,
          Uint16Array.from({ length: 2 ** 20 }, (_, l) => binOf[l] ?? 0),
          2,
        ),
      ]).toEqual([1, 2, 1, 3, 1, 0]);
  }
});
