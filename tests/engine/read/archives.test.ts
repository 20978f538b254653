import { deflateRawSync, gzipSync as gzipNatively } from "node:zlib";
import { gzipSync, type Zippable, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { openFile } from "../../../src/engine/read/archives/openFile";
import { readRatings } from "../../../src/engine/read/reading/read";
import { briefly, refusalOf } from "./reading";

const utf8 = (text: string) => new TextEncoder().encode(text);
const TEXT = "user,item,rating\na,x,1\nb,y,2\n";
const EXPECTED = ["a x 1", "b y 2"];

const blobOf = (...parts: Uint8Array[]) => new Blob(parts.map((part) => Uint8Array.from(part)));
const readPacked = async (name: string, ...parts: Uint8Array[]) => readRatings(await openFile(name, blobOf(...parts)));
const readZip = (files: Zippable) => readPacked("ratings.zip", zipSync(files));
const refusedZip = (files: Zippable) => refusalOf(readZip(files));

/** The same bytes with one of them changed. */
function changed(bytes: Uint8Array, at: number, to = bytes[at] ^ 1): Uint8Array {
  const copy = bytes.slice();
  copy[at] = to;
  return copy;
}

/** Where the signature of a ZIP structure stands: a file's local header (3, 4) or the directory's entry (1, 2). */
const placeOf = (zip: Uint8Array, third: number, fourth: number) =>
  zip.findIndex((_, i) => zip[i] === 0x50 && zip[i + 1] === 0x4b && zip[i + 2] === third && zip[i + 3] === fourth);

describe("a gzip file", () => {
  it("is read as the file inside", async () => {
    const packed = gzipSync(utf8(TEXT), { filename: "ratings.csv" });
    const { dataset, report } = await readPacked("ratings.csv.gz", packed);
    expect(briefly(dataset)).toEqual(EXPECTED);
    expect(report).toMatchObject({ file: "ratings.csv.gz", bytes: packed.length, read: 2 });
  });

  it("is known by its bytes, whatever its name", async () => {
    expect(briefly((await readPacked("ratings.csv", gzipSync(utf8(TEXT)))).dataset)).toEqual(EXPECTED);
    expect(briefly((await readPacked("ratings.csv.gz", utf8(TEXT))).dataset)).toEqual(EXPECTED);
  });

  it("may have two members, one after the other, as gzip's own program joins them", async () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => `u${i % 97},p${i % 89},${i % 5}\n`).join("");
    const [first, second] = [gzipSync(utf8(`${TEXT}${rows}`)), gzipSync(utf8("c,x,3\n"))];
    const { dataset, report } = await readPacked("ratings.csv.gz", first, second);
    expect(report.read).toBe(50_003);
    expect(briefly(dataset).at(-1)).toBe("c x 3");
  });

  it.each([1, 9, 20, 40])("is refused when %d bytes of its end are missing", async (missing) => {
    const packed = gzipSync(utf8(TEXT));
    const reading = readPacked("ratings.csv.gz", packed.subarray(0, packed.length - missing));
    expect(await refusalOf(reading)).toMatch(/^ratings\.csv\.gz is (damaged or cut short: |empty)/);
  });

  it("is refused when the second of its members is cut short", async () => {
    const second = gzipSync(utf8("c,x,3\n".repeat(100)));
    const reading = readPacked("r.gz", gzipSync(utf8(TEXT)), second.subarray(0, second.length - 4));
    expect(await refusalOf(reading)).toMatch(/^r\.gz is damaged or cut short/);
  });

  it("is refused when a byte of it was changed, by its checksum at the latest", async () => {
    const packed = gzipSync(utf8(TEXT), { level: 0 });
    // In a stored block the text stands as it is: the rating after b,y is changed from 2 to 3.
    const at = packed.lastIndexOf("2".charCodeAt(0), packed.length - 9);
    const message = await refusalOf(readPacked("r.gz", changed(packed, at)));
    expect(message).toBe(
      "r.gz is damaged or cut short: what it unpacks to has another checksum than it says. Copy or download it again.",
    );
    const first = changed(packed, at);
    expect(await refusalOf(readPacked("r.gz", first, packed))).toMatch(/another checksum/);
    expect(await refusalOf(readPacked("r.gz", packed, first))).toMatch(/another checksum/);
  });

  it("is refused when something else than text is in it", async () => {
    const twice = gzipSync(gzipSync(utf8(TEXT)));
    expect(await refusalOf(readPacked("r.csv.gz", twice))).toMatch(
      /^r\.csv\.gz is a gzip archive, not a table of text\./,
    );
    expect(await refusalOf(readPacked("r.pdf.gz", gzipSync(utf8("%PDF-1.7"))))).toMatch(/is a PDF document/);
  });
});

describe("a ZIP archive", () => {
  it.each([
    ["deflated", { "ratings.csv": [utf8(TEXT), { level: 9 }] }],
    ["stored", { "ratings.csv": [utf8(TEXT), { level: 0 }] }],
    [
      "in folders, with what macOS adds",
      {
        data: { ml: { "ratings.dat": utf8(TEXT), ".DS_Store": utf8("x") } },
        __MACOSX: { data: { "._ratings.dat": utf8("y") } },
      },
    ],
    [
      "beside files that are no tables",
      {
        "README.md": utf8("about"),
        LICENSE: utf8("free"),
        "Ratings.CSV": utf8(TEXT),
        "movies.pdf": utf8("%PDF"),
      },
    ],
    ["beside an empty one", { "empty.csv": new Uint8Array(0), "ratings.csv": utf8(TEXT) }],
    ["with a name without an ending", { ratings: utf8(TEXT) }],
    [
      "with extra fields and a name that is not ASCII",
      {
        "Bewertungen für März.tsv": [utf8(TEXT), { extra: { 28789: new Uint8Array(40) }, comment: "PK\x05\x06" }],
      },
    ],
  ] as [string, Zippable][])("is read as the one table in it: %s", async (_, files) => {
    const { dataset, report } = await readZip(files);
    expect(briefly(dataset)).toEqual(EXPECTED);
    expect(report.file).toBe("ratings.zip");
  });

  it.each(["./ratings.csv", "../../x.csv", "/etc/../ratings.csv"])(
    "is read though its path leads elsewhere, which no one follows: %s",
    async (path) => expect(briefly((await readZip({ [path]: utf8(TEXT) })).dataset)).toEqual(EXPECTED),
  );

  it("with several tables is refused with their names", async () => {
    expect(await refusedZip({ "a.csv": utf8(TEXT), "b.csv": utf8(TEXT), "README.md": utf8("about") })).toBe(
      "ratings.zip holds 2 files: a.csv, b.csv. Unpack it and drop those that belong together.",
    );
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`${i + 10}.csv`, utf8(TEXT)]));
    expect(await refusedZip(many)).toMatch(/holds 12 files: 10\.csv, 11\.csv, 12\.csv, 13\.csv, 14\.csv, 7 more\./);
  });

  it("with nothing in it is refused", async () => {
    expect(await refusedZip({ folder: {}, ".hidden": utf8(TEXT) })).toMatch(/is a ZIP archive without a file in it\./);
    expect(await refusedZip({})).toMatch(/is a ZIP archive without a file in it\./);
  });

  it("that is an Office document is refused as one", async () => {
    const files = { "[Content_Types].xml": utf8("<Types/>"), word: { "document.xml": utf8("<document/>") } };
    expect(await refusedZip(files)).toBe(
      "ratings.zip is an Office document without sheets. Save its table as .xlsx or CSV and drop that file.",
    );
  });

  it("that is encrypted, or packed in a way of its own, is refused with the reason", async () => {
    const zip = zipSync({ "ratings.csv": utf8(TEXT) });
    const entry = placeOf(zip, 1, 2);
    expect(await refusalOf(readPacked("r.zip", changed(zip, entry + 8)))).toMatch(
      /^ratings\.csv in r\.zip is encrypted\./,
    );
    // Method 12 is bzip2.
    expect(await refusalOf(readPacked("r.zip", changed(zip, entry + 10, 12)))).toMatch(
      /packed in a way that cannot be read/,
    );
  });

  it("that was changed is refused by its checksum", async () => {
    const zip = zipSync({ "ratings.csv": utf8(TEXT) }, { level: 0 });
    const at = zip.indexOf("2".charCodeAt(0), placeOf(zip, 3, 4) + 30 + "ratings.csv".length);
    expect(await refusalOf(readPacked("r.zip", changed(zip, at)))).toBe(
      "r.zip is damaged or cut short: ratings.csv has another checksum than the archive says. Copy or download it again.",
    );
  });

  it("that is cut short anywhere is refused, and nothing else is thrown", async () => {
    const zip = zipSync({ "ratings.csv": utf8(TEXT) });
    for (let length = 4; length < zip.length; length++) {
      expect(await refusalOf(readPacked("r.zip", zip.subarray(0, length)))).toMatch(/^r\.zip is damaged or cut short/);
    }
  });

  it("any byte of which is changed is read as it was, or refused", async () => {
    const zip = zipSync({ "ratings.csv": utf8(TEXT) });
    for (let at = 0; at < zip.length; at++) {
      for (const to of [0xff, zip[at] ^ 1]) {
        const reading = readPacked("r.zip", changed(zip, at, to));
        const isRead = await reading.then(
          () => true,
          () => false,
        );
        if (isRead) expect(briefly((await reading).dataset)).toEqual(EXPECTED);
        else await refusalOf(reading);
      }
    }
  });
});

describe("a file that unpacks to far more than it is", () => {
  const MB = 1024 ** 2;
  const SIZE = 66 * MB;
  const record = utf8("user01,item01,3,of some brand..\n");
  const header = utf8("user,item,rating,brand\n");

  function repeated(piece: Uint8Array, length: number): Uint8Array {
    const all = new Uint8Array(header.length + Math.floor(length / piece.length) * piece.length);
    all.set(header);
    for (let at = header.length; at < all.length; at += piece.length) all.set(piece, at);
    return all;
  }

  /** Packed by the platform, put into an archive as it is, and said to be deflated there, from its true size. */
  function deflatedInZip(content: Uint8Array): Uint8Array {
    const zip = zipSync({ "ratings.csv": deflateRawSync(content) }, { level: 0 });
    const entry = placeOf(zip, 1, 2);
    new DataView(zip.buffer, zip.byteOffset).setUint32(entry + 24, content.length, true);
    return changed(zip, entry + 10, 8);
  }

  const bombs: [string, () => Uint8Array][] = [
    ["records in gzip", () => gzipNatively(repeated(record, SIZE))],
    ["zeros in gzip", () => gzipNatively(new Uint8Array(SIZE))],
    ["zeros in ZIP", () => deflatedInZip(new Uint8Array(SIZE))],
  ];

  it.each(bombs)("is refused while it is small, a piece at a time: %s", async (name, packed) => {
    const source = await openFile("bomb", blobOf(packed()));
    let [largest, all] = [0, 0];
    async function* open() {
      for await (const piece of source.open()) {
        largest = Math.max(largest, piece.bytes.length);
        all += piece.bytes.length;
        yield piece;
      }
    }
    const measured = { ...source, open };
    if (name.startsWith("zeros")) {
      expect(await refusalOf(readRatings(measured))).toMatch(/^bomb is not a table of text: byte 1 of line 1 is NUL/);
      expect(all).toBeLessThanOrEqual(17 * MB);
      const unpacking = async () => {
        for await (const _ of open());
      };
      expect(await refusalOf(unpacking())).toMatch(/^bomb unpacks to more than 300 times its size/);
    } else expect(await refusalOf(readRatings(measured))).toMatch(/^bomb unpacks to more than 300 times its size/);
    // A step takes 16 kB, which DEFLATE can make 1,032 times as many; the limit is looked at from 64 MB on.
    expect(largest).toBeLessThanOrEqual(17 * MB);
    expect(all).toBeLessThanOrEqual(2 * 64 * MB);
  });

  it("is read where it is no larger than a table may be", async () => {
    const { report } = await readPacked(
      "ratings.csv.gz",
      gzipSync(repeated(utf8("user01,item01,3\nuser02,item02,4\n"), 4 * MB)),
    );
    expect(report.read).toBe((4 * MB) / 16);
  });
});
