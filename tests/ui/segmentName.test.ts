import { expect, test } from "vitest";
import { groupPhrase, segmentName, segmentWord } from "../../src/ui/segmentName";

const named = (name: string | null) => ({ segments: { userGroup: { name, values: 3, known: 1 } } });

test.each([
  ["age_group", "Age group", "age group"],
  ["Age-Group", "Age Group", "age group"],
  ["  price__band ", "Price band", "price band"],
  ["SKU", "SKU", "SKU"],
  ["größe", "Größe", "größe"],
  ["_", "User segment", "user segment"],
])("a segment's column %j is called %s, %s within a sentence", (name, heading, word) => {
  expect(segmentName("userGroup", named(name))).toBe(heading);
  expect(segmentWord("userGroup", named(name))).toBe(word);
});

test("a segment without a name is said to be one of the product or the user", () => {
  expect([segmentName("userGroup", named(null)), segmentName("userGroup", null)]).toEqual([
    "User segment",
    "User segment",
  ]);
  expect(segmentName("productGroup", named("age"))).toBe("Product segment");
  expect(groupPhrase("productGroup", null)).toBe("the product’s segment");
  expect(groupPhrase("userGroup", named("age_group"))).toBe("the user’s age group");
});

test("a name that would take a line of its own is cut", () => {
  expect(segmentName("userGroup", named("which_of_these_regions_do_you_live_in"))).toBe(
    "Which of these regions do you…",
  );
});

test("category, brand, genders and year have one name whatever the file calls them", () => {
  const summary = { segments: { category: { name: "dept", values: 3, known: 1 } } };
  expect(
    (["category", "brand", "productGender", "userGender", "year"] as const).map((role) => segmentName(role, summary)),
  ).toEqual(["Category", "Brand", "Target gender", "User’s gender", "Year"]);
});
