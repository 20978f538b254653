import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { packTexts } from "../../../src/engine/read/vocabulary";
import { biasSentence } from "../../../src/features/explore/bias/words";
import { SegmentCard } from "../../../src/features/explore/segment/SegmentCard";
import { segmentRows, shownValues, sureMargin } from "../../../src/features/explore/segment/values";
import { meanText, segmentSentence } from "../../../src/features/explore/segment/words";
import { accessibilityFaults, renderUi } from "../../setup/render";
import { file, look, lookAt } from "./fixtures";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

test("the sentence on the user's gender says which leads, by how much, how large that is, and how many are unknown", () => {
  // 140 ratings of women, 160 of men: (160 − 140) / 300 = 6.67 points, V = √(1.3333 / 300) = 0.0667, z = 20 / √300.
  const sentence = plain(segmentSentence(look(), "userGender"));
  expect(sentence).toContain("We cannot tell men and women apart: 160 against 140 ratings");
  expect(sentence).toContain("A difference of 6.7 points of the known (95 % interval −4.6 to 18)");
  expect(sentence).toContain("Cramér’s V against equal shares 0.067, negligible; p = 0.25");
  expect(sentence).toContain("200 ratings (40 %) are of unknown gender.");
});

test("a lead that chance does not explain is called one", () => {
  // Target genders: Male 200, Female 200, both 100: the first two are even, the third is not named.
  expect(plain(segmentSentence(look(), "productGender"))).toContain(
    "We cannot tell products for women and products for men apart: 200 against 200 ratings.\nA difference of 0 points",
  );
  const women = look({ filter: { userGender: ["Male"] } });
  expect(plain(segmentSentence(women, "productGender"))).toContain("70 against 50 ratings");
});

test("where most are unknown, what is known is not said to speak for all", () => {
  const dataset = file();
  dataset.segments.userGender!.codes.fill(0, 140);
  expect(plain(segmentSentence(look({ dataset }), "userGender"))).toContain(
    "are of unknown gender: those known may not speak for the rest.",
  );
});

test("other segments are told by their largest shares and by the ends of their means", () => {
  const sentence = plain(segmentSentence(look(), "category"));
  expect(sentence).toMatch(
    /^Every rating says the category\. Of these: Headphones 40 %, Cameras 40 %, Wearables 20 %\./,
  );
  // Headphones: 5 4 5 3; Cameras: 1 5 4 2; Wearables: 5 4.
  expect(sentence).toMatch(/Rated highest: Wearables with 4\.50 ± 0\.10; lowest: Cameras with 3\.00 ± 0\.2/);
  expect(plain(segmentSentence(look(), "brand"))).toMatch(/^50 % of ratings say the brand\./);
});

test("shares of a product with several values are of ratings, which count in each", () => {
  const dataset = file();
  const { codes } = dataset.segments.category!;
  const vocabulary = { ...packTexts(["", "Headphones", "Headphones|Cameras", "Wearables"]), separator: "|" };
  dataset.segments.category = { codes, vocabulary };
  const shown = look({ dataset, views: { boxes: ["category", "userGender"] } });
  // Headphones: 5 4 5 3 1 5 4 2 in 8 of 10 ratings, 3.625 on average; Wearables 5 4.
  expect(plain(segmentSentence(shown, "category"))).toMatch(
    /^Every rating says the category\. Of these: Headphones 80 %, Cameras 40 %, Wearables 20 %\. A product counts in each of its categories\. Shares add up to more than 100 %\.\nRated highest: Wearables with 4\.50 .*; lowest: Cameras with 3\.00/,
  );
  const { survey, selection } = lookAt(["category", "userGender"], { dataset });
  const { ratings, n } = selection.bias!.cells;
  // The gender is known in 300 ratings, 120 of which are of both headphones and cameras.
  expect([survey.bias!.rows.length, ratings, n.reduce((sum, count) => sum + count, 0)]).toEqual([3, 300, 420]);
  expect(plain(biasSentence(lookAt(["category", "userGender"], { dataset })))).toBe(
    "Not tested: a rating can be in several cells. A product counts in each of its categories. Both are known in 300 of 500 ratings (60 %).",
  );
});

test("a filter that leaves nothing is a sentence", () => {
  const nothing = look({ filter: { rating: [4.2, 4.8] } });
  for (const role of ["userGender", "category", "brand"] as const) {
    expect(segmentSentence(nothing, role)).toBe("No rating passes the filters.");
  }
});

test("a mean is written with half of its interval, without one where there is none", () => {
  expect(meanText({ mean: 4.256, margin: 0.1 })).toBe("4.26 ± 0.10");
  expect(meanText({ mean: 4.256, margin: 0.0012 })).toBe("4.26 ± 0.001");
  expect(meanText({ mean: 5, margin: null })).toBe("5.00");
  expect(meanText({ mean: null, margin: null })).toBe("–");
});

test("an interval from very few ratings, or of equal ones alone, is not drawn", () => {
  const figures = { n: Uint32Array.of(4, 5, 9), margin: Float64Array.of(12.7, 0.3, 0) };
  expect([0, 1, 2].map((at) => sureMargin(figures, at))).toEqual([null, 0.3, null]);
});

test("the largest values are shown, then the rest as one, unknown last; what is chosen is always shown", () => {
  const rows = segmentRows(look({ dataset: file({ brands: 30 }) }), "brand");
  expect(rows).toHaveLength(31);
  expect(rows.at(-1)).toMatchObject({ value: "", name: "Unknown", all: 250 });
  const { rows: shown, others } = shownValues(rows, ["Brand 29"], "", 10);
  expect(shown).toHaveLength(12);
  expect(shown.map(({ value }) => value)).toContain("Brand 29");
  expect(others?.count).toBe(19);
  expect(shown.reduce((sum, { all }) => sum + all, 0) + others!.all).toBe(500);
  expect(shownValues(rows, [], "brand 7", 10).rows.map(({ name }) => name)).toEqual(["Brand 7", "Unknown"]);
});

test("a single value left over is shown rather than called other", () => {
  const rows = segmentRows(look({ dataset: file({ brands: 11 }) }), "brand");
  expect(shownValues(rows, [], "", 10)).toMatchObject({ others: null });
});

test("a bar pressed puts its value into the filter; the numbers are there as a table", async () => {
  const shown = look({ filter: { category: ["Cameras"] } });
  const { container } = renderUi(<SegmentCard look={shown} by="category" width={600} />);
  await userEvent.click(screen.getByRole("checkbox", { name: /^Wearables/ }));
  expect(shown.toggle).toHaveBeenCalledWith("category", "Wearables");
  expect(screen.getByRole("checkbox", { name: /^Cameras/ }).getAttribute("aria-checked")).toBe("true");
  expect(await accessibilityFaults(container)).toEqual([]);
  await userEvent.click(screen.getByRole("radio", { name: "Table" }));
  expect(plain(screen.getByRole("table").textContent)).toContain("Headphones20040 %200");
});

test("one of many brands is found by its name", async () => {
  renderUi(<SegmentCard look={look({ dataset: file({ brands: 30 }) })} by="brand" width={600} />);
  await userEvent.type(screen.getByRole("textbox", { name: "Find a brand" }), "brand 22");
  expect(screen.getAllByRole("checkbox").map((bar) => bar.getAttribute("aria-label")?.split(":")[0])).toEqual([
    "Brand 22",
    "Unknown",
    "29 others",
  ]);
});
