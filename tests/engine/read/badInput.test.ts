import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { latin1, read, refusalOf } from "./reading";

const refusal = (content: string | Uint8Array) => refusalOf(read(content));

describe("a file that cannot be used is refused with a sentence", () => {
  it("empty", async () => {
    expect(await refusal("")).toBe("ratings.csv is empty (0 bytes). Drop a file with one rating per line.");
  });

  it("nothing but a byte order mark", async () => {
    expect(await refusal("\ufeff")).toMatch(/^ratings\.csv is empty \(3 bytes\)\./);
  });

  it("blank lines only", async () => {
    expect(await refusal("\n\n \n")).toBe(
      "ratings.csv has no records, only blank lines or comments. Drop a file with one rating per line.",
    );
  });

  it("a header only", async () => {
    expect(await refusal("user,item,rating\n")).toMatch(/^ratings\.csv has a header but no ratings under it\./);
  });

  it("no product column", async () => {
    expect(await refusal("user_id,bought\na,2011-01-01\n")).toBe(
      "ratings.csv has no product column among its columns: user_id, bought. " +
        "Set the role of the column that holds the products, or drop a file that has one.",
    );
  });

  it("no user and no product column", async () => {
    expect(await refusal("rating,remark\n3,good\n4,better\n")).toMatch(
      /^ratings\.csv has no user or product column among its columns: rating, remark\./,
    );
  });

  it("only rejected records: the commonest reason with its first place", async () => {
    expect(await refusal("user,item,rating\na,x,\nb,x,3x\nc,x,4x\nd,,5\ne,,5\nf,,1\n")).toBe(
      "All 6 records of ratings.csv were rejected, 3 because of: no product (line 5, column 2: d,,5). " +
        "Check the delimiter and the column roles.",
    );
  });

  it("one user", async () => {
    expect(await refusal("user,item,rating\nann,x,1\nann,y,2\n")).toMatch(
      /^All 2 ratings of ratings\.csv are by one user, ann\./,
    );
  });

  it("one product", async () => {
    expect(await refusal("user,item,rating\na,lamp,1\nb,lamp,2\n")).toMatch(
      /^All 2 ratings of ratings\.csv are of one product, lamp\./,
    );
  });

  it("equal ratings", async () => {
    expect(await refusal("user,item,rating\na,x,4.5\nb,y,4.5\n")).toMatch(
      /^All 2 ratings of ratings\.csv are equal: 4\.5\./,
    );
  });

  it("users and products that come up once each, without ratings", async () => {
    expect(await refusal("user,item\na,x\nb,y\nc,z\n")).toMatch(
      /^Every user and every product of ratings\.csv comes up once\./,
    );
  });

  it.each([
    ["a PDF document", latin1("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")],
    ["a PNG image", latin1("\x89PNG\r\n\x1a\n\0\0\0\rIHDR")],
    ["a JPEG image", latin1("\xff\xd8\xff\xe0\0\x10JFIF\0")],
    ["a GIF image", latin1("GIF89a\x01\0\x01\0")],
    ["a ZIP archive", zipSync({ "a.csv": new Uint8Array(1) })],
    ["a gzip archive", latin1("\x1f\x8b\x08\0\0")],
    ["a bzip2 archive", latin1("BZh91AY&SY")],
    ["a 7-Zip archive", latin1("7z\xbc\xaf\x27\x1c")],
    ["an xz archive", latin1("\xfd7zXZ\0")],
    ["a Zstandard archive", latin1("\x28\xb5\x2f\xfd\x04\0")],
    ["a RAR archive", latin1("Rar!\x1a\x07\x01\0")],
    ["an old Excel workbook .*", latin1("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")],
    ["an SQLite database", latin1("SQLite format 3\0\x10\0")],
    ["an Arrow or Feather file", latin1("ARROW1\0\0")],
    ["an ORC file", latin1("ORC\x08\x03")],
    ["an Avro file", latin1("Obj\x01\x04")],
    ["an HDF5 file", latin1("\x89HDF\r\n\x1a\n")],
    ["a NumPy array", latin1("\x93NUMPY\x01\0")],
    ["a MATLAB file", latin1("MATLAB 5.0 MAT-file")],
  ])("%s", async (kind, content) => {
    expect(await refusal(content)).toMatch(new RegExp(`^ratings\\.csv is ${kind}, not a table of text\\. \\w`));
  });

  it("a web page, by what it is", async () => {
    expect(await refusal("<!doctype html>\n<html>\n<p>Sign in to download.</p>\n</html>\n")).toMatch(
      /^ratings\.csv is a web page \(HTML\), not a table/,
    );
  });

  it("lines of JSON, by their columns or records", async () => {
    const row = (user: string, stars: number) => `{"user_id": "${user}", "business_id": "b", "stars": ${stars}}\n`;
    expect(await refusal(row("a", 3) + row("b", 4))).toMatch(/^(All|Every|ratings\.csv has no)/);
  });
});
