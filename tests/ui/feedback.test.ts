import { expect, test } from "vitest";
import { nounOf, timesWords, verbOf } from "../../src/ui/feedback";

test("who rates gives ratings; who buys, clicks or plays has interactions", () => {
  expect([nounOf("explicit").one, nounOf("explicit").many, verbOf("explicit")]).toEqual(["rating", "ratings", "rated"]);
  expect([nounOf("implicit").one, nounOf("implicit").many, verbOf("implicit")]).toEqual([
    "interaction",
    "interactions",
    "chose",
  ]);
});

test.each([
  [1, "once"],
  [3, "3 times"],
  [12_345, "12,345 times"],
  [2.5, "2.5 times"],
])("a count of %d is said as “%s”", (count, words) => {
  expect(timesWords(count).replace("\u00a0", " ")).toBe(words);
});
