import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Encoding, ReadOptions } from "../../../src/engine/read/types";
import { latin1, ratingsOf, read, utf16 } from "./reading";

/** How a table is written down. */
interface Dialect {
  delimiter: string;
  /** Which fields are in quotes: all, those that have to be by RFC 4180, or only those that are ambiguous without. */
  quoting: "all" | "minimal" | "least";
  newline: string;
  /** Whether the last line ends as the others do. */
  closed: boolean;
  encoding: Encoding;
  mark: boolean;
  header: boolean;
  /** Whether the reader is told the delimiter or has to find it. */
  told: boolean;
}

const DELIMITERS = [",", ";", "\t", "|", "::"];

const dialects: fc.Arbitrary<Dialect> = fc.record({
  delimiter: fc.constantFrom(...DELIMITERS),
  quoting: fc.constantFrom("all", "minimal", "least"),
  newline: fc.constantFrom("\n", "\r\n", "\r"),
  closed: fc.boolean(),
  encoding: fc.constantFrom("utf-8", "utf-16le", "utf-16be", "windows-1252"),
  mark: fc.boolean(),
  header: fc.boolean(),
  told: fc.boolean(),
});

const awkward = fc.constantFrom(
  '"',
  '""',
  '",',
  "\n",
  "\r\n",
  "\r",
  ",",
  ";",
  "\t",
  "|",
  ":",
  "::",
  "#",
  "'",
  "\\",
  "  ",
  "=",
);
const spoken = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 5 }),
  fc.constantFrom("é", "ÅÄ", "ñß", "日本", "😀", "a"),
);
/** Text that is neither blank nor a word for nothing, and has no white space around it, which is no part of a value. */
const texts = fc
  .tuple(
    fc.constantFrom("i", "i", '"', "#", "-"),
    fc.array(fc.oneof(awkward, spoken), { maxLength: 5 }),
    fc.constantFrom(".", ".", '"', "x"),
  )
  .map(([start, parts, end]) => `${start}${parts.join("").replaceAll("\0", "")}${end}`);

interface Row {
  user: string;
  product: string;
  rating: number;
  brand: string;
}

const tables = fc
  .uniqueArray(
    fc.record<Row>({
      user: texts,
      product: texts,
      rating: fc.constantFrom(0.5, 1, 2, 3.5, 4, 5),
      brand: fc.oneof(fc.constant(""), texts),
    }),
    { maxLength: 12, selector: ({ user, product }) => JSON.stringify([user, product]) },
  )
  .map((rows): Row[] => [
    ...rows,
    { user: "first", product: "one", rating: 1, brand: "B" },
    { user: "second", product: "two", rating: 5, brand: "" },
  ]);

/** The text as it can be written in the dialect: without what could not be told from something else. */
function writable(text: string, { delimiter, encoding, told }: Dialect): string {
  let plain = text;
  // Bytes that no valid UTF-8 is made of, so that the encoding can be told.
  if (encoding === "windows-1252") plain = plain.replace(/[^ -~éåäñßÅÄ\t\r\n]/g, "ü");
  // Double colons know no quotes.
  if (delimiter === "::") plain = plain.replace(/[\r\n]/g, " ").replace(/:+/g, ":");
  // Where the delimiter is to be found, no other is as good.
  if (!told) plain = plain.replace(/[,;|\t:]/g, (other) => (other === delimiter || delimiter === "::" ? other : " "));
  return delimiter === "::" && !told ? plain.replace(/[,;|\t]/g, " ") : plain;
}

function written(rows: string[][], dialect: Dialect): Uint8Array {
  const { delimiter, quoting, newline, closed, encoding, mark } = dialect;
  const isQuoted = (field: string) => {
    if (delimiter === "::") return false;
    if (quoting === "all" || field.includes(delimiter) || /[\r\n]/.test(field)) return true;
    return quoting === "minimal" ? field.includes('"') : field.startsWith('"');
  };
  const cell = (field: string) => (isQuoted(field) ? `"${field.replaceAll('"', '""')}"` : field);
  const lines = rows.map((row) => row.map(cell).join(delimiter)).join(newline);
  const text = `${lines}${closed ? newline : ""}`;
  if (encoding === "windows-1252") return latin1(text);
  // Without a mark UTF-16 is known only where it is mostly Latin.
  if (encoding !== "utf-8") return utf16(`\ufeff${text}`, encoding === "utf-16le");
  return new TextEncoder().encode(mark ? `\ufeff${text}` : text);
}

describe("a table that is written down and read", () => {
  it("is the same table, in every dialect", async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(tables, dialects, async (table, dialect) => {
        const { delimiter, header, told, encoding } = dialect;
        const seenPairs = new Set<string>();
        const rows = table
          .map(({ user, product, rating, brand }) => {
            const [u, p, b] = [user, product, brand].map((text) => writable(text, dialect)) as [string, string, string];
            return { user: u, product: p, rating, brand: b };
          })
          .filter(({ user, product }) => {
            const pair = JSON.stringify([user, product]);
            return !seenPairs.has(pair) && seenPairs.add(pair);
          });
        const cells = rows.map(({ user, product, rating, brand }) => [user, product, String(rating), brand]);
        const names = ["user", "item", "rating", "brand"];
        const options: ReadOptions = told ? { delimiter } : {};
        if (!header)
          Object.assign(options, { hasHeader: false, roles: { 0: "user", 1: "product", 2: "rating", 3: "brand" } });
        const { dataset, report } = await read(written(header ? [names, ...cells] : cells, dialect), options);
        // Of brands that differ only by case or blanks the first spelling stands for all.
        const spellings = new Map<string, string>();
        for (const { brand } of rows) {
          const same = brand.toLowerCase().replace(/\s+/g, " ");
          if (!spellings.has(same)) spellings.set(same, brand);
        }
        const mended = rows.map((row) => ({
          ...row,
          brand: spellings.get(row.brand.toLowerCase().replace(/\s+/g, " "))!,
        }));
        expect(ratingsOf(dataset)).toEqual(mended);
        expect(report).toMatchObject({ read: rows.length, accepted: rows.length, headerLines: header ? 1 : 0 });
        expect(report.guesses.delimiter.value).toBe(delimiter);
        const isPlain = cells.flat().every((text) => /^[\0-\x7f]*$/.test(text));
        if (encoding !== "windows-1252" || !isPlain) expect(report.guesses.encoding.value).toBe(encoding);
        for (const part of [delimiter, encoding, dialect.quoting]) seen.set(part, (seen.get(part) ?? 0) + 1);
      }),
      { numRuns: 1800 },
    );
    expect(seen.size).toBe(DELIMITERS.length + 4 + 3);
    expect(Math.min(...seen.values())).toBeGreaterThan(150);
  });

  it("is the same table from UTF-16 without a mark where it is mostly Latin", async () => {
    const latin = fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 8 }).map((text) => `i${text}.`);
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(latin, { minLength: 2, maxLength: 20 }), fc.boolean(), async (ids, little) => {
        const cells = ids.map((id, i) => [`${id}u`, `${id}p`, String(i % 2)]);
        const quoted = cells.map((row) => row.map((field) => `"${field.replaceAll('"', '""')}"`).join());
        const { dataset } = await read(utf16(`user,item,rating\n${quoted.join("\n")}`, little));
        expect(ratingsOf(dataset).map(({ user, product }) => [user, product])).toEqual(
          cells.map((row) => row.slice(0, 2)),
        );
      }),
      { numRuns: 200 },
    );
  });
});
