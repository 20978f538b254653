import { describe, expect, it } from "vitest";
import { ReadError } from "../../../src/engine/dataset/types";
import { read } from "./reading";

const KEPT = "Data that were open before stay open.";

async function refusal(content: string | Uint8Array): Promise<string> {
  const error = await read(content).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ReadError);
  const { message } = error as ReadError;
  expect(message.endsWith(` ${KEPT}`)).toBe(true);
  return message.slice(0, -KEPT.length - 1);
}

describe("a file that cannot be used is refused with a sentence", () => {
  it("empty", async () => {
    expect(await refusal("")).toBe("ratings.csv is empty (0 bytes). Drop a file with one rating per line.");
  });

  it("blank lines only", async () => {
    expect(await refusal("\n\n \n")).toBe(
      "ratings.csv has no records, only blank lines or comments. Drop a file with one rating per line.",
    );
  });

  it("a header only", async () => {
    expect(await refusal("user,item,rating\n")).toMatch(/^ratings.csv has a header but no ratings under it\./);
  });

  it("no rating column", async () => {
    expect(await refusal("user_id,item_id,bought\na,x,2011-01-01\n")).toBe(
      "ratings.csv has no rating column among its columns: user_id, item_id, bought. " +
        "Set the role of the column that holds the ratings, or drop a file that has one.",
    );
  });

  it("no user and no product column", async () => {
    expect(await refusal("rating,remark\n3,good\n4,better\n")).toMatch(
      /^ratings.csv has no user or product column among its columns: rating, remark\./,
    );
  });

  it("only rejected records: the commonest reason with its first line", async () => {
    expect(await refusal("user,item,rating\na,x,\nb,x,good\nc,x,bad\n")).toBe(
      "All 3 records of ratings.csv were rejected, 2 because of: rating is not a number (line 3: b,x,good). " +
        "Check the delimiter and the column roles.",
    );
  });

  it("one user", async () => {
    expect(await refusal("user,item,rating\nann,x,1\nann,y,2\n")).toMatch(
      /^All 2 ratings of ratings.csv are by one user, ann\./,
    );
  });

  it("one product", async () => {
    expect(await refusal("user,item,rating\na,lamp,1\nb,lamp,2\n")).toMatch(
      /^All 2 ratings of ratings.csv are of one product, lamp\./,
    );
  });

  it("equal ratings", async () => {
    expect(await refusal("user,item,rating\na,x,4.5\nb,y,4.5\n")).toMatch(
      /^All 2 ratings of ratings.csv are equal: 4.5\./,
    );
  });

  it.each([
    ["a PDF document", "%PDF-1.7\n%âãÏÓ\n"],
    ["a ZIP archive or an Excel workbook", "PK\u0003\u0004\u0014\u0000\u0006\u0000"],
    ["a gzip archive", [0x1f, 0x8b, 8, 0, 0]],
    ["a PNG image", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ])("%s", async (kind, content) => {
    const bytes = typeof content === "string" ? content : Uint8Array.from(content);
    expect(await refusal(bytes)).toMatch(new RegExp(`^ratings.csv is ${kind}, not a table of text\\.`));
  });

  it("NUL bytes, with the place of the first", async () => {
    expect(await refusal("user,item,rating\na,x,1\nb,\0,2\n")).toMatch(
      /^ratings.csv is not a table of text: character 26 is a NUL byte\./,
    );
  });
});
