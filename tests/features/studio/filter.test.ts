import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Filter } from "../../../src/engine/explore/types";
import {
  changeFilter,
  filtered,
  filterForTraining,
  formatFilter,
  parseFilter,
  toggleValue,
} from "../../../src/features/explore/store/filter";
import { filter } from "./filters";

describe("a filter as text", () => {
  test("is read back as it was, whatever its values are", () => {
    fc.assert(
      fc.property(filter, (any) => {
        expect(parseFilter(formatFilter(any))).toEqual(any);
      }),
    );
  });

  test.each([
    ["", {}],
    ["category:Headphones,Home Audio", { category: ["Headphones", "Home Audio"] }],
    ["category:Audio\\, Video,a\\;b,c\\:d,e\\\\f", { category: ["Audio, Video", "a;b", "c:d", "e\\f"] }],
    ["userGender:", { userGender: [""] }],
    ["userGender:,Female", { userGender: ["", "Female"] }],
    ["rating:4..5", { rating: [4, 5] }],
    ["rating:-10..-2.5", { rating: [-10, -2.5] }],
    ["time:2012-01-01..2012-12-31", { time: [15_340, 15_705] }],
    ["time:1969-12-31..1970-01-01", { time: [-1, 0] }],
    ["time:-000043-03-15..+010000-01-01", { time: [-735_160, 2_932_897] }],
    ["userActivity:5..60;productActivity:1..1", { userActivity: [5, 60], productActivity: [1, 1] }],
    ["error:0.5..2", { error: [0.5, 2] }],
    ["rating:1..2;error:1e-7..1e+21", { rating: [1, 2], error: [1e-7, 1e21] }],
  ] as [string, Filter][])("%s is written and read", (text, meant) => {
    expect(parseFilter(text)).toEqual(meant);
    expect(formatFilter(meant)).toBe(text);
  });

  test("has its parts in one order, however they were chosen", () => {
    const [a, b]: Filter[] = [
      { time: [0, 1], brand: ["K"], category: ["L"] },
      { category: ["L"], brand: ["K"], time: [0, 1] },
    ];
    expect(formatFilter(a!)).toBe(formatFilter(b!));
    expect(filtered(a!)).toEqual(["category", "brand", "time"]);
  });

  test.each([
    ["an unknown dimension", "colour:blue"],
    ["a range that is turned", "rating:5..1"],
    ["one end", "rating:5"],
    ["three ends", "rating:1..2..3"],
    ["an end in words", "rating:low..5"],
    ["no ends", "rating:.."],
    ["a hexadecimal end", "rating:0x1..5"],
    ["an endless range", "rating:0..Infinity"],
    ["a date for a rating", "rating:2012-01-01..2012-12-31"],
    ["a number for a day", "time:15340..15705"],
    ["a month that there is none of", "time:2012-13-01..2013-01-01"],
    ["a time of day", "time:2012-01-01T12:00..2012-12-31"],
    ["a year of two digits", "time:12-01-01..12-12-31"],
    ["no colon", "category"],
    ["a colon too many", "category:a:b"],
    ["separators alone", ";;:;"],
  ])("%s is left out, and the parts beside it are read", (_, text) => {
    expect(parseFilter(text)).toEqual({});
    expect(parseFilter(`brand:K;${text};userGender:`)).toEqual({ brand: ["K"], userGender: [""] });
  });

  test("may be any text at all", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."category:rating;,\\.-0129") }), (text) => {
        const read = parseFilter(text);
        expect(parseFilter(formatFilter(read))).toEqual(read);
      }),
      { numRuns: 500 },
    );
  });

  test("names a value once", () => {
    expect(parseFilter("brand:K,L,K")).toEqual({ brand: ["K", "L"] });
  });
});

describe("a change of a filter", () => {
  test("puts parts in and takes them out; no values are no part", () => {
    const before: Filter = { category: ["a"], rating: [1, 5] };
    expect(changeFilter(before, { brand: ["K"], rating: undefined })).toEqual({ category: ["a"], brand: ["K"] });
    expect(changeFilter(before, { category: [] })).toEqual({ rating: [1, 5] });
    expect(before).toEqual({ category: ["a"], rating: [1, 5] });
  });

  test("of one value puts it in, or takes it out, unknown too", () => {
    const one = toggleValue({}, "userGender", "");
    expect(one).toEqual({ userGender: [""] });
    const two = toggleValue(one, "userGender", "Female");
    expect(two).toEqual({ userGender: ["", "Female"] });
    expect(toggleValue(two, "userGender", "")).toEqual({ userGender: ["Female"] });
    expect(toggleValue(one, "userGender", "")).toEqual({});
  });

  test("leaves errors out for a Run that has none yet", () => {
    expect(filterForTraining({ error: [0, 1], brand: ["K"] })).toEqual({ brand: ["K"] });
  });
});

test("the same values in another order are the same ratings to train on", () => {
  const text = (brand: string[]) => formatFilter(filterForTraining({ brand, error: [0, 1] }));
  expect(text(["b", "a"])).toBe("brand:a,b");
  expect(text(["a", "b"])).toBe("brand:a,b");
});
