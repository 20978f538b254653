import { describe, expect, it } from "vitest";
import { clean, isMissing, parseNumber, parseSplit, parseTime } from "../../../src/engine/dataset/values";

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
  ])("reads %s", (text, value) => expect(parseNumber(text)).toBe(value));

  it.each(["x", "5x", "0x10", "4,5", "4,", "4.x", "4x5", "Infinity", "1 2", "--1", "٣", "five"])(
    "does not take %s for a number",
    (text) => expect(parseNumber(text)).toBeNaN(),
  );
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
  ])("reads %s", (text, seconds) => expect(parseTime(text)).toBe(seconds));

  it.each([
    "2001-02-29",
    "2001-13-01",
    "2001-00-10",
    "13/05/2010",
    "yesterday",
    "2013-07-08 25:00",
    "-5",
    "2001-1x-01",
  ])("does not take %s for a time", (text) => expect(parseTime(text)).toBeNaN());
});

describe("missing values", () => {
  it.each(["", "NA", "na", "N/A", "NaN", "nan", "null", "NULL"])("takes %j as missing", (text) =>
    expect(isMissing(text)).toBe(true),
  );
  it.each(["0", "Nat", "nil", "none", "Anna", "NAN0"])("takes %j as a value", (text) =>
    expect(isMissing(text)).toBe(false),
  );

  it("cleans white space around a value, of any script", () => {
    expect([" a b ", "\ta", "a\u00a0", "", " ", "a"].map(clean)).toEqual(["a b", "a", "a", "", "", "a"]);
  });
});

describe("parseSplit", () => {
  it("reads digits and words, and gives the rest to training", () => {
    expect(["0", "1", "2", "train", "Valid", "TEST", "1.0", "2.0", "", "7", "constructor"].map(parseSplit)).toEqual([
      0, 1, 2, 0, 1, 2, 1, 2, 0, 0, 0,
    ]);
  });
});
