import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RecommendColumns } from "../../../src/engine/read/copies";
import { packTexts } from "../../../src/engine/read/vocabulary";
import { RatingIndex } from "../../../src/engine/recommend/ratingIndex";
import { codesContaining } from "../../../src/engine/recommend/search";
import type { UserSearch } from "../../../src/engine/recommend/types";
import { UserFinder } from "../../../src/engine/recommend/users";
import { columns as shop } from "./smallShop";

const columns: RecommendColumns = {
  ...shop,
  userSegments: { userGender: { codes: Int32Array.of(1, 2, 1, 0, 2), vocabulary: packTexts(["", "F", "M"]) } },
};
const finder = new UserFinder(columns, new RatingIndex(columns));
const ALL: UserSearch = { query: "", limit: 10, by: "activity", seed: 1, segment: null };
const find = (search: Partial<UserSearch>, among: Uint8Array | null = null) => {
  const { matches, total } = finder.find({ ...ALL, ...search }, among);
  return { ids: matches.map(({ id }) => id), total };
};

test("search agrees with looking into each id as a text, for any ids and queries", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "A", "b", "0", "é", "[", "{"), maxLength: 7 });
  const lower = (of: string) => of.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  fc.assert(
    fc.property(
      fc.array(text, { maxLength: 12 }),
      fc.string({ unit: fc.constantFrom("a", "A", "b", "0", "é", "["), minLength: 1, maxLength: 3 }),
      (ids, query) => {
        const expected = [...ids.keys()].filter((i) => lower(ids[i]).includes(lower(query)));
        expect([...codesContaining(packTexts(ids), query)]).toEqual(expected);
      },
    ),
  );
});

describe("users are found", () => {
  test("by activity, those of equal activity in file order", () => {
    // ann, bo: 3 ratings; cy, dee: 2; eve: 1.
    expect(find({})).toEqual({ ids: ["ann", "bo", "cy", "dee", "eve"], total: 5 });
    expect(find({ query: "e", limit: 1 })).toEqual({ ids: ["dee"], total: 2 });
  });

  test("by chance in an order that the seed decides", () => {
    const orders = [1, 2, 3, 4, 5, 6].map((seed) => find({ by: "random", seed }).ids);
    expect(find({ by: "random", seed: 3 }).ids).toEqual(orders[2]);
    expect(new Set(orders.map((ids) => ids.join())).size).toBeGreaterThan(3);
    for (const ids of orders) expect(ids.toSorted()).toEqual(["ann", "bo", "cy", "dee", "eve"]);
  });

  test("by chance, with the very id first", () => {
    for (const seed of [1, 2, 3, 4])
      expect(find({ query: "e", by: "random", seed }).ids.toSorted()).toEqual(["dee", "eve"]);
    const twins = { ...columns, users: packTexts(["bb", "bbb", "abb", "b", "cbb"]) };
    const { matches } = new UserFinder(twins, new RatingIndex(twins)).find({ ...ALL, query: "b", by: "random" }, null);
    expect(matches[0].id).toBe("b");
  });

  test("in a segment of users", () => {
    expect(find({ segment: { role: "userGender", value: "F" } }).ids).toEqual(["ann", "cy"]);
    expect(find({ segment: { role: "userGender", value: "M" } }).ids).toEqual(["bo", "eve"]);
    expect(find({ segment: { role: "userGender", value: "" } }).ids).toEqual(["dee"]);
  });

  test("by having rated a product of a segment", () => {
    expect(find({ segment: { role: "category", value: "Home" } }).ids).toEqual(["ann", "bo", "cy", "dee"]);
    expect(find({ segment: { role: "brand", value: "Ohm" } }).ids).toEqual(["ann", "dee"]);
    expect(find({ segment: { role: "brand", value: "nobody's" } })).toEqual({ ids: [], total: 0 });
    expect(find({ segment: { role: "userGroup", value: "30" } })).toEqual({ ids: [], total: 0 });
  });

  test("among some alone", () => {
    expect(find({ query: "e" }, Uint8Array.of(1, 1, 1, 0, 1))).toEqual({ ids: ["eve"], total: 1 });
  });
});
