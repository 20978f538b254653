import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BLOCK_LENGTH } from "../../../src/engine/dataset/blocks";
import { readRatings } from "../../../src/engine/dataset/read";
import { ReadError } from "../../../src/engine/dataset/types";
import { file, ratingsOf, read } from "./reading";

/** The figures of a report that do not depend on the clock. */
async function outcome(content: Uint8Array, cuts: readonly number[]) {
  try {
    const { dataset, report } = await readRatings(file(content, cuts));
    return { ratings: ratingsOf(dataset), report: { ...report, readMs: 0 } };
  } catch (error) {
    if (error instanceof ReadError) return error.message;
    throw error;
  }
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
        const content = new TextEncoder().encode([first, ...lines].join(newline));
        expect(await outcome(content, cuts)).toEqual(await outcome(content, []));
      }),
      { numRuns: 300 },
    );
  });

  it("counts every record once: read = accepted + rejected + merged", async () => {
    let checked = 0;
    await fc.assert(
      fc.asyncProperty(table, async ([lines, newline, first]) => {
        const content = new TextEncoder().encode([first, "a,x,1", "b,y,5", ...lines].join(newline));
        const result = await outcome(content, []);
        if (typeof result === "string") return;
        checked++;
        const { report, ratings } = result;
        expect(report.read).toBe(report.accepted + report.rejected + report.merged);
        expect(report.accepted).toBe(ratings.length);
        expect(Object.values(report.rejectedBy).reduce((a, b) => a + b, 0)).toBe(report.rejected);
      }),
      { numRuns: 500 },
    );
    expect(checked).toBeGreaterThan(250);
  });

  it("ends with a Dataset or a sentence for arbitrary bytes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (content) => {
        await outcome(content, [content.length >> 1]);
      }),
      { numRuns: 500 },
    );
  });

  it("gives back what was written, across blocks", async () => {
    const id = fc.string({ unit: "grapheme", maxLength: 6 }).map((text) => `i${text.replace(/[\r\0]/g, "")}.`);
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.tuple(id, id), { minLength: 2, maxLength: 20, selector: String }),
        fc.constantFrom(",", ";", "\t", "|"),
        async (pairs, delimiter) => {
          const users = ["first", ...pairs.map(([user]) => user)];
          const products = ["one", ...pairs.map(([, product]) => product)];
          fc.pre(new Set(users).size > 1 && new Set(products).size > 1);
          const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
          const rows = users.map((user, i) => [quoted(user), quoted(products[i]!), i % 2].join(delimiter));
          const { dataset } = await read(`${["user", "item", "rating"].join(delimiter)}\n${rows.join("\n")}\n`);
          expect(ratingsOf(dataset)).toEqual(users.map((user, i) => ({ user, product: products[i]!, rating: i % 2 })));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("cuts no record where a block ends", async () => {
    // Rows of every length near the block's end, with a quoted line end in each.
    const rows = Array.from({ length: 30_000 }, (_, i) => `u${i},"p${i % 97}\n${"z".repeat(i % 13)}",${i % 5}`);
    const text = `user,item,rating\n${rows.join("\n")}\n`;
    expect(text.length).toBeGreaterThan(3 * BLOCK_LENGTH);
    const { dataset, report } = await read(text);
    expect(report).toMatchObject({ read: 30_000, accepted: 30_000 });
    expect(ratingsOf(dataset).at(-1)).toEqual({
      user: "u29999",
      product: `p${29_999 % 97}\n${"z".repeat(29_999 % 13)}`,
      rating: 4,
    });
  });
});

describe("a long reading", () => {
  const text = `user,item,rating\n${Array.from({ length: 200_000 }, (_, i) => `u${i},p${i % 50},${i % 5}`).join("\n")}`;

  it("tells its progress up to the end", async () => {
    const events: number[] = [];
    const source = file(text);
    await readRatings(source, {}, ({ bytesRead, bytesTotal, records, secondsLeft }) => {
      expect(bytesTotal).toBe(source.size);
      expect(secondsLeft).toBeGreaterThanOrEqual(0);
      events.push(bytesRead, records);
    });
    expect(events.slice(-2)).toEqual([source.size, 200_000]);
  });

  it("ends when it is aborted", async () => {
    const controller = new AbortController();
    let records = 0;
    const reading = readRatings(
      file(
        text,
        Array.from({ length: 20 }, (_, i) => i * 100_000),
      ),
      {},
      (progress) => {
        records = progress.records;
      },
      controller.signal,
    );
    controller.abort();
    await expect(reading).rejects.toThrow(/abort/i);
    expect(records).toBeLessThan(200_000);
  });
});
