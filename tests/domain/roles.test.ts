import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  COLUMN_ROLES,
  isOfProduct,
  LIST_FILTERS,
  missingColumn,
  ownedNoun,
  PRODUCT_SEGMENTS,
  roleMeasure,
  roleShort,
  roleSubject,
  rolesAt,
  SEGMENT_ROLES,
  SIDE_ROLES,
  USER_SEGMENTS,
  valueNoun,
} from "../../src/domain/roles";

describe("the table of column roles", () => {
  test("is what a column can stand for: the year is read from the times and has none", () => {
    expect(COLUMN_ROLES).not.toContain("year");
    expect(SIDE_ROLES.filter((role) => !COLUMN_ROLES.some((column) => column === role))).toEqual(["year"]);
  });

  test("gives every segment to the user or to the product, in one order", () => {
    expect([...PRODUCT_SEGMENTS, ...USER_SEGMENTS].sort()).toEqual([...SEGMENT_ROLES].sort());
    expect(PRODUCT_SEGMENTS).toEqual(["category", "brand", "productGender", "productGroup"]);
  });

  test("puts every side feature into the form, and every segment's chart into its place", () => {
    expect([...rolesAt("form")].sort()).toEqual([...SIDE_ROLES].sort());
    expect([...rolesAt("charts")].sort()).toEqual([...SEGMENT_ROLES].sort());
    expect(rolesAt("biasRows").every(isOfProduct)).toBe(true);
  });

  test("has a place of its own for each role of a list", () => {
    expect(rolesAt("boxRows")).toEqual(["category", "brand", "productGroup", "productGender", "userGroup", "year"]);
    expect(rolesAt("boxColumns")).toEqual([
      "userGender",
      "productGender",
      "userGroup",
      "productGroup",
      "year",
      "brand",
    ]);
    expect(rolesAt("biasColumns")).toEqual(["userGender", "userGroup", "year", "productGroup", "category"]);
  });

  test("says whose a value is as far as the sentence needs it", () => {
    expect(SIDE_ROLES.map(ownedNoun)).toContain("the product’s category");
    expect([ownedNoun("userGender"), ownedNoun("year")]).toEqual(["the user’s gender", "the year"]);
    expect([roleSubject("brand"), roleSubject("productGender")]).toEqual(["the brand", "the product’s target gender"]);
    expect([roleMeasure("brand"), roleMeasure("userGender")]).toEqual(["brand", "the user’s gender"]);
    expect([valueNoun("userGroup"), valueNoun("productGender"), valueNoun("category")]).toEqual([
      "segment",
      "gender",
      "category",
    ]);
    expect(missingColumn("category")).toBe("a column with categories");
  });

  test("has names that fit beside a bar of a drawing", () => {
    for (const role of SIDE_ROLES) expect((roleShort(role) ?? "").length, role).toBeLessThanOrEqual(10);
  });

  test("filters lists by what products have", () => {
    expect(LIST_FILTERS.every(([role]) => isOfProduct(role))).toBe(true);
  });

  test("is what the scripts for PyTorch hold of it", () => {
    const of = /^OF_USER = \((.*)\)$/m.exec(readFileSync("python/data.py", "utf8"))?.[1] ?? "";
    const named = of.split(",").map((text) => text.trim().replaceAll('"', ""));
    expect(named).toEqual(SIDE_ROLES.filter((role) => !isOfProduct(role)));
  });
});
