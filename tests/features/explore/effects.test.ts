import { expect, test } from "vitest";
import { effectWord, intervalText, pText } from "../../../src/features/explore/effects";
import { formatNumber } from "../../../src/ui/format";

test.each([
  [0, "negligible"],
  [0.0999, "negligible"],
  [0.1, "small"],
  [-0.299, "small"],
  [0.3, "moderate"],
  [0.5, "strong"],
  [1, "strong"],
])("an effect of %s is %s", (size, word) => {
  expect(effectWord(size)).toBe(word);
});

test.each([
  [1, "p > 0.99"],
  [0.404, "p = 0.40"],
  [0.083, "p = 0.083"],
  [0.0501, "p = 0.05"],
  [0.001, "p = 0.001"],
  [0.00099999, "p < 0.001"],
  [3.2e-5, "p < 0.001"],
  [4.5e-127, "p < 0.001"],
  [1e-301, "p < 0.001"],
  [0, "p < 0.001"],
  [Number.NaN, "p unknown"],
])("a probability of %s is written %s", (p, text) => {
  expect(pText(p).replaceAll("\u00a0", " ")).toBe(text);
});

test("an interval has both ends in the same unit", () => {
  expect(intervalText([0.0031, 0.0094], (end) => formatNumber(end, 1)).replaceAll("\u00a0", " ")).toBe(
    "95 % interval 0.003 to 0.009",
  );
});
