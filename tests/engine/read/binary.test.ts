import { readFileSync } from "node:fs";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { openFile } from "../../../src/engine/read/archives/openFile";
import { previewRatings, readRatings } from "../../../src/engine/read/reading/read";
import { dateText, formatOfCode, numberText } from "../../../src/engine/read/sheets/cellFormats";
import type { ReadOptions } from "../../../src/engine/read/types";
import { fixture, latin1, ratingsOf, refusalOf, utf16 } from "./reading";

/** By name of the file: user, product, rating and time of each rating, as they were given to another writer. */
const EXPECTED: Record<string, [string, string, number, number | null][]> = JSON.parse(
  readFileSync("tests/fixtures/formats/binary.json", "utf8"),
);

const readFixture = async (name: string, options: ReadOptions = {}) => readRatings(await fixture(name), options);
const readBytes = async (name: string, bytes: Uint8Array) =>
  readRatings(await openFile(name, new Blob([Uint8Array.from(bytes)])));

describe("a workbook or a Parquet file of another writer", () => {
  it.each(Object.entries(EXPECTED))("%s is read without a loss", async (name, expected) => {
    const { dataset, report } = await readFixture(name);
    expect(ratingsOf(dataset).map(({ user, product, rating, time = null }) => [user, product, rating, time])).toEqual(
      expected,
    );
    expect(report).toMatchObject({ rejected: 0, merged: 0, warnings: [] });
  });

  it("asks which sheet holds the ratings, the one that looks like them first, and reads another when told", async () => {
    const { report } = await readFixture("sheets.xlsx");
    expect(report).toMatchObject({ format: "Excel workbook", passedOver: 2 });
    const labels = report.questions!.map(({ id, answers }) => [id, ...answers.map(({ label }) => label)]);
    expect(labels).toEqual([["sheet", "Ratings", "Notes", "Products & more"]]);
    const other = await previewRatings(await fixture("sheets.xlsx"), { sheet: "Products & more" });
    expect(other.columns.map(({ name }) => name)).toEqual(["item_id", "title", "category"]);
  });

  it("joins a sheet of products to ratings of another file", async () => {
    const products = zipSync(
      workbook(`<row><c t="inlineStr"><is><t>item_id</t></is></c><c t="inlineStr"><is><t>title</t></is></c></row>
        <row><c t="inlineStr"><is><t>Lamp</t></is></c><c t="inlineStr"><is><t>The lamp</t></is></c></row>
        <row><c t="inlineStr"><is><t>Rug</t></is></c><c t="inlineStr"><is><t>The rug</t></is></c></row>`),
    );
    const details = await openFile("products.xlsx", new Blob([Uint8Array.from(products)]));
    const { report } = await readRatings([await fixture("ratings.parquet"), details]);
    expect(report.details).toMatchObject([{ file: "products.xlsx", products: 2, matched: 2 }]);
  });

  it("is read out of a ZIP archive with a text about it", async () => {
    const inner = readFileSync("tests/fixtures/formats/ratings.parquet");
    const { dataset } = await readBytes(
      "all.zip",
      zipSync({ "ratings.parquet": inner, "README.txt": strToU8("Read") }),
    );
    expect(dataset.size).toBe(24);
  });
});

/** The parts of a workbook with one sheet, these rows in it; names of elements with a prefix or not. */
function workbook(rows: string, { strings = "", styles = "", prefix = "" } = {}): Record<string, Uint8Array> {
  const p = prefix === "" ? "" : `${prefix}:`;
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
  const prefixed = (xml: string) => xml.replace(/<(\/?)(?=[a-z])/gi, `<$1${p}`);
  const file = (xml: string) => strToU8(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}`);
  return {
    "[Content_Types].xml": file("<Types/>"),
    "_rels/.rels": file(`<Relationships>${relation("r1", "officeDocument", "/book/workbook.xml")}</Relationships>`),
    "book/workbook.xml": file(
      prefixed(`<workbook><sheets><sheet name="A" sheetId="1" r:id="r7"/></sheets></workbook>`),
    ),
    "book/_rels/workbook.xml.rels": file(
      `<Relationships>${relation("r7", "worksheet", "one.xml")}${relation("r8", "sharedStrings", "texts.xml")}
       ${relation("r9", "styles", "../book/styles.xml")}</Relationships>`,
    ),
    "book/one.xml": file(prefixed(`<worksheet><sheetData>${rows}</sheetData><t>no cell</t></worksheet>`)),
    "book/texts.xml": file(prefixed(`<sst>${strings}</sst>`)),
    "book/styles.xml": file(prefixed(`<styleSheet>${styles}</styleSheet>`)),
  };
}

const HEADER = `<row r="1"><c r="A1" t="str"><v>user_id</v></c><c r="B1" t="str"><v>item_id</v></c>
  <c r="C1" t="str"><v>rating</v></c><c r="D1" t="str"><v>note</v></c></row>`;

async function recordsOf(rows: string, parts: Parameters<typeof workbook>[1] = {}): Promise<string[][]> {
  const bytes = zipSync(workbook(HEADER + rows, parts));
  const { rows: records } = await previewRatings(await openFile("cells.xlsx", new Blob([Uint8Array.from(bytes)])));
  return records;
}

describe("the cells of a sheet", () => {
  it("are texts of all kinds, truths and errors, with entities and escaped signs as what they stand for", async () => {
    const strings = `<si><t>a &amp; b</t></si>
      <si><r><t xml:space="preserve">rich </t></r><r><rPr><b/></rPr><t>text</t></r><rPh sb="0" eb="1"><t>reading</t></rPh></si>`;
    const records = await recordsOf(
      `<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2"><v>4</v></c><c r="D2" t="b"><v>1</v></c></row>
       <row r="3"><c r="A3" t="inlineStr"><is><t>x_x002C_y</t></is></c><c r="B3" t="str"><f>A2</f><v><![CDATA[p<q]]></v></c>
         <c r="C3"><v>5</v></c><c r="D3" t="e"><v>#N/A</v></c></row>`,
      { strings },
    );
    expect(records).toEqual([
      ["a & b", "rich text", "4", "TRUE"],
      ["x,y", "p<q", "5", ""],
    ]);
  });

  it("are where their place says, or after the one before; rows left out are blank lines", async () => {
    const records = await recordsOf(
      `<row r="2"><c r="A2"><v>1</v></c><c r="C2"><v>3</v></c></row>
       <row><c><v>4</v></c><c><v>5</v></c><c><v>6</v></c><c/></row>
       <row r="9"><c r="B9"><v>8</v></c><c><v>2</v></c><c><v>0.30000000000000004</v></c></row>`,
      { prefix: "x" },
    );
    expect(records).toEqual([
      ["1", "", "3", ""],
      ["4", "5", "6", ""],
      ["", "8", "2", "0.3"],
    ]);
    const { report } = await readBytes(
      "rows.xlsx",
      zipSync(
        workbook(`${HEADER}<row r="2"><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>
          <row r="5"><c><v>1</v></c><c><v>2</v></c><c t="str"><v>zzq</v></c></row>
          <row r="7"><c><v>2</v></c><c><v>3</v></c><c><v>4</v></c></row>`),
      ),
    );
    expect(report.examples).toMatchObject([{ line: 5, column: 3, reason: "rating is not a number" }]);
  });

  it("are dates, or have zeros before them, where their style says so", async () => {
    const styles = `<numFmts><numFmt numFmtId="164" formatCode="&quot;on&quot; d/m/yy"/><numFmt numFmtId="165" formatCode="00000"/></numFmts>
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="22"/></cellXfs>`;
    const records = await recordsOf(
      `<row r="2"><c s="2"><v>42</v></c><c><v>42</v></c><c><v>1</v></c><c s="1"><v>43466</v></c></row>
       <row r="3"><c s="2"><v>123456</v></c><c><v>42</v></c><c><v>1</v></c><c s="3"><v>43466.75</v></c></row>`,
      { styles },
    );
    expect(records).toEqual([
      ["00042", "42", "1", "2019-01-01"],
      ["123456", "42", "1", "2019-01-01 18:00:00"],
    ]);
  });

  // ECMA-376 part 1, 18.17.4.1: in the 1900 system 1 is 1 January 1900 and 60 a day that was none.
  it.each([
    [1, false, "1900-01-01"],
    [59, false, "1900-02-28"],
    [61, false, "1900-03-01"],
    [2_958_465, false, "9999-12-31"],
    [0, true, "1904-01-01"],
    [42_004, true, "2019-01-01"],
    [0.5, false, "12:00:00"],
    [-1, false, "-1"],
  ])("day %s counted from 1904 (%s) is %s", (serial, is1904, text) => {
    expect(dateText(serial, is1904)).toBe(text);
  });

  it.each([
    ["General", "plain"],
    ["0.00", "plain"],
    ["#,##0 [$€-407]", "plain"],
    ['0 "days"', "plain"],
    ["0.00E+00", "plain"],
    ["[h]:mm:ss", "plain"],
    ["[Red]0;[Blue]-0", "plain"],
    ["[$-409]mmmm d, yyyy;@", "date"],
    ["yyyy\\-mm\\-dd hh:mm:ss.000", "date"],
    ['yyyy"年"m"月"d"日"', "date"],
    ["h:mm AM/PM", "date"],
    ["0000", 4],
  ])("the format %s is %s", (code, format) => {
    expect(formatOfCode(code)).toBe(format);
  });

  it("have 15 digits, as a spreadsheet shows them, and whole numbers all of theirs", () => {
    expect([0.1 + 0.2, 1.2345678901234e16, 9007199254740991, -4.5].map(numberText)).toEqual([
      "0.3",
      "12345678901234000",
      "9007199254740991",
      "-4.5",
    ]);
  });
});

describe("a file that is no text and cannot be read", () => {
  const bytesOf = (name: string) => new Uint8Array(readFileSync(`tests/fixtures/formats/${name}`));

  /** A compound file whose directory names what an encrypted workbook has. */
  function protectedWorkbook(): Uint8Array {
    const bytes = new Uint8Array(2048);
    bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    const view = new DataView(bytes.buffer);
    view.setUint16(30, 9, true);
    view.setUint32(48, 1, true);
    bytes.set(utf16("EncryptedPackage", true), 1024 + 256);
    return bytes;
  }

  const parts = (change: Record<string, Uint8Array | null>) =>
    zipSync(
      Object.fromEntries(
        Object.entries({ ...workbook(HEADER), ...change }).filter(([, part]) => part !== null),
      ) as Record<string, Uint8Array>,
    );
  const inSheet = (xml: string) => parts({ "book/one.xml": strToU8(`<worksheet><sheetData>${xml}`) });

  it.each<[string, string, () => Uint8Array, RegExp]>([
    [
      "a Parquet file cut short",
      "a.parquet",
      () => bytesOf("ratings.parquet").subarray(0, 900),
      /damaged or cut short/,
    ],
    [
      "a Parquet file of a packing that is not read",
      "b.parquet",
      () => bytesOf("brotli.parquet"),
      /packed with BROTLI.*snappy/,
    ],
    ["an encrypted Parquet file", "c.parquet", () => latin1("PARE\x15\x04\x15\x10PARE"), /encrypted/],
    ["a workbook cut short", "d.xlsx", () => bytesOf("ratings.xlsx").subarray(0, 3000), /damaged or cut short/],
    ["a workbook with a password", "e.xlsx", protectedWorkbook, /protected by a password.*without a password/],
    ["a workbook without rows", "f.xlsx", () => parts({ "book/one.xml": strToU8("<worksheet/>") }), /no sheet of it/],
    ["a sheet that is no XML", "g.xlsx", () => inSheet("<row></c></row>"), /damaged.*XML cannot be read/],
    ["a text without an end", "h.xlsx", () => inSheet(`<row><c><v>${"9".repeat(2 ** 21)}`), /damaged.*no sheet has/],
    [
      "a column that is none",
      "i.xlsx",
      () => inSheet('<row r="1"><c r="XFE1"><v>1</v></c></row>'),
      /damaged.*no column/,
    ],
    ["rows in disorder", "j.xlsx", () => inSheet('<row r="3"/><row r="2"/>'), /damaged.*out of order/],
    [
      "a list of sheets that is missing",
      "k.xlsx",
      () => parts({ "book/workbook.xml": null, "old/workbook.xml": strToU8("<a/>") }),
      /damaged.*list of its sheets/,
    ],
    [
      "a binary workbook",
      "l.xlsb",
      () => zipSync({ "[Content_Types].xml": strToU8("<a/>"), "xl/workbook.bin": strToU8("x") }),
      /\.xlsb.*Save it as \.xlsx/,
    ],
    [
      "a spreadsheet of LibreOffice",
      "m.ods",
      () => zipSync({ mimetype: strToU8("a"), "content.xml": strToU8("<a/>") }),
      /\.ods.*\.xlsx or CSV/,
    ],
    [
      "a spreadsheet of Apple",
      "n.numbers",
      () => zipSync({ "Index/Document.iwa": strToU8("x") }),
      /Numbers.*\.xlsx or CSV/,
    ],
  ])("%s is said to be one, with what helps", async (_, name, bytes, expected) => {
    const sentence = await refusalOf(readBytes(name, bytes()));
    expect(sentence.startsWith(name)).toBe(true);
    expect(sentence).toMatch(expected);
  });
});
