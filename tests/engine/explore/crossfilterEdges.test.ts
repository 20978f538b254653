import { describe, expect, test } from "vitest";
import { Explorer } from "../../../src/engine/explore/explorer";
import { FIRST_VIEWS, type Filter, type Selection } from "../../../src/engine/explore/types";
import { datasetOf } from "./fixture";

const CSV = `user,product,rating,time,category,userGender
ann,lamp,5,0,lamps,Female
ben,lamp,3,31536000,lamps,Male
ann,desk,4,,desks,Female
cid,vase,2,31536000,,
`;

async function explorerOf(csv: string): Promise<Explorer> {
  return new Explorer(await datasetOf(csv));
}

/** Every number of a Selection that is no figure of a group: those are NaN where a group is empty. */
function figuresOutsideGroups({ segments, periods, years, boxes, bias, ...rest }: Selection): number[] {
  const numbers: number[] = [];
  JSON.stringify({ rest, test: bias?.test, byYear: bias?.byYear, anova: bias?.anova }, (_, value) => {
    if (typeof value === "number") numbers.push(value);
    return ArrayBuffer.isView(value) ? [...(value as Float64Array)] : value;
  });
  return numbers;
}

const NOTHING: Filter = { category: ["no such category"], userGender: ["no such gender"] };

describe("where nothing passes", () => {
  test.each([
    ["an unknown label", { category: ["no such category"] }],
    ["no value at all", { category: [] }],
    ["ratings that nobody gave", { rating: [3.5, 3.9] }],
    ["days without a rating", { time: [1, 364] }],
    ["a range that is turned", { rating: [5, 1] }],
    ["users of more ratings than anyone has", { userActivity: [3, 9] }],
    ["parts that nothing has together", { category: ["desks"], userGender: ["Male"] }],
  ] as [string, Filter][])("%s leaves nothing", async (_, filter) => {
    const explorer = await explorerOf(CSV);
    expect([...explorer.rows(filter)!]).toEqual([]);
    expect(explorer.explore(filter)).toMatchObject({ ratings: 0, users: 0, products: 0 });
    const { users, products } = explorer.members(filter);
    expect([...users, ...products]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test("groups are empty and without a mean, tests and ends of intervals are null, and no count is NaN", async () => {
    const explorer = await explorerOf(CSV);
    explorer.survey(FIRST_VIEWS);
    explorer.setPredictions({ only: {}, places: Int32Array.of(0, 1), predicted: Float32Array.of(4, 4) });
    const found = explorer.explore({ ...NOTHING, rating: [9, 9], time: [9, 9] });
    expect([...found.segments.category!.n]).toEqual([0, 0, 0]);
    expect([...found.segments.category!.mean, ...found.segments.category!.margin].every(Number.isNaN)).toBe(true);
    expect([...found.boxes!.n].every((n) => n === 0)).toBe(true);
    expect([...found.boxes!.low, ...found.boxes!.median, ...found.boxes!.high].every(Number.isNaN)).toBe(true);
    expect([...found.boxes!.shares].every((n) => n === 0)).toBe(true);
    expect(found.errors).toMatchObject({ n: 0, rmse: null, interval: null });
    expect(found.balance.userGender).toEqual({ known: 0, equal: null, largest: null, lead: null });
    expect(found.bias).toMatchObject({ test: null, byYear: [] });
    expect(figuresOutsideGroups(found).filter(Number.isNaN)).toEqual([]);
  });

  test("what a chart shows itself stays in sight", async () => {
    const { ratings, segments, distribution } = (await explorerOf(CSV)).explore({ category: ["no such category"] });
    expect(ratings).toBe(0);
    expect([...segments.category!.n]).toEqual([1, 2, 1]);
    expect([...segments.userGender!.n]).toEqual([0, 0, 0]);
    expect([...distribution]).toEqual([0, 0, 0, 0]);
  });
});

describe("a group of one rating", () => {
  test("has a mean and a box without height, but no interval", async () => {
    const explorer = await explorerOf(CSV);
    const survey = explorer.survey({ ...FIRST_VIEWS, boxes: ["category", "userGender"] });
    const desks = survey.labels.category!.indexOf("desks");
    expect(survey.all.segments.category!.mean[desks]).toBe(4);
    expect(survey.all.segments.category!.margin[desks]).toBeNaN();
    const boxes = survey.all.boxes!;
    const { rows, columns } = survey.boxes!;
    const cell = rows.indexOf(desks) * columns.length + columns.indexOf(survey.labels.userGender!.indexOf("Female"));
    for (const name of ["low", "q1", "median", "q3", "high", "mean"] as const) expect(boxes[name][cell]).toBe(4);
    expect(boxes.margin[cell]).toBeNaN();
  });
});

describe("a file of user, product and rating alone", () => {
  const PLAIN = "user,product,rating\nann,lamp,5\nben,lamp,3\nann,desk,4\n";

  test("has ratings and activity, and nothing that it says nothing of", async () => {
    const survey = (await explorerOf(PLAIN)).survey(FIRST_VIEWS);
    expect(survey).toMatchObject({ labels: {}, periods: null, untimed: 0, boxes: null, bias: null, errorBins: [] });
    expect(survey.all).toMatchObject({
      ratings: 3,
      users: 2,
      products: 2,
      segments: {},
      balance: {},
      periods: null,
      years: null,
      boxes: null,
      bias: null,
      errors: null,
    });
    expect([...survey.all.distribution]).toEqual([1, 1, 1]);
    expect([...survey.all.userActivity]).toEqual([1, 1]);
  });

  test.each([
    ["a segment", { category: ["lamps"], userGender: [] }],
    ["years", { year: ["2010"] }],
    ["times", { time: [0, 1] }],
    ["errors", { error: [0, 1] }],
  ] as [string, Filter][])("a filter by %s holds nobody back", async (_, filter) => {
    const explorer = await explorerOf(PLAIN);
    expect(explorer.explore(filter)).toMatchObject({ ratings: 3, users: 2, products: 2 });
    expect([...explorer.explore({ ...filter, rating: [4, 5] }).userActivity]).toEqual([0, 1]);
    expect([...(explorer.rows(filter) ?? [0, 1, 2])]).toEqual([0, 1, 2]);
  });
});

describe("a file of choices without ratings", () => {
  const CHOICES = `user,product,count,time,category,userGender
ann,lamp,5,0,lamps,Female
ben,lamp,1,31536000,lamps,Male
ann,desk,1,63072000,desks,Female
ben,desk,2,63072000,desks,Male
`;

  test("has no means to compare: no boxes, no ANOVA, and no finding about ratings", async () => {
    const survey = (await explorerOf(CHOICES)).survey({ ...FIRST_VIEWS, boxes: ["category", "userGender"] });
    expect(survey).toMatchObject({ feedback: "implicit", boxes: null, all: { boxes: null, years: null } });
    expect(survey.all.bias).toMatchObject({ anova: null });
    expect([...survey.all.bias!.observed]).toEqual([1, 1, 1, 1]);
    expect(survey.findings.filter(({ kind }) => kind === "means" || kind === "peak")).toEqual([]);
  });
});

test("unknown is a value to filter by: the empty text", async () => {
  const explorer = await explorerOf(CSV);
  expect([...explorer.rows({ category: [""] })!]).toEqual([3]);
  expect([...explorer.rows({ year: [""] })!]).toEqual([2]);
});

test("years are not known of times in a single one, which are still looked at over time", async () => {
  const survey = (await explorerOf(CSV.replaceAll("31536000", "86400"))).survey(FIRST_VIEWS);
  expect(survey.labels.year).toBeUndefined();
  expect(survey.all.years).toBeNull();
  expect(survey).toMatchObject({ untimed: 1, periods: { unit: "day", labels: ["1 Jan 1970", "2 Jan 1970"] } });
});

test("no time that can be read is no time at all", async () => {
  const blank = CSV.replaceAll("31536000", "").replaceAll(",0,", ",,");
  const survey = (await explorerOf(blank)).survey(FIRST_VIEWS);
  expect(survey).toMatchObject({ periods: null, all: { periods: null, years: null } });
  expect((await explorerOf(blank)).explore({ time: [0, 9] }).ratings).toBe(0);
});

test("a value that only merged records had is none that others are compared with", async () => {
  const csv = "user,product,rating,userGender\nann,lamp,1,X\nann,lamp,2,Female\nben,desk,3,Male\ncid,desk,3,Male\n";
  const explorer = new Explorer(await datasetOf(csv, { duplicates: "last" }));
  const { labels, all } = explorer.survey(FIRST_VIEWS);
  expect(labels.userGender).toEqual(["", "X", "Female", "Male"]);
  // χ² of 1 and 2 against 1.5 each.
  expect(all.balance.userGender).toMatchObject({ known: 3, equal: { degrees: 1, chiSquare: 1 / 3 }, largest: [3, 2] });
  // One that a filter leaves nothing of is compared with.
  expect(explorer.explore({ rating: [3, 3] }).balance.userGender).toMatchObject({
    equal: { degrees: 1, chiSquare: 2 },
  });
});
