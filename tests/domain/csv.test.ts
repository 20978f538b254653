import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { BOM, csvLine, plainField, textField, toCsv } from "../../src/domain/csv";

const SLY = [
  "=1+1",
  "+1",
  "-1",
  "@SUM(A1)",
  " =1",
  "\t=1",
  "\r=1",
  "\u00A0=1",
  "\u3000=1",
  "\u200B=1",
  "\u2060@x",
  "\u202E-1",
  "\uFEFF=1",
];
const FULL_WIDTH = ["＝1+1", "＋1", "－1", "＠SUM(A1)", "\u200B＝1"];
const HARMLESS = ["", "1", "a=b", "a -b", "'=1", "–1", "\u200Ba"];
const AWKWARD = ['"', ",", "a\r\nb", 'a "b", c', " x ", ";", "é漢😀"];

describe("CSV for spreadsheets", () => {
  test.each([...SLY, ...FULL_WIDTH])("says %j as a text, not as a formula", (text) => {
    expect(textField(text)).toBe(`"'${text}"`);
  });

  test.each(HARMLESS)("leaves %j as it is", (text) => {
    expect(textField(text)).toBe(`"${text}"`);
  });

  test("is read back by another reader, every character in its place", () => {
    const rows = AWKWARD.map((text, i) => [text, i, null] as const);
    const { data, errors } = Papa.parse<string[]>(toCsv(["text", "n", "none"], rows), { skipEmptyLines: true });
    expect(errors).toEqual([]);
    expect(data).toEqual([["text", "n", "none"], ...AWKWARD.map((text, i) => [text, String(i), ""])]);
  });

  test("has a byte order mark, without which Excel takes UTF-8 for Windows-1252", () => {
    expect([...new TextEncoder().encode(toCsv(["a"], []))].slice(0, 3)).toEqual([0xef, 0xbb, 0xbf]);
    expect(BOM).toHaveLength(1);
  });
});

test("CSV for programs has every text as it is, and is quoted as another writer does it", () => {
  const plain = [...AWKWARD, ...HARMLESS.filter(Boolean), "=1"].filter((text) => text !== ";");
  for (const text of plain) {
    expect(Papa.parse<string[]>(csvLine([plainField(text), 1])).data[0]).toEqual([text, "1"]);
    expect(plainField(text)).toBe(Papa.unparse([[text]]));
  }
});
