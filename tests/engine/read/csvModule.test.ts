import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { RecordReader } from "../../../src/engine/read/records/recordReader";

interface Case {
  delimiter: string;
  text: string;
  records: string[][];
}

const { from, cases }: { from: string; cases: Case[] } = JSON.parse(
  readFileSync("tests/fixtures/csv/awkward.json", "utf8"),
);

/** The records and the lines on which they start; blank lines left out, as Python's csv module gives them. */
function recordsOf(text: string, delimiter: string, size: number) {
  const records: { line: number; fields: string[] }[] = [];
  const unclosed: number[] = [];
  const reader = new RecordReader(
    "awkward.csv",
    { delimiter, fields: 0 },
    {
      record: (fields, line) => {
        if (fields.count > 1 || fields.textOf(0) !== "" || fields.raw(3) !== "")
          records.push({ line, fields: fields.texts() });
      },
      unclosedQuote: (_, line) => unclosed.push(line),
    },
  );
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.slice(at, at + size), false);
  reader.push(new Uint8Array(0), true);
  expect(unclosed).toEqual([]);
  return records;
}

describe(`awkward files, beside ${from}`, () => {
  it.each([1, 3, 7, Number.POSITIVE_INFINITY])("give the same records in pieces of %d bytes", (size) => {
    expect(cases.length).toBeGreaterThan(150);
    for (const { text, delimiter, records } of cases) {
      const read = recordsOf(text, delimiter, Math.min(size, text.length * 4));
      expect(read.map(({ fields }) => fields)).toEqual(records);
      // A record starts after a line end: the lines are counted by splitting the text.
      const lines = text.split(/\r\n|\r|\n/);
      for (const { line, fields } of read) expect(lines[line - 1].replace(/^"/, "")).toContain(startOf(fields[0]));
    }
  });
});

/** What of a first field must stand on the record's first line: up to its first line end or quote. */
function startOf(field: string): string {
  return /^[^\r\n"]*/.exec(field)![0];
}
