import { describe, expect, it } from "vitest";
import { previewRatings, readRatings } from "../../../src/engine/read/reading/read";
import type { ReadOptions } from "../../../src/engine/read/types";
import { briefly, file, ratingsOf, read, refusalOf, utf16 } from "./reading";

const MB = 1024 ** 2;
const encoder = new TextEncoder();

/** A file of these pieces, made when they are asked for. */
function made(pieces: number, piece: (i: number) => string) {
  const opened = { most: 0 };
  async function* open() {
    for (let i = 0; i < pieces; i++) {
      opened.most = Math.max(opened.most, i + 1);
      yield { bytes: encoder.encode(piece(i)), bytesRead: i };
    }
  }
  return { source: { name: "ratings.csv", size: pieces * MB, open, blob: null }, opened };
}

describe("a line of 50 MB", () => {
  const start = "user,item,rating\na,x,1\nb,y,2\n";

  it.each([
    ["of one field", "y".repeat(MB), ""],
    ["of one field in quotes that never close", "y".repeat(MB), '"'],
    ["of delimiters", ",".repeat(MB), ""],
    ["of quotes", '"'.repeat(MB), ""],
    ["of quoted fields", '"y",'.repeat(MB / 4), ""],
  ])("is refused with its number after a few pieces: %s", async (_, piece, before) => {
    const { source, opened } = made(51, (i) => (i === 0 ? `${start}${before}` : piece));
    expect(await refusalOf(readRatings(source))).toBe(
      "Line 4 of ratings.csv is longer than 1,048,576 bytes. " +
        "A ratings file has one short line per rating: check how it was exported.",
    );
    expect(opened.most).toBeLessThanOrEqual(4);
  });

  it("is refused with its number though it is the first", async () => {
    const { source } = made(50, () => "y".repeat(MB));
    expect(await refusalOf(readRatings(source))).toMatch(/^(Line 1 of ratings\.csv is longer|ratings\.csv has no)/);
  });
});

describe("ten thousand columns", () => {
  const more = Array.from({ length: 9_997 }, (_, i) => `c${i}`).join();
  const values = ",7".repeat(9_997);

  it("are read as far as they mean something", async () => {
    const { dataset, report } = await read(
      `${more},user,item,rating\n${values.slice(1)},a,x,1\n${values.slice(1)},b,y,2\n`,
    );
    expect(briefly(dataset)).toEqual(["a x 1", "b y 2"]);
    expect(report.columns).toHaveLength(10_000);
  });

  it("are not all listed when the one that is needed is not among them", async () => {
    const message = await refusalOf(read(`item,rating,k,${more}\nx,1,0${values}\n`));
    expect(message).toMatch(
      /^ratings\.csv has no user column among its columns: item, rating, k, c0, .*, 9,988 more\./,
    );
    expect(message.length).toBeLessThan(400);
  });

  it("in a single record reject that record", async () => {
    const { report } = await read(`user,item,rating\na,x,1\nb,y,2${values}\nc,y,3\n`);
    expect(report.examples).toMatchObject([{ line: 3, column: 0, reason: "too many fields" }]);
    expect(report.examples[0].text).toHaveLength(200);
  });
});

describe("NUL bytes", () => {
  const at = (line: string, byte: string) =>
    new RegExp(`^ratings\\.csv is not a table of text: byte ${byte} of line ${line} is NUL\\.`);

  it.each([
    ["in the first line", "us\0er,item,rating\na,x,1\n", "1", "3"],
    ["in a field", "user,item,rating\na,x,1\nb,\0,2\n", "3", "3"],
    ["after a line end in quotes and CRLF", 'user,item,rating\r\n"a\nb",x,1\r\nb,y\0,2\r\n', "4", "4"],
    ["after characters of several bytes", "user,item,rating\né日😀,\0,1\n", "2", "11"],
    ["in quotes that do not close", 'user,item,rating\na,x,1\nb,"y\n\0', "4", "1"],
  ])("are refused with line and byte: %s", async (_, text, line, byte) => {
    expect(await refusalOf(read(text))).toMatch(at(line, byte));
    const cuts = Array.from({ length: text.length * 2 }, (_, i) => i);
    expect(await refusalOf(readRatings(file(text, cuts)))).toMatch(at(line, byte));
  });

  it("are refused with line and byte far into a file", async () => {
    const rows = "a,x,1\nb,y,2\n".repeat(100_000);
    const cuts = [300_000, 700_000];
    expect(await refusalOf(readRatings(file(`user,item,rating\n${rows}c,\0,1\n`, cuts)))).toMatch(at("200,002", "3"));
  });

  it("are those of another encoding, which may be chosen", async () => {
    const content = utf16("ユーザー;作品;点\nあ;い;一\n", true);
    content.set([0, 0], 4);
    expect(await refusalOf(read(content))).toMatch(/choose its encoding or save it as UTF-8 first\.$/);
  });
});

describe("names that objects have of their own", () => {
  const NAMES = ["__proto__", "constructor", "toString", "hasOwnProperty", "prototype"];

  it("are ids, brands and categories like any other", async () => {
    const rows = NAMES.map((name, i) => `${name},${name},${i},${name},${name},${name}`);
    const { dataset } = await read(`user,item,rating,brand,category,gender\n${rows.join("\n")}\n`);
    expect(ratingsOf(dataset)).toEqual(
      NAMES.map((name, i) => ({ user: name, product: name, rating: i, category: name, brand: name, userGender: name })),
    );
    expect(Object.hasOwn(Object.prototype, "user")).toBe(false);
  });

  it("are names of columns like any other", async () => {
    const text = `${NAMES.join()}\na,x,1,0,9\nb,y,2,0,9\n`;
    const roles: ReadOptions["roles"] = { 0: "user", 1: "product", 2: "rating" };
    const { dataset, report } = await read(text, { roles });
    expect(briefly(dataset)).toEqual(["a x 1", "b y 2"]);
    expect(report.columns.map(({ name }) => name)).toEqual(NAMES);
  });

  it.each(["constructor", "__proto__", "toString"])("are not taken for remembered choices: %s", async (name) => {
    const preview = await previewRatings(file(`${name}\n1\n2\n`), {}, {});
    expect(preview.guesses.delimiter.confidence).not.toBe("chosen");
    const memory = JSON.parse(`{"__proto__": {"delimiter": "|"}, "proto": {"delimiter": "|"}}`);
    const { report } = await readRatings(file("user,item,rating\na,x,1\nb,y,2\n"), {}, { remembered: memory });
    expect(report.remembered).toBe(false);
  });

  it("are no roles, splits or genders", async () => {
    const options: ReadOptions = { roles: JSON.parse('{"__proto__": "rating", "constructor": "user"}') };
    const { dataset } = await read("user,item,rating,split\na,x,1,__proto__\nb,y,2,constructor\n", options);
    expect(briefly(dataset)).toEqual(["a x 1", "b y 2"]);
    expect([...dataset.split!]).toEqual([0, 0]);
  });
});

describe("text that something else would run", () => {
  it("is kept as it is in ids and brands, and defused in the list of rejected records", async () => {
    const [html, formula] = ["<img src=x onerror=alert(1)>", "=HYPERLINK(0)"];
    const { dataset, rejections } = await read(
      `user,item,rating,brand\n${html},x,1,${formula}\n@b,-y,2,+1\n${formula},x,,\n`,
    );
    expect(ratingsOf(dataset)).toEqual([
      { user: html, product: "x", rating: 1, brand: formula },
      { user: "@b", product: "-y", rating: 2, brand: "+1" },
    ]);
    expect([...rejections.csv()].at(-1)).toBe(`4,3,no rating,"'${formula},x,,"\r\n`);
  });
});

describe("a line of a megabyte of one thing", () => {
  it.each([
    ["in a file with commas", `user,item,rating\n${"a:".repeat(50_000)}b,x,1\nb,y,2\n`],
    ["in a file with double colons", `1::5::3\n2::6::4\n${"a:".repeat(50_000)}b::5::1\n`],
  ])("may be of single colons: %s", async (_, text) => {
    const { dataset } = await read(text);
    expect(ratingsOf(dataset).map(({ user }) => user)).toContain(`${"a:".repeat(50_000)}b`);
  });

  it.each(["-", " ", "'", '""', "\\", "#", "e", "(", "\u00a0", "é", "😀"])("is an id: %j", async (piece) => {
    const id = `u${piece.repeat(100_000)}u`;
    const { dataset } = await read(`user,item,rating\n"${id}",x,1\nb,"${id}",2\n`);
    expect(ratingsOf(dataset)[0].user).toBe(id.replaceAll('""', '"'));
  });
});

describe("a sentence that refuses a file", () => {
  const long = "z".repeat(200_000);

  it.each([
    ["one user", `user,item,rating\n${long},x,1\n${long},y,2\n`],
    ["one product", `user,item,rating\na,${long},1\nb,${long},2\n`],
  ])("is short however long an id is: %s", async (_, text) => {
    expect((await refusalOf(read(text))).length).toBeLessThan(1000);
  });

  it("is short however long a name or a record is", async () => {
    expect((await refusalOf(read(`user,rating,${long}\na,1,2\n`))).length).toBeLessThan(1000);
    expect((await refusalOf(read(`user,item,rating\na,${long},\nb,x,\n`))).length).toBeLessThan(1000);
  });

  it("is short however long the names are that do not agree", async () => {
    const files = [
      file("user,item,rating\na,x,1\n"),
      file(`user,item,rating,${`${"z".repeat(5_000)},`.repeat(9)}\na,x,1${",2".repeat(9)}\n`),
    ];
    expect((await refusalOf(readRatings(files))).length).toBeLessThan(1000);
  });
});

describe("quotes that make a reader go back", () => {
  const LINES = 60_000;
  const traps = [
    'x","y',
    '"',
    '",',
    'a,"b',
    '"a" b,c,1',
    '"a,"b,"c',
    'a,"b"c,1',
    '"a\nb" c,"d',
    'a,"b\n,"",1',
    '"""',
    '"",""",1',
    '"a","b',
    'a,"b" ,1',
    '"\r',
    '"#',
  ];

  it.each(traps)("are read in the end, every record accounted for: 60,000 lines of %j", async (line) => {
    const text = `user,item,rating\nu,p,1\nv,q,2\n${`${line}\n`.repeat(LINES)}w,p,3\n`;
    const { report, dataset } = await read(text);
    expect(report.read).toBe(report.accepted + report.rejected + report.merged);
    expect(briefly(dataset).slice(0, 2)).toEqual(["u p 1", "v q 2"]);
    expect(report.rejected + report.merged + report.blankLines + report.commentLines).toBeGreaterThan(LINES / 4);
  });

  it("are read in the end on lines nearly as long as a record may be", async () => {
    const long = "z".repeat(MB / 2);
    const lines = Array.from({ length: 12 }, (_, i) => (i % 2 ? `a,"${long},1` : `a,${long}","2`)).join("\n");
    const { report } = await read(`user,item,rating\nu,p,1\nv,q,2\n${lines}\nw,p,3\n`);
    expect(report.read).toBe(report.accepted + report.rejected + report.merged);
    expect(report.accepted).toBeGreaterThanOrEqual(2);
  });
});
