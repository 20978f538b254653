import { Fields } from "./fields";
import { CR, LF } from "./lines";

const QUOTE = 34;
const SPACE = 32;

/** Kinds of bytes outside quotes. */
export const PLAIN = 0;
const DELIMITER = 1;
const LINE_END = 2;

/** Finds the ends of fields in a buffer of UTF-8 bytes, and adds them to a record. */
export class FieldScanner {
  readonly fields = new Fields();
  readonly kinds = new Uint8Array(256);
  /** Bytes of the delimiter: one, or two equal ones. */
  readonly width: number;
  readonly delimiter: number;
  /** Files with the delimiter `::` know no quotes, nor do some with tabs. */
  private readonly quotes: boolean;
  /** The highest byte that is not plain. */
  readonly highest: number;
  /** The first half holds bytes of the file, a line end after them; the second takes fields with quotes undoubled. */
  private buffer = new Uint8Array(0);
  private scratch = 0;

  constructor(delimiter: string, quotes = true) {
    this.delimiter = delimiter.charCodeAt(0);
    this.width = delimiter.length;
    this.quotes = quotes && delimiter !== "::";
    this.highest = Math.max(this.delimiter, CR);
    this.kinds[this.delimiter] = DELIMITER;
    this.kinds[LF] = LINE_END;
    this.kinds[CR] = LINE_END;
  }

  /** Scan these bytes from now on. */
  setBuffer(buffer: Uint8Array<ArrayBuffer>): void {
    this.buffer = buffer;
    this.fields.bytes = buffer;
  }

  /** Begin a record. */
  begin(from: number): void {
    this.fields.count = 0;
    this.fields.from = from;
    this.scratch = this.buffer.length >> 1;
  }

  /** True where a quoted field starts. */
  isQuote(at: number): boolean {
    return this.buffer[at] === QUOTE && this.quotes;
  }

  /** Where the unquoted field ends that starts at `at`: at its delimiter, its line end, or `end`. */
  fieldEnd(at: number, end: number, last: boolean): number {
    const { buffer, kinds, highest } = this;
    let i = at;
    let byte = buffer[i];
    for (;;) {
      // Most bytes are above every delimiter and line end.
      while (byte > highest || kinds[byte] === PLAIN) byte = buffer[++i];
      if (this.width === 1 || i >= end || kinds[byte] !== DELIMITER) return i;
      if (i + 1 === end) return last ? end : i;
      if (buffer[i + 1] === byte) return i;
      // One half of the delimiter alone.
      byte = buffer[++i];
    }
  }

  /** The quote that closes the field whose text starts at `start`, `end` without one. Adds the field. */
  closingQuote(start: number, end: number): number {
    const { buffer } = this;
    let doubled = false;
    let at = start;
    for (; at < end; at++) {
      if (buffer[at] !== QUOTE) continue;
      if (at + 1 === end || buffer[at + 1] !== QUOTE) break;
      doubled = true;
      at++;
    }
    const closing = Math.min(at, end);
    if (doubled) this.addUndoubled(start, closing);
    else this.fields.add(start, closing);
    return closing;
  }

  /** Add the field bytes[start .. end) with each pair of quotes made one. */
  addUndoubled(start: number, end: number): void {
    const { buffer } = this;
    const into = this.scratch;
    for (let at = start; at < end; at++) {
      buffer[this.scratch++] = buffer[at];
      if (buffer[at] === QUOTE && buffer[at + 1] === QUOTE) at++;
    }
    this.fields.add(into, this.scratch);
  }

  afterSpaces(at: number, end: number): number {
    if (this.delimiter === SPACE) return at;
    let i = at;
    while (i < end && this.buffer[i] === SPACE) i++;
    return i;
  }

  /**
   * The quote that closes the field whose text starts at `start`, where no field can go over the line's end: the first
   * that a delimiter or the line's end follows. -1 without one.
   */
  closingQuoteInLine(start: number, end: number): number {
    const { buffer } = this;
    for (let at = start; at < end; at++) {
      if (buffer[at] !== QUOTE) continue;
      const after = this.afterSpaces(at + 1, end);
      if (after === end || buffer[after] === this.delimiter) return at;
      if (buffer[at + 1] === QUOTE) at++;
    }
    return -1;
  }
}
