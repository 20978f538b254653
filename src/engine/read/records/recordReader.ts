import { grouped, refuse } from "../refusal";
import { FieldScanner, PLAIN } from "./fieldScanner";
import type { Fields } from "./fields";
import { CR, countLineEnds, endOfLine, LF, startOfLine } from "./lines";

/** Longest record in bytes; a quote that is still open after so many was not meant to open one. */
export const LONGEST_RECORD = 1024 * 1024;

/** What takes the records in, in file order. */
export interface RecordSink {
  record(fields: Fields, line: number): void;
  /** A line on which a quoted field starts that never ends: `fields.from` and `fields.to` tell it, `field` counts from 0. */
  unclosedQuote(fields: Fields, line: number, field: number): void;
}

export interface RecordFormat {
  /** One ASCII character, or two equal ones. */
  delimiter: string;
  /** How many fields a record has; 0 where that is not known yet. */
  fields: number;
  /** False where quotes are text like any other. */
  quotes?: boolean;
}

/** What `readRecord` says instead of where the next record starts: the record goes on beyond the bytes there are. */
const INCOMPLETE = -1;

/**
 * Cuts UTF-8 bytes into records. They come in pieces of any size; what follows the last complete record waits for the
 * next piece, and nothing depends on where the pieces end. The work is linear in the bytes whatever is in them.
 *
 * The dialect is that of RFC 4180, with any delimiter and with LF, CRLF and CR as line ends, mixed: a field that starts
 * with a quote goes on to the next single quote, over delimiters and line ends, and two quotes in it are one. Quotes
 * elsewhere are text. Spaces between the closing quote and the delimiter are dropped. Files with the delimiter `::`
 * know no quotes.
 *
 * A quote that was not meant to open a field (`5" screen` in quotes without doubling) swallows the lines after it. That
 * shows by something after the closing quote, by a wrong number of fields in a record of several lines, by the file's
 * end or by a length beyond all measure. The lines of such a record are then read again as if no field could go over a
 * line's end: what is lost is the line with the quote.
 */
export class RecordReader {
  /** Line of the file, 1-based, on which the next record starts. */
  line = 1;
  /** Bytes of the file, without its mark, before the next record. */
  position = 0;
  private readonly scanner: FieldScanner;
  private readonly expected: number;
  private buffer = new Uint8Array(0);
  private filled = 0;

  constructor(
    private readonly file: string,
    { delimiter, fields, quotes }: RecordFormat,
    private readonly sink: RecordSink,
    /** Read no record that starts at or after this position. */
    private readonly until = Number.POSITIVE_INFINITY,
  ) {
    this.scanner = new FieldScanner(delimiter, quotes);
    this.expected = fields;
  }

  /** True once a record starts at or after `until`. */
  get ended(): boolean {
    return this.position >= this.until;
  }

  /** @throws ReadError on a NUL byte, and on a line longer than the longest record. */
  push(piece: Uint8Array, last: boolean): void {
    this.append(piece);
    const { filled } = this;
    let at = 0;
    while (at < filled && !this.ended) {
      const next = this.readRecord(at, filled, last);
      if (next === INCOMPLETE) break;
      this.position += next - at;
      at = next;
    }
    this.buffer.copyWithin(0, at, filled);
    this.filled = filled - at;
  }

  private append(piece: Uint8Array): void {
    const nul = piece.indexOf(0);
    const needed = this.filled + piece.length + 1;
    if (needed * 2 > this.buffer.length) {
      const larger = new Uint8Array(Math.max(needed, Math.min(this.buffer.length, 2 ** 20)) * 2);
      larger.set(this.buffer.subarray(0, this.filled));
      this.buffer = larger;
      this.scanner.setBuffer(larger);
    }
    this.buffer.set(piece, this.filled);
    if (nul !== -1) this.refuseNul(this.filled + nul);
    this.filled += piece.length;
    // A line end that stops every search; whether it is one of the file's is asked where it is met.
    this.buffer[this.filled] = LF;
  }

  /** Hand the record at `from` to the sink, and return where the next one starts. */
  private readRecord(from: number, end: number, last: boolean): number {
    const { buffer, scanner } = this;
    const { fields, width, kinds, highest } = scanner;
    scanner.begin(from);
    let quoted = false;
    let at = from;
    for (;;) {
      if (scanner.isQuote(at)) {
        quoted = true;
        const closing = scanner.closingQuote(at + 1, end);
        // Whether a quote at the end is doubled shows with the next byte.
        if (closing === end || (closing === end - 1 && !last)) return this.unfinished(from, end, last);
        at = scanner.afterSpaces(closing + 1, end);
        if (at < end && kinds[buffer[at]] === PLAIN) return this.broken(from, at, end, last);
      } else {
        const start = at;
        if (width === 1) {
          // As fieldEnd does, but here: most of a file is read in this line.
          for (let byte = buffer[at]; byte > highest || kinds[byte] === PLAIN; ) byte = buffer[++at];
        } else at = scanner.fieldEnd(at, end, last);
        fields.add(start, at);
      }
      if (at === end) {
        if (last) return this.finish(from, end, quoted);
        return end - from > LONGEST_RECORD ? this.tooLong(from) : INCOMPLETE;
      }
      const byte = buffer[at];
      if (byte === LF) return this.finish(from, at + 1, quoted);
      if (byte === CR) {
        if (at + 1 === end && !last) return INCOMPLETE;
        return this.finish(from, at + 1 < end && buffer[at + 1] === LF ? at + 2 : at + 1, quoted);
      }
      if (at + width > end) return INCOMPLETE;
      at += width;
    }
  }

  private finish(from: number, next: number, quoted: boolean): number {
    if (next - from > LONGEST_RECORD) return this.tooLong(from);
    this.scanner.fields.to = next;
    let lines = 1;
    if (quoted) {
      // The line end after the record is the last byte, if it has one.
      lines = 1 + countLineEnds(this.buffer, from, next - 1);
      if (this.buffer[next - 1] === LF && this.buffer[next - 2] === CR) lines--;
      if (lines > 1 && !this.fits()) return this.readLines(from, next);
    }
    this.sink.record(this.scanner.fields, this.line);
    this.line += lines;
    return next;
  }

  /** Whether the record has the number of fields that records have; more of them lose nothing where they are blank. */
  private fits(): boolean {
    const { expected } = this;
    const { fields } = this.scanner;
    if (expected === 0) return true;
    for (let i = expected; i < fields.count; i++) if (!fields.isBlank(i)) return false;
    return fields.count >= expected;
  }

  /** A quoted field that the bytes so far do not close. */
  private unfinished(from: number, end: number, last: boolean): number {
    if (end - from > LONGEST_RECORD) return this.tooLong(from);
    return last ? this.readLines(from, end) : INCOMPLETE;
  }

  /** Text after a closing quote at `at`: the lines before it, or else its own, are read one by one. */
  private broken(from: number, at: number, end: number, last: boolean): number {
    if (at - from > LONGEST_RECORD) return this.tooLong(from);
    const start = startOfLine(this.buffer, from, at);
    if (start > from) return this.readLines(from, start);
    const next = endOfLine(this.buffer, at, end);
    if (next === -1 || (next === end && !last && this.buffer[end - 1] === CR)) return this.unfinished(from, end, last);
    return next - from > LONGEST_RECORD ? this.tooLong(from) : this.readLines(from, next);
  }

  /** A record beyond the longest: the whole lines within that length are read one by one. */
  private tooLong(from: number): number {
    const to = startOfLine(this.buffer, from, from + LONGEST_RECORD);
    if (to > from) return this.readLines(from, to);
    refuse(
      `Line ${grouped(this.line)} of ${this.file} is longer than ${grouped(LONGEST_RECORD)} bytes.`,
      "A ratings file has one short line per rating: check how it was exported.",
    );
  }

  /** Read bytes[from .. to) as if no field could go over a line's end. Returns `to`. */
  private readLines(from: number, to: number): number {
    for (let at = from; at < to; ) {
      const next = endOfLine(this.buffer, at, to);
      this.readLine(at, next === -1 ? to : next);
      this.line++;
      at = next === -1 ? to : next;
    }
    return to;
  }

  /** One line as a record. A quoted field in it ends at the first quote that a delimiter or the line's end follows. */
  private readLine(from: number, next: number): void {
    const { buffer, scanner } = this;
    const { fields } = scanner;
    scanner.begin(from);
    fields.to = next;
    let end = next;
    while (end > from && (buffer[end - 1] === LF || buffer[end - 1] === CR)) end--;
    for (let at = from; ; at += scanner.width) {
      if (at < end && scanner.isQuote(at)) {
        const closing = scanner.closingQuoteInLine(at + 1, end);
        if (closing === -1) {
          this.sink.unclosedQuote(fields, this.line, fields.count);
          return;
        }
        scanner.addUndoubled(at + 1, closing);
        at = scanner.afterSpaces(closing + 1, end);
      } else {
        const start = at;
        at = Math.min(end, scanner.fieldEnd(at, end, true));
        fields.add(start, at);
      }
      if (at === end) {
        this.sink.record(fields, this.line);
        return;
      }
    }
  }

  private refuseNul(at: number): never {
    const line = this.line + countLineEnds(this.buffer, 0, at);
    const column = at - startOfLine(this.buffer, 0, at) + 1;
    refuse(
      `${this.file} is not a table of text: byte ${grouped(column)} of line ${grouped(line)} is NUL.`,
      "Drop a CSV file; if this one is text, choose its encoding or save it as UTF-8 first.",
    );
  }
}
