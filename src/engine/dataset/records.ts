import Papa from "papaparse";
import { grouped, refuse } from "./refusal";

/** Longest record in characters; a quote that is still open after so many was not meant to open one. */
export const LONGEST_RECORD = 1024 * 1024;

/** What takes the records in, in file order. */
export interface RecordSink {
  /** A record; `raw` gives its text in the file. */
  record(fields: string[], line: number, raw: () => string): void;
  /** A line on which a quoted field starts that never ends. */
  unclosedQuote(line: number, raw: string): void;
}

interface Parsed {
  data: string[][];
  errors: { code: string }[];
  meta: { cursor: number };
}

/**
 * Cuts text into records with PapaParse. Text comes in blocks with LF line ends; what follows the last complete record
 * waits for the next block. The work is linear in the text's length whatever is in it.
 *
 * A quote that was not meant to open a field (`5" screen` at its start) makes PapaParse swallow the lines after it.
 * That shows by a quote error or by a wrong number of fields in a record of several lines; such a record is read again
 * line by line, so that only its first line is lost.
 */
export class RecordReader {
  /** Line of the file, 1-based, on which the next record starts. */
  line = 1;
  private rest = "";
  private readonly plain: Papa.Parser;
  private readonly single: Papa.Parser;

  /** @param fields how many fields a record has. */
  constructor(
    private readonly file: string,
    private readonly delimiter: string,
    private readonly fields: number,
    private readonly sink: RecordSink,
  ) {
    this.plain = new Papa.Parser({ delimiter, newline: "\n", fastMode: true });
    this.single = new Papa.Parser({ delimiter, newline: "\n" });
  }

  push(block: string, last: boolean): void {
    const text = this.rest === "" ? block : this.rest + block;
    if (text !== "")
      this.rest = text.slice(text.includes('"') ? this.readQuoted(text, last) : this.readPlain(text, last));
    if (!last && this.rest.length > LONGEST_RECORD) this.rest = this.giveUpOnRecord(this.rest);
  }

  /** Read text without quotes: a line is a record. Returns where the incomplete last line starts. */
  private readPlain(text: string, last: boolean): number {
    const { data, meta }: Parsed = this.plain.parse(text, 0, !last);
    // A line end at the file's end starts no further record.
    if (last && text.endsWith("\n")) data.pop();
    for (const fields of data) {
      this.sink.record(fields, this.line, () => fields.join(this.delimiter));
      this.line++;
    }
    return last ? text.length : meta.cursor;
  }

  private readQuoted(text: string, last: boolean): number {
    let start = 0;
    const step = (parsed: Parsed) => {
      const end = parsed.meta.cursor;
      if (end > start) this.take(parsed, text, start, end);
      start = end;
    };
    const parser = new Papa.Parser({ delimiter: this.delimiter, newline: "\n", step: step as never });
    parser.parse(text, 0, !last);
    return start;
  }

  private take({ data, errors }: Parsed, text: string, start: number, end: number): void {
    const fields = data[0]!;
    const lines = countLines(text, start, end);
    const broken = errors.length > 0 || (fields.length !== this.fields && lines > 1) || end - start > LONGEST_RECORD;
    if (broken) this.readLines(text.slice(start, end));
    else {
      this.sink.record(fields, this.line, () => text.slice(start, end));
      this.line += lines;
    }
  }

  /** Read text as if no field could go over a line's end. */
  private readLines(text: string): void {
    const lines = text.split("\n");
    if (lines.at(-1) === "") lines.pop();
    for (const raw of lines) {
      const { data, errors }: Parsed = this.single.parse(raw, 0, false);
      if (errors.some(({ code }) => code === "MissingQuotes")) this.sink.unclosedQuote(this.line, raw);
      else this.sink.record(data[0] ?? [""], this.line, () => raw);
      this.line++;
    }
  }

  private giveUpOnRecord(text: string): string {
    const end = text.lastIndexOf("\n") + 1;
    if (end === 0) {
      refuse(
        `Line ${grouped(this.line)} of ${this.file} is longer than ${grouped(LONGEST_RECORD)} characters.`,
        "A ratings file has one short line per rating: check how it was exported.",
      );
    }
    this.readLines(text.slice(0, end));
    return text.slice(end);
  }
}

/** Lines that text[start, end) covers; a record ends with its line end, except the file's last. */
function countLines(text: string, start: number, end: number): number {
  let lines = text.charCodeAt(end - 1) === 10 ? 0 : 1;
  for (let at = text.indexOf("\n", start); at !== -1 && at < end; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}
