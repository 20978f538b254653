import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { binsOfRange, rangeOfBins } from "../../../src/features/explore/counts/binRange";
import { ActivityCard, DistributionCard, TimeCard } from "../../../src/features/explore/counts/cards";
import { activitySentence, distributionSentence, timeSentence } from "../../../src/features/explore/counts/words";
import { accessibilityFaults, renderUi } from "../../setup/render";
import { file, look } from "./fixtures";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

test("the distribution names the most frequent rating and what the ends hold", () => {
  // Of ten ratings in a row four are 5, three are 4, and one each 3, 2 and 1.
  expect(plain(distributionSentence(look()))).toBe("The most frequent rating is 5 with 40 %; 10 % are 1.");
});

test("of implicit feedback it is said how often a product was chosen", () => {
  const dataset = file({ feedback: "implicit" });
  dataset.rating.fill(3, 0, 100);
  expect(plain(distributionSentence(look({ dataset })))).toBe("Most commonly once (80 %), at most 3 times.");
});

test("the time says from when to when, and which period is the busiest", () => {
  const shown = look({ views: { unit: "year" } });
  expect(plain(timeSentence(shown))).toBe("From 2012 to 2014; no year has more than 167 ratings.");
  const dataset = file();
  dataset.time!.fill(Number.NaN, 0, 3);
  expect(plain(timeSentence(look({ dataset, views: { unit: "year" } })))).toMatch(
    /3 ratings of the file have no known time\.$/,
  );
});

test("the long tail says how many have a single rating, and what the most active have", () => {
  // 300 of 350 users rated once, the others four times; every product has 12 or 13 ratings.
  expect(plain(activitySentence(look(), "users"))).toBe(
    "85.7 % of 350 users rated once; the most active have 4 ratings.\nCounted are the ratings in the whole file.",
  );
  expect(plain(activitySentence(look(), "products"))).toMatch(/^None of 40 products were rated once/);
});

test("a filter that leaves nothing is a sentence in each", () => {
  const nothing = look({ filter: { category: ["Shoes"] } });
  const sentences = [
    distributionSentence(nothing),
    timeSentence(nothing),
    activitySentence(nothing, "users"),
    activitySentence(nothing, "products"),
  ];
  expect(new Set(sentences)).toEqual(new Set(["No rating passes the filters."]));
});

test("a brushed range is the bins that it touches, and back", () => {
  const bins = [
    { low: 1, high: 1 },
    { low: 2, high: 4 },
    { low: 5, high: 9 },
  ];
  expect(binsOfRange(bins, [2, 9])).toEqual([1, 2]);
  expect(binsOfRange(bins, [3, 3])).toEqual([1, 1]);
  expect(binsOfRange(bins, [10, 20])).toBeNull();
  expect(binsOfRange(bins, undefined)).toBeNull();
  expect(rangeOfBins(bins, [0, 1])).toEqual([1, 4]);
  expect(rangeOfBins(bins, null)).toBeUndefined();
});

test("the cards can be operated by keyboard and keep the rules of accessibility", async () => {
  const shown = look();
  const { container } = renderUi(
    <>
      <TimeCard look={shown} width={600} />
      <DistributionCard look={shown} width={400} />
      <ActivityCard look={shown} of="users" width={400} />
    </>,
  );
  expect(screen.getAllByRole("slider").length).toBe(6);
  expect(await accessibilityFaults(container)).toEqual([]);
});
