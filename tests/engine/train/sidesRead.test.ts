import { describe, expect, test } from "vitest";
import { conflictNotes, sidesRead } from "../../../src/engine/train/sidesRead";
import { defaultsOf } from "../../../src/models/registry";
import { plantedRatings } from "./plantedRatings";
import { sideColumn } from "./plantedSides";

const columns = {
  ...plantedRatings(20, 4, 3, 1),
  sides: [
    { ...sideColumn("brand", "product", [1, 2, 0], 2), conflicts: 1 },
    { ...sideColumn("userGender", "user", [1, 0, 0, 2], 2), conflicts: 1200 },
  ],
};

describe("the side features that a model read", () => {
  test("are those asked for that the file has, with what their ids disagreed on", () => {
    const settings = { ...defaultsOf("hybrid"), sides: ["brand", "userGender", "year"] as const };
    expect(sidesRead(columns, { ...settings, sides: [...settings.sides] })).toEqual([
      { role: "brand", values: 2, conflicts: 1 },
      { role: "userGender", values: 2, conflicts: 1200 },
    ]);
  });

  test("of a ranking model are the products', of the models of the reference none", () => {
    const sides = ["brand", "userGender"] as const;
    const ranking = sidesRead(columns, { ...defaultsOf("pooled-history"), sides: [...sides] });
    expect(ranking.map(({ role }) => role)).toEqual(["brand"]);
    expect(sidesRead(columns, { ...defaultsOf("collabnn"), sides: [...sides] })).toEqual([]);
  });

  test("are the group of the products, not that of the users, for a ranking model", () => {
    const groups = {
      ...columns,
      sides: [sideColumn("productGroup", "product", [1, 2, 0], 2), sideColumn("userGroup", "user", [1, 0, 0, 2], 2)],
    };
    const sides = ["productGroup", "userGroup"] as const;
    const read = (model: "pooled-history" | "hybrid") =>
      sidesRead(groups, { ...defaultsOf(model), sides: [...sides] }).map(({ role }) => role);
    expect(read("pooled-history")).toEqual(["productGroup"]);
    expect(read("hybrid")).toEqual(["productGroup", "userGroup"]);
  });

  test("are told of where ids disagreed, in sentences", () => {
    const sides: Parameters<typeof conflictNotes>[0] = [
      { role: "brand", values: 2, conflicts: 1 },
      { role: "category", values: 3, conflicts: 0 },
      { role: "userGender", values: 2, conflicts: 1200 },
    ];
    expect(conflictNotes(sides, "explicit")).toEqual([
      "1 product has more than one brand in the file: the one of most of the ratings counts.",
      "1,200 users have more than one gender in the file: the one of most of the ratings counts.",
    ]);
    expect(conflictNotes(sides, "implicit")[0]).toContain("the one of most of the interactions counts");
  });
});
