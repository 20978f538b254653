import fc from "fast-check";
import { gzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { openFile } from "../../../src/engine/read/archives/openFile";
import type { ByteSource } from "../../../src/engine/read/bytes/source";
import { SAMPLE_LENGTH } from "../../../src/engine/read/guess/dialect";
import { readRatings } from "../../../src/engine/read/reading/read";
import { ReadError, type ReadOptions } from "../../../src/engine/read/types";
import { file, ratingsOf, read } from "./reading";

/** A reading's ratings and the figures of its report that do not depend on the clock, or the sentence that refuses it. */
async function outcome(sources: ByteSource | ByteSource[], options: ReadOptions = {}) {
  try {
    const { dataset, report } = await readRatings(sources, options);
    return { ratings: ratingsOf(dataset), report: { ...report, readMs: 0 } };
  } catch (error) {
    if (error instanceof ReadError) return error.message;
    throw error;
  }
}

/** Every record is counted once, and each rejected one has its place. True when the files were read. */
function isAccountedFor(result: Awaited<ReturnType<typeof outcome>>): boolean {
  if (typeof result === "string") {
    expect(result).toMatch(/^.+[.)] .+ Data that were open before stay open\.$/s);
    return false;
  }
  const { report, ratings } = result;
  const sum = (counts: number[]) => counts.reduce((a, b) => a + b, 0);
  expect(report.read).toBe(report.accepted + report.rejected + report.merged);
  expect(report.accepted).toBe(ratings.length);
  expect(sum(Object.values(report.rejectedBy))).toBe(report.rejected);
  expect(sum(report.files.map(({ read }) => read))).toBe(report.read);
  expect(report.examples).toHaveLength(Math.min(100, report.rejected));
  report.examples.forEach(({ file, line }, i) => {
    const before = report.examples[i - 1];
    if (before && before.file === file) expect(line).toBeGreaterThan(before.line);
  });
  return true;
}

const line = fc.oneof(
  fc
    .tuple(fc.constantFrom("a", "b", "É", "😀", '"q""r"', '"s\nt"'), fc.constantFrom("x", "y", "日本"), fc.nat(5))
    .map(String),
  fc.constantFrom("", "# note", "a,x", "a,x,1,2", 'a,"x,1', 'a,5" x,3', "a,x,good", "a,,1", "NA,x,1", "a,y,2,"),
);
const table = fc.tuple(
  fc.array(line, { maxLength: 30 }),
  fc.constantFrom("\n", "\r\n", "\r"),
  fc.constantFrom("user,item,rating", "\ufeffuser,item,rating", "u1,p1,3"),
);

describe("reading any table", () => {
  it("gives the same Dataset and report however its bytes are cut", async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.array(fc.nat(300), { maxLength: 8 }), async ([lines, newline, first], cuts) => {
        const content = [first, ...lines].join(newline);
        expect(await outcome(file(content, cuts))).toEqual(await outcome(file(content)));
      }),
      { numRuns: 300 },
    );
  });

  it("counts every record once: read = accepted + rejected + merged", async () => {
    let checked = 0;
    await fc.assert(
      fc.asyncProperty(table, async ([lines, newline, first]) => {
        if (isAccountedFor(await outcome(file([first, "a,x,1", "b,y,5", ...lines].join(newline))))) checked++;
      }),
      { numRuns: 500 },
    );
    expect(checked).toBeGreaterThan(250);
  });

  it("cuts no record where a block ends", async () => {
    // Rows of every length near the block's end, with a quoted line end in each.
    const rows = Array.from({ length: 30_000 }, (_, i) => `u${i},"p${i % 97}\n${"z".repeat(i % 13)}",${i % 5}`);
    const text = `user,item,rating\n${rows.join("\n")}\n`;
    expect(text.length).toBeGreaterThan(3 * SAMPLE_LENGTH);
    const { dataset, report } = await read(text);
    expect(report).toMatchObject({ read: 30_000, accepted: 30_000 });
    expect(ratingsOf(dataset).at(-1)).toEqual({
      user: "u29999",
      product: `p${29_999 % 97}\n${"z".repeat(29_999 % 13)}`,
      rating: 4,
    });
  });
});

describe("reading arbitrary bytes ends with a Dataset or a sentence, every record accounted for", () => {
  const encoder = new TextEncoder();
  const HEADS = [
    "",
    "user,item,rating\na,x,1\nb,y,2\n",
    "user;item\na;x\na;y\nb;x\n",
    "1::5::3\n2::6::4\n",
    "id\ttitle\nx\tLamp\n",
  ];
  const tokens = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.constantFrom(",", ";", "\t", "|", "::", '"', '""', "\n", "\r", "\r\n", "\n\n", '",', '\n"'),
    },
    { weight: 3, arbitrary: fc.constantFrom("a", "b", "x", "y", "0", "1", "4,5", "NA", "up", "#", " ", "::", "5e9") },
    {
      weight: 1,
      arbitrary: fc.constantFrom("user", "item", "rating", "time", "2015-04-03", "13/04/2015", "é", "日", "\ufeff"),
    },
  );
  const seeded = fc
    .tuple(fc.constantFrom(...HEADS), fc.array(tokens, { maxLength: 700, size: "max" }))
    .map(([head, rest]) => encoder.encode(`${head}${rest.join("")}`).slice(0, 2048));
  const spoilt = fc
    .tuple(seeded, fc.array(fc.tuple(fc.nat(2047), fc.integer({ min: 1, max: 255 })), { maxLength: 6 }))
    .map(([bytes, changes]) => {
      for (const [at, to] of changes) if (at < bytes.length) bytes[at] = to;
      return bytes;
    });
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 2048, size: "max" }),
    fc.uint8Array({ min: 1, max: 127, maxLength: 2048, size: "max" }),
    seeded,
    seeded,
    spoilt,
  );

  it("of one file, cut anywhere", async () => {
    let wereRead = 0;
    await fc.assert(
      fc.asyncProperty(anything, fc.nat(2048), async (content, cut) => {
        const result = await outcome(file(content, [cut]));
        if (isAccountedFor(result)) wereRead++;
        expect(await outcome(file(content))).toEqual(result);
      }),
      { numRuns: 1000 },
    );
    expect(wereRead).toBeGreaterThan(100);
  });

  const options = fc.record<ReadOptions>(
    {
      delimiter: fc.constantFrom(",", ";", "\t", "|", "::"),
      encoding: fc.constantFrom("utf-8", "windows-1252", "utf-16le", "utf-16be"),
      hasHeader: fc.boolean(),
      dateOrder: fc.constantFrom("day-first", "month-first"),
      zeroMeans: fc.constantFrom("rating", "missing"),
      duplicates: fc.constantFrom("last", "first", "mean", "all"),
      roles: fc.constantFrom<NonNullable<ReadOptions["roles"]>>(
        { 0: "user", 1: "product" },
        { 2: "rating" },
        { 0: "product", 1: "user", 2: "time" },
      ),
    },
    { requiredKeys: [] },
  );

  it("of one file, with any choices", async () => {
    await fc.assert(
      fc.asyncProperty(anything, options, async (content, chosen) => {
        isAccountedFor(await outcome(file(content), chosen));
      }),
      { numRuns: 800 },
    );
  });

  it("of several files", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { minLength: 2, maxLength: 3 }), fc.boolean(), async (contents, alike) => {
        const head = encoder.encode(HEADS[1]);
        const sources = contents.map((content, i) =>
          file(alike ? Uint8Array.from([...head, ...content]) : content, [], `${i}.csv`),
        );
        isAccountedFor(await outcome(sources));
      }),
      { numRuns: 300 },
    );
  });

  it("of packed files, whole or spoilt", async () => {
    await fc.assert(
      fc.asyncProperty(anything, fc.option(fc.tuple(fc.nat(), fc.nat(255))), async (content, change) => {
        const packed = gzipSync(content);
        if (change) packed[change[0] % packed.length] = change[1];
        const source = await openFile("ratings.csv.gz", new Blob([Uint8Array.from(packed)]));
        const result = await outcome(source);
        isAccountedFor(result);
        if (!change && typeof result !== "string") {
          expect(result.ratings).toEqual(ratingsOf((await read(content)).dataset));
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("a long reading", () => {
  const text = `user,item,rating\n${Array.from({ length: 200_000 }, (_, i) => `u${i},p${i % 50},${i % 5}`).join("\n")}`;

  it("shows the first records at once, and tells its progress up to the end", async () => {
    const events: number[] = [];
    const seen: string[] = [];
    const source = file(text);
    await readRatings(
      source,
      {},
      {
        onPreview: ({ rows }) => seen.push(`preview of ${rows.length}`),
        onProgress: ({ bytesRead, bytesTotal, records, secondsLeft }) => {
          expect(bytesTotal).toBe(source.size);
          expect(secondsLeft).toBeGreaterThanOrEqual(0);
          events.push(bytesRead, records);
          seen.push("progress");
        },
      },
    );
    expect(events.slice(-2)).toEqual([source.size, 200_000]);
    expect(seen[0]).toBe("preview of 20");
    expect(seen.filter((event) => event !== "progress")).toHaveLength(1);
  });

  it("ends when it is aborted", async () => {
    const controller = new AbortController();
    let records = 0;
    const places = Array.from({ length: 20 }, (_, i) => i * 100_000);
    const reading = readRatings(
      file(text, places),
      {},
      {
        onProgress: (progress) => {
          records = progress.records;
        },
        signal: controller.signal,
      },
    );
    controller.abort();
    await expect(reading).rejects.toThrow(/abort/i);
    expect(records).toBeLessThan(200_000);
  });
});
