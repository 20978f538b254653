import { expect, test } from "vitest";
import { meaningOf, segmentRows, segmentSentence } from "../../../src/screens/explore/segments";
import {
  countLine,
  countsSentence,
  distributionSentence,
  missingSentence,
  timeSentence,
} from "../../../src/screens/explore/sentences";

const plain = (text: string) => text.replaceAll("\u00a0", " ");
/** Users by gender of the marketBias Electronics file (Wan et al., WSDM 2020). */
const genders = [
  { label: "Female", count: 71_043, mean: 4.1 },
  { label: "Male", count: 61_350, mean: 4 },
  { label: "", count: 1_025_240, mean: 4 },
];

test("a gender is answered among the known, with how many are known", () => {
  expect(plain(segmentSentence("userGender", genders, "explicit"))).toBe(
    "11.4 % of ratings say the user’s gender. Of these: Female 53.7 %, Male 46.3 %.",
  );
});

test("a column that says nothing is said to say nothing", () => {
  expect(segmentSentence("brand", [{ label: "", count: 5, mean: 3 }], "explicit")).toBe("No rating says the brand.");
});

test("unknown is a bar of its own, last, and every rating is in some bar", () => {
  const rows = segmentRows(genders, true);
  expect(rows.map(({ label, meaning }) => [label, meaning])).toEqual([
    ["Female", "female"],
    ["Male", "male"],
    ["Unknown", "unknown"],
  ]);
  expect(rows.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
});

test("beyond the ten largest, values are one bar with the mean over all their ratings", () => {
  const brands = Array.from({ length: 12 }, (_, i) => ({ label: `Brand ${i}`, count: 12 - i, mean: i === 10 ? 2 : 5 }));
  const rows = segmentRows(brands, false);
  expect(rows).toHaveLength(11);
  // Two ratings with mean 2 and one with mean 5.
  expect(rows.at(-1)).toMatchObject({ label: "Other (2)", count: 3, mean: 3 });
});

test("a single value left over keeps its name", () => {
  const brands = Array.from({ length: 11 }, (_, i) => ({ label: `Brand ${i}`, count: 11 - i, mean: 5 }));
  expect(segmentRows(brands, false).at(-1)?.label).toBe("Brand 10");
});

test.each([
  ["Female", "female"],
  ["male", "male"],
  ["Female&Male", "both"],
  ["Female & Male", "both"],
  ["Unisex", "both"],
  ["", "unknown"],
  ["Small", "neutral"],
])("the label “%s” means %s", (label, meaning) => {
  expect(meaningOf(label)).toBe(meaning);
});

test("the distribution names its peak and both ends", () => {
  const ratingDistribution = [10, 5, 10, 25, 50].map((count, i) => ({ low: i + 1, high: i + 1, count }));
  const overview = { ratings: 100, ratingDistribution, overTime: null, segments: {} };
  expect(plain(distributionSentence(overview))).toBe("The most frequent rating is 5 with 50 %; 10 % are 1.");
});

test("ratings that are equally frequent share the peak", () => {
  const ratingDistribution = [20, 40, 40].map((count, i) => ({ low: i + 1, high: i + 1, count }));
  const overview = { ratings: 100, ratingDistribution, overTime: null, segments: {} };
  expect(plain(distributionSentence(overview))).toBe(
    "The most frequent ratings are 2 and 3, each with 40 %; 20 % are 1.",
  );
});

test("periods that are equally busy have no busiest among them", () => {
  const periods = ["Jan 2020", "Feb 2020"].map((label, start) => ({ start, label, count: 44, mean: 3 }));
  expect(plain(timeSentence({ unit: "month", periods, unknown: 0 }, "explicit"))).toBe(
    "From Jan 2020 to Feb 2020; no month has more than 44 ratings.",
  );
});

test("ratings that are all equal are said to be", () => {
  const overview = { ratings: 7, ratingDistribution: [{ low: 4, high: 4, count: 7 }], overTime: null, segments: {} };
  expect(plain(distributionSentence(overview))).toBe("All 7 ratings are 4.");
});

test("the time line names its span, its peak and what has no time", () => {
  const periods = [
    { start: 0, label: "1999", count: 3, mean: 4 },
    { start: 1, label: "2000", count: 9, mean: 4 },
    { start: 2, label: "2001", count: 5, mean: 4 },
  ];
  expect(plain(timeSentence({ unit: "year", periods, unknown: 1 }, "explicit"))).toBe(
    "From 1999 to 2001; the busiest year is 2000 with 9 ratings. 1 rating has no known time.",
  );
});

test("the number of ratings behind a chart is said, and of how many", () => {
  expect(plain(countLine("explicit", 41_200))).toBe("n = 41,200 ratings");
  expect(plain(countLine("explicit", 40_000, 41_200))).toBe("n = 40,000 of 41,200 ratings");
});

test("what a file lacks is listed in one sentence", () => {
  expect(missingSentence(["a column with times", "a column with brands"])).toContain(
    "add a column with times and a column with brands,",
  );
});

/** How often a product was chosen, as [lowest count, highest, interactions]. */
function chosen(...bins: [low: number, high: number, count: number][]) {
  const ratingDistribution = bins.map(([low, high, count]) => ({ low, high, count }));
  const ratings = bins.reduce((sum, [, , count]) => sum + count, 0);
  return { ratings, ratingDistribution, overTime: null, segments: {} };
}

test.each([
  ["Most commonly once (80 %), at most 12 times.", chosen([1, 1, 80], [2, 2, 15], [12, 12, 5])],
  ["Most commonly once and 2 times (40 % each), at most 5 times.", chosen([1, 1, 40], [2, 2, 40], [5, 5, 20])],
  ["Most commonly 2–3 times (60 %), at most 1,200 times.", chosen([1, 1, 30], [2, 3, 60], [4, 1_200, 10])],
])("%s", (sentence, overview) => {
  expect(plain(countsSentence(overview))).toBe(sentence);
});

test("implicit feedback is spoken of as interactions", () => {
  const periods = [{ start: 0, label: "2020", count: 9, mean: 1 }];
  expect(plain(timeSentence({ unit: "year", periods, unknown: 2 }, "implicit"))).toBe(
    "All are from 2020; the busiest year is 2020 with 9 interactions. 2 interactions have no known time.",
  );
  expect(timeSentence({ unit: "year", periods: [], unknown: 2 }, "implicit")).toBe("No interaction has a known time.");
  expect(plain(segmentSentence("userGender", genders, "implicit"))).toMatch(/^11.4 % of interactions say the user’s/);
  const known = [{ label: "Sonora", count: 5, mean: 1 }];
  expect(segmentSentence("brand", known, "implicit")).toMatch(/^Every interaction says the brand/);
  expect(plain(countLine("implicit", 40_000, 41_200))).toBe("n = 40,000 of 41,200 interactions");
});
