import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { openFile } from "../../../src/engine/read/archives/openFile";
import type { ByteSource } from "../../../src/engine/read/bytes/source";
import { LEAST_BYTES, type PartReader } from "../../../src/engine/read/reading/parts";
import { type Reading, readRatings } from "../../../src/engine/read/reading/read";
import { KEPT_REJECTIONS } from "../../../src/engine/read/reading/rejections";
import { readStretch } from "../../../src/engine/read/reading/stretch";
import type { ReadOptions } from "../../../src/engine/read/types";
import { blobFile, file, latin1, refusalOf, utf16 } from "./reading";

const SIZE = 1.1 * LEAST_BYTES;
const PAD = "of a brand whose name is long, ".replace(",", "");

/** A part reader on this thread, which notes what it was asked for. */
function partReaders(count: number) {
  const asked: { start: number; end: number }[] = [];
  const read: PartReader["read"] = (request, ...rest) => {
    asked.push({ start: request.start, end: request.end });
    return readStretch(request, ...rest);
  };
  return { readers: Array.from({ length: count }, () => ({ read })), asked };
}

/** Lines after the header, each made of its number and the share of the file before it, until it is large enough. */
function large(header: string, lineOf: (i: number, before: number) => string, newline = "\n"): string {
  const lines = [header];
  let size = header.length;
  for (let i = 0; size < SIZE; i++) {
    const line = lineOf(i, size / SIZE);
    lines.push(line);
    size += line.length + newline.length;
  }
  return lines.join(newline);
}

/** The Dataset with the digest of each column in its place, the report without the clock, and the rejections. */
function digested({ dataset, report, preview, rejections }: Reading) {
  const digest = (value: unknown): unknown => {
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      return `${value.constructor.name} ${value.byteLength}: ${createHash("sha1").update(bytes).digest("hex")}`;
    }
    if (Array.isArray(value)) return value.map(digest);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, digest(part)]));
  };
  const listed = createHash("sha1");
  for (const row of rejections.csv()) listed.update(row);
  return {
    dataset: digest(dataset),
    report: { ...report, readMs: 0, readers: 0 },
    preview,
    rejected: listed.digest("hex"),
  };
}

/** Read the file through and in parts, expect the same of both, and tell by how many readers it was read. */
async function bothWays(content: string | Uint8Array, others = 1, options: ReadOptions = {}) {
  const source = blobFile(content);
  const through = await readRatings(source, options);
  const { readers, asked } = partReaders(others);
  const divided = await readRatings(source, options, { partReaders: readers });
  expect(digested(divided)).toEqual(digested(through));
  // Each reader had a part at least; what comes after one that does not fit is not read.
  expect(asked.length).toBeGreaterThanOrEqual(others);
  return { readers: divided.report.readers, ...through };
}

const plain = (i: number) => `u${i % 70_001},p${i % 997},${1 + (i % 5)},${PAD}${i % 89}`;

describe("a large file that is read in parts is as if it was read through", () => {
  it("with every kind of column and CRLF, by four readers", async () => {
    const header = "user,item,rating,date,title,category,brand,model_attr,gender,split";
    const gender = ["Female", "f", "M", "male", "NA", ""];
    const row = (i: number) =>
      `u${i % 70_001},${i % 7 ? `p${i % 997}` : "日本"},${(i % 10) / 2},${2001 + (i % 17)}-0${1 + (i % 9)}-11,` +
      `${i % 3 ? "" : `Title ${i % 997}`},c${i % 11},${i % 4 ? `b${i % 501}` : ""},${gender[i % 6]},${gender[i % 5]},${i % 3}`;
    const { readers, dataset, report } = await bothWays(large(header, row, "\r\n"), 3);
    expect(readers).toBe(4);
    expect(report.accepted + report.merged).toBe(report.read);
    expect(dataset.titles).not.toBeNull();
    expect(report.guesses.encoding).toMatchObject({ value: "utf-8", confidence: "sure" });
  });

  it("with a byte order mark", async () => {
    expect((await bothWays(large("\ufeffuser,item,rating,brand", plain))).readers).toBe(2);
  });

  it("with line ends in quotes everywhere", async () => {
    const row = (i: number) => `"u${i % 70_001}","p\n${i % 997}\n",${i % 5},"${PAD}\r\n""${i % 89}"`;
    const { readers, report } = await bothWays(large("user,item,rating,brand", row));
    expect(readers).toBe(2);
    expect(report.rejected).toBe(0);
  });

  it("with records that are rejected on both sides of the cut, more than are kept", async () => {
    const row = (i: number) =>
      i % 5_000 === 0 ? `d${i}` : ["a,x,,b", "b,y,tasty,b", ",z,3,b", `u${i},p${i % 7},${i % 9},b`][i % 4];
    const { readers, report } = await bothWays(large("user,item,rating,brand", row), 2);
    expect(readers).toBe(3);
    expect(report.rejected).toBeGreaterThan(1.5 * KEPT_REJECTIONS);
    expect(Object.keys(report.rejectedBy)).toHaveLength(4);
  });

  const repeating = large(
    "user,item,rating,date,brand",
    (i) => `u${i % 3_001},p${i % 5},${i % 4},2011-01-0${1 + (i % 7)},${PAD}${i}`,
  );
  it.each(["last", "first", "all", "mean"] as const)(
    "with duplicates across the cut, by the rule %s",
    async (duplicates) => {
      const { readers, report } = await bothWays(repeating, 1, { duplicates });
      expect(readers).toBe(2);
      expect(report.repeated).toBeGreaterThan(1000);
    },
  );

  it("with the mean of duplicates that are no whole numbers", async () => {
    // 4.1, 3.3 and 2.7 are rounded to 32 bits: once, after the mean, or else each of them as well.
    const row = (i: number) => `u${i % 3_001},p${i % 5},${((i * 7) % 47) / 10},${PAD}`;
    expect((await bothWays(large("user,item,rating,brand", row), 1, { duplicates: "mean" })).readers).toBe(2);
  });

  it("with choices and how often they were made", async () => {
    const row = (i: number) => `u${i % 70_001},p${i % 7},${1 + (i % 9)},${PAD}`;
    const { readers, dataset } = await bothWays(large("user,item,plays,brand", row));
    expect(readers).toBe(2);
    expect(dataset.feedback).toBe("implicit");
  });

  it("with inches within fields, which open nothing", async () => {
    const row = (i: number) => (i % 1000 ? plain(i) : `u${i},5" screen,3,${PAD}`);
    expect((await bothWays(large("user,item,rating,brand", row))).readers).toBe(2);
  });

  it("with characters of several bytes in the second half alone", async () => {
    const row = (i: number, before: number) => (before < 0.7 ? plain(i) : `é${i},日本,2,`);
    const { readers, report } = await bothWays(large("user,item,rating,brand", row));
    expect(readers).toBe(2);
    expect(report.guesses.encoding).toMatchObject({ because: "it is valid UTF-8" });
  });
});

describe("a large file whose parts do not fit is read through in the end", () => {
  it("with quotes at the start of fields that swallow what follows, up to the next one", async () => {
    const row = (i: number) => (i % 12_000 === 9 ? `u${i},"5 inches,3,${PAD}` : plain(i));
    const { readers, report } = await bothWays(large("user,item,rating,brand", row));
    expect(readers).toBe(1);
    expect(Object.keys(report.rejectedBy)).toEqual(["unclosed quote"]);
  });

  it("with quoted fields in which lines look like records", async () => {
    const inner = Array.from({ length: 10_000 }, (_, i) => plain(i)).join("\n");
    const row = (i: number) => `u${i},"${inner}\n${i % 4}",${i % 5},b`;
    const { readers, report } = await bothWays(large("user,item,rating,brand", row));
    expect(readers).toBe(1);
    expect(report).toMatchObject({ rejected: 0, accepted: report.read });
    expect(report.read).toBeLessThan(100);
  });

  it("with bytes that are not UTF-8 in the second half alone", async () => {
    const row = (i: number, before: number) => (before < 0.7 ? plain(i) : `\xe9${i},caf\xe9,2,`);
    const { readers, report } = await bothWays(latin1(large("user,item,rating,brand", row)));
    expect(readers).toBe(1);
    expect(report.guesses.encoding.value).toBe("windows-1252");
  });

  it.each([
    ["03/25/2015", "month-first"],
    ["25/03/2015", "day-first"],
  ])("or not at all, with dates whose order the second half decides: %s", async (date, order) => {
    const row = (i: number, before: number) =>
      `u${i % 70_001},p${i % 997},${i % 5},${before < 0.7 ? "01/02/2015" : date},${PAD}`;
    const { report, dataset } = await bothWays(large("user,item,rating,date,brand", row));
    expect(report.guesses.dateOrder).toMatchObject({ value: order, confidence: "sure" });
    expect(dataset.time![0]).toBe(order === "day-first" ? Date.UTC(2015, 1, 1) / 1000 : Date.UTC(2015, 0, 2) / 1000);
  });

  it("when a reader of a part fails", async () => {
    const source = blobFile(large("user,item,rating,brand", plain));
    const failing: PartReader = { read: () => Promise.reject(new Error("The worker is gone.")) };
    const { readers } = partReaders(1);
    const divided = await readRatings(source, {}, { partReaders: [...readers, failing] });
    expect(divided.report.readers).toBe(1);
    expect(digested(divided)).toEqual(digested(await readRatings(source)));
  });
});

describe("reading in parts", () => {
  const text = large("user,item,rating,brand", plain);

  it("names the line of a NUL byte in the file, wherever the file is cut", async () => {
    // One near each place where the file might be cut.
    const spoilt = text
      .split("\n")
      .map((line, i, { length }) => (i > 0.4 * length && i % 500 === 0 ? `\0${line}` : line));
    const source = blobFile(spoilt.join("\n"));
    const reading = readRatings(source, {}, { partReaders: partReaders(1).readers });
    expect(await refusalOf(reading)).toBe(await refusalOf(readRatings(source)));
  });

  it("tells its progress up to the end, and ends when it is aborted", async () => {
    const source = blobFile(text);
    const { readers } = partReaders(2);
    let last = { bytesRead: 0, records: 0 };
    const onProgress = (progress: typeof last) => {
      expect(progress.bytesRead).toBeLessThanOrEqual(source.size);
      last = progress;
    };
    const { report } = await readRatings(source, {}, { partReaders: readers, onProgress });
    expect(last.records).toBe(report.read);
    const controller = new AbortController();
    const reading = readRatings(source, {}, { partReaders: readers, signal: controller.signal });
    controller.abort();
    await expect(reading).rejects.toThrow(/abort/i);
  });

  it.each<[string, () => ByteSource[] | Promise<ByteSource>]>([
    ["small files", () => [blobFile("user,item,rating\na,x,1\nb,y,2\n")]],
    ["packed files", () => openFile("r.gz", new Blob([gzipSync(text)]))],
    ["several files", () => [blobFile(text), blobFile("user,item,rating,brand\na,x,1,\nb,y,2,\n")]],
    ["UTF-16", () => [blobFile(utf16(`\ufeff${text.slice(0, SIZE / 2)}`, true))]],
    ["files that cannot be read from the middle", () => [file(text)]],
  ])("is not done with %s", async (_, sources) => {
    const { readers, asked } = partReaders(1);
    const { report } = await readRatings(await sources(), {}, { partReaders: readers });
    expect(report.readers).toBe(1);
    expect(asked).toEqual([]);
  });
});
