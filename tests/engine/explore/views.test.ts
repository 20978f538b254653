import { expect, test } from "vitest";
import type { SideRole } from "../../../src/domain/roles";
import { FIRST_VIEWS } from "../../../src/engine/explore/types";
import { resolveViews } from "../../../src/engine/explore/views";

function has(...roles: SideRole[]) {
  return (role: SideRole) => roles.includes(role);
}

test.each([
  ["nothing", [], null, null],
  ["one segment", ["category"], null, null],
  ["years alone", ["year"], null, null],
  // Electronics and ModCloth, as Wan et al. published them.
  [
    "what Electronics has",
    ["category", "brand", "userGender", "productGender", "year"],
    ["category", "userGender"],
    ["productGender", "userGender"],
  ],
  [
    "what ModCloth has",
    ["category", "brand", "userGroup", "productGroup", "year"],
    ["category", "userGroup"],
    ["productGroup", "userGroup"],
  ],
  ["a category and years", ["category", "year"], ["category", "year"], ["category", "year"]],
  ["genders of products and brands", ["productGender", "brand"], ["brand", "productGender"], null],
  ["two segments of users", ["userGender", "userGroup"], ["userGroup", "userGender"], null],
] as const)("of a file with %s, the most telling pairs are looked at first", (_, roles, boxes, bias) => {
  expect(resolveViews(FIRST_VIEWS, has(...roles))).toEqual({ boxes, bias });
});

test("the pairs that a person chose are looked at, either way round", () => {
  const chosen = { unit: "auto", boxes: ["year", "brand"], bias: ["userGender", "category"] } as const;
  expect(resolveViews(chosen, has("year", "brand", "userGender", "category"))).toEqual({
    boxes: ["year", "brand"],
    bias: ["userGender", "category"],
  });
});

test("a pair that the file cannot show, or of one segment with itself, is as if none was chosen", () => {
  const roles = has("category", "userGender", "productGender");
  const { boxes, bias } = resolveViews(FIRST_VIEWS, roles);
  expect(resolveViews({ unit: "auto", boxes: ["brand", "userGender"], bias: ["category", "year"] }, roles)).toEqual({
    boxes,
    bias,
  });
  expect(resolveViews({ unit: "auto", boxes: ["category", "category"], bias: "auto" }, roles)).toEqual({ boxes, bias });
});
