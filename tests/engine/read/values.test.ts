import { describe, expect, it, test } from "vitest";
import { parseCount, parseNumber } from "../../../src/engine/read/values/number";
import { ordersOf, parseTime } from "../../../src/engine/read/values/time";
import { genderOf, isMissing, parseSplit, parseThumb } from "../../../src/engine/read/values/words";

describe("parseNumber", () => {
  it.each([
    ["5", 5],
    ["5.0", 5],
    ["3.7", 3.7],
    ["12", 12],
    ["100", 100],
    [".5", 0.5],
    ["4.", 4],
    ["-1.25", -1.25],
    ["+3", 3],
    ["1e1", 10],
    ["4,5", 4.5],
    ["-0,5", -0.5],
    [",5", 0.5],
  ])("reads %s", (text, value) => expect(parseNumber(text)).toBe(value));

  it.each([
    "x",
    "5x",
    "0x10",
    "4,",
    "4.x",
    "4x5",
    "Infinity",
    "1 2",
    "--1",
    "٣",
    "five",
    "1,2,3",
    "1.2,3",
    ",",
    ".",
    "",
  ])("does not take %j for a number", (text) => expect(parseNumber(text)).toBeNaN());
});

describe("parseCount", () => {
  it.each([
    ["3", 3],
    ["1,234", 1234],
    ["12,345,678", 12_345_678],
    ["1,234.5", 1234.5],
    ["1,5", 1.5],
    ["12,34", 12.34],
  ])("reads %s", (text, value) => expect(parseCount(text)).toBe(value));
});

describe("parseTime", () => {
  it.each([
    ["1970-01-01", 0],
    ["2000-02-29", 951_782_400],
    ["1999-06-13", 929_232_000],
    ["2018/9/3", 1_535_932_800],
    ["2013-07-08 12:30", 1_373_286_600],
    ["2013-07-08T12:30:15Z", 1_373_286_615],
    ["2013-07-08T12:30:15.5+02:00", 1_373_279_415.5],
    ["2013-07-08T12:30:15-0530", 1_373_306_415],
    ["20130708", 1_373_241_600],
    ["1999", 915_148_800],
    ["978300760", 978_300_760],
    ["978300760.0", 978_300_760],
    ["1588687728923", 1_588_687_728.923],
    ["1588687728923000", 1_588_687_728.923],
    ["1588687728923000000", 1_588_687_728.923],
    ["8 July 2013", 1_373_241_600],
    ["Jul 8, 2013", 1_373_241_600],
    ["08-JUL-2013", 1_373_241_600],
    ["07 8, 2013", 1_373_241_600],
    ["13/05/2010", 1_273_708_800],
    ["13.05.2010 00:01", 1_273_708_860],
    ["13/05/10", 1_273_708_800],
    ["31/12/69", -86_400],
  ])("reads %s", (text, seconds) => expect(parseTime(text)).toBe(seconds));

  it("reads a date with the year last in the order that is asked for", () => {
    expect(parseTime("03/04/2015", "day-first")).toBe(Date.UTC(2015, 3, 3) / 1000);
    expect(parseTime("03/04/2015", "month-first")).toBe(Date.UTC(2015, 2, 4) / 1000);
    expect(parseTime("7/15/2019 3:07 PM", "month-first")).toBe(Date.UTC(2019, 6, 15, 15, 7) / 1000);
    expect(parseTime("7/15/2019 12:00 am", "month-first")).toBe(Date.UTC(2019, 6, 15) / 1000);
    expect(parseTime("13/05/2010", "month-first")).toBeNaN();
  });

  it.each([
    "2001-02-29",
    "1900-02-29",
    "2001-13-01",
    "2001-00-10",
    "31/04/2015",
    "13/13/2010",
    "1/2-2010",
    "yesterday",
    "2013-07-08 25:00",
    "2013-07-08 12:60",
    "7/15/2019 13:00 PM",
    "-5",
    "2001-1x-01",
    "8 Foo 2013",
    "",
  ])("does not take %j for a time", (text) => expect(parseTime(text)).toBeNaN());

  it("knows which orders a date with the year last can have", () => {
    expect(ordersOf("03/04/2015")).toEqual(["day-first", "month-first"]);
    expect(ordersOf("25/05/2016 10:00")).toEqual(["day-first"]);
    expect(ordersOf("7/15/2019")).toEqual(["month-first"]);
    expect(ordersOf("31/04/2015")).toEqual([]);
    expect(ordersOf("2015-04-03")).toBeNull();
    expect(ordersOf("")).toBeNull();
  });
});

describe("missing values", () => {
  const MISSING = ["", "NA", "na", "N/A", "n.a.", "NaN", "nan", "null", "NULL", "None", "nil", "undefined", "#N/A"];
  it.each([...MISSING, "<NA>", "\\N"])("takes %j as missing", (text) => expect(isMissing(text)).toBe(true));
  it.each(["0", "Nat", "Anna", "NAN0", "nonesuch", "undefine", "-", "N"])("takes %j as a value", (text) =>
    expect(isMissing(text)).toBe(false),
  );
});

describe("parseSplit", () => {
  it("reads digits and words, and gives the rest to training", () => {
    expect(["0", "1", "2", "train", "Valid", "TEST", "1.0", "2.0", "", "7", "constructor"].map(parseSplit)).toEqual([
      0, 1, 2, 0, 1, 2, 1, 2, 0, 0, 0,
    ]);
  });
});

test.each([
  [0, "train Train TRAINING training"],
  [1, "valid Validation VAL val dev Dev"],
  [2, "test Test TESTING holdout Holdout hold-out"],
])("part %i of a split has many spellings", (part, words) => {
  for (const word of words.split(" ")) expect(parseSplit(word), word).toBe(part);
});

describe("genders", () => {
  it.each([
    ["Female", "F f female Woman women W girl Girls Women's weiblich Frau"],
    ["Male", "M m male Man men boy BOYS Men's männlich Herr"],
    ["Female&Male", "Female&Male unisex both Female/Male"],
  ])("are %s in their common spellings", (gender, spellings) => {
    expect(new Set(spellings.split(" ").map(genderOf))).toEqual(new Set([gender]));
  });

  it("are Female&Male with spaces around the sign", () => expect(genderOf("Male & Female")).toBe("Female&Male"));
  it("are unknown where the file says so", () => expect(["unknown", "U", "?"].map(genderOf)).toEqual(["", "", ""]));
  it("are kept as they are where they are none of these", () => {
    expect(["Small", "constructor", "__proto__", "non-binary"].map(genderOf)).toEqual([
      "Small",
      "constructor",
      "__proto__",
      "non-binary",
    ]);
  });
});

describe("thumbs", () => {
  it("are 1 up and 0 down, in words and signs", () => {
    expect(["up", "TRUE", "yes", "Thumbs Up", "thumb_up", "like", "👍"].map(parseThumb)).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect(["down", "False", "no", "thumbs-down", "dislike", "👎"].map(parseThumb)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(["", "sideways", "1", "constructor"].map(parseThumb)).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
  });
});

describe("a value that is as long as a record can be", () => {
  // A pattern with two ways to match the same characters tries every pair of places: 10^11 of them here.
  const LENGTH = 500_000;
  it("is not a number", () => expect(parseNumber(`${"1".repeat(LENGTH)}x`)).toBeNaN());
  it("is not a time", () => expect(parseTime(`2013-07-08 12:30${" ".repeat(LENGTH)}x`)).toBeNaN());
  it("is not a gender", () => expect(genderOf(`a${" ".repeat(LENGTH)}b`)).toHaveLength(LENGTH + 2));
});
