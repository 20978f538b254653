import { BOM, textField } from "../../../domain/csv";
import { grown } from "../columns/growing";
import { TextList } from "../textList";
import { REJECTION_REASONS, type Rejection, type RejectionReason, type Vocabulary } from "../types";

/** Rejected records kept for the download; the rest are counted only. */
export const KEPT_REJECTIONS = 100_000;
const EXAMPLES = 100;
/** Of a record, in characters. */
const LONGEST_TEXT = 200;

/** Rejections as they cross between workers. */
export interface RejectionPart {
  counts: number[];
  lines: Float64Array;
  columns: Int32Array;
  reasons: Uint8Array;
  texts: Vocabulary;
}

/** Rejected records as they are kept: row i of every column is the same record. */
export interface KeptRejections {
  names: string[];
  counts: number[];
  files: Int32Array;
  lines: Float64Array;
  columns: Int32Array;
  reasons: Uint8Array;
  texts: Vocabulary;
}

/** The rejected records of one reading, in file order. */
export class Rejections {
  private readonly texts = new TextList();
  private readonly counts = REJECTION_REASONS.map(() => 0);
  private files = new Int32Array(256);
  private lines = new Float64Array(256);
  private columns = new Int32Array(256);
  private reasons = new Uint8Array(256);

  /** @param names of the files that are read together. */
  constructor(private readonly names: readonly string[] = []) {}

  /** All rejections, kept or not. */
  get count(): number {
    return this.counts.reduce((sum, count) => sum + count, 0);
  }

  /** Those of an earlier reading. */
  static from({ names, counts, files, lines, columns, reasons, texts }: KeptRejections): Rejections {
    const rejections = new Rejections(names);
    counts.forEach((count, code) => {
      rejections.counts[code] = count;
    });
    for (let i = 0; i < lines.length; i++) {
      rejections.place(files[i], lines[i], columns[i], reasons[i]);
      rejections.texts.appendBytes(texts.bytes, texts.offsets[i], texts.offsets[i + 1]);
    }
    return rejections;
  }

  /** A copy of all that is known of them. */
  copy(): KeptRejections {
    const { kept } = this;
    return {
      names: [...this.names],
      counts: [...this.counts],
      files: this.files.slice(0, kept),
      lines: this.lines.slice(0, kept),
      columns: this.columns.slice(0, kept),
      reasons: this.reasons.slice(0, kept),
      texts: this.texts.copy(),
    };
  }

  get byReason(): Partial<Record<RejectionReason, number>> {
    return Object.fromEntries(REJECTION_REASONS.map((reason, i) => [reason, this.counts[i]]).filter(([, n]) => n));
  }

  /** @param column 1-based field that the reason is about; 0 for the record as a whole. */
  add(file: number, line: number, column: number, reason: RejectionReason, text: () => string): void {
    const code = REJECTION_REASONS.indexOf(reason);
    this.counts[code]++;
    if (this.kept === KEPT_REJECTIONS) return;
    this.place(file, line, column, code);
    this.texts.append(text().slice(0, LONGEST_TEXT));
  }

  part(): RejectionPart {
    const { kept } = this;
    return {
      counts: this.counts,
      lines: this.lines.slice(0, kept),
      columns: this.columns.slice(0, kept),
      reasons: this.reasons.slice(0, kept),
      texts: this.texts.pack(),
    };
  }

  /** Add those of the part of the first file that starts after so many lines. */
  absorb(part: RejectionPart, linesBefore: number): void {
    part.counts.forEach((count, code) => {
      this.counts[code] += count;
    });
    const { bytes, offsets } = part.texts;
    for (let i = 0; i < part.lines.length && this.kept < KEPT_REJECTIONS; i++) {
      this.place(0, part.lines[i] + linesBefore, part.columns[i], part.reasons[i]);
      this.texts.appendBytes(bytes, offsets[i], offsets[i + 1]);
    }
  }

  /** The first ones, at most 100. */
  examples(): Rejection[] {
    return Array.from({ length: Math.min(this.kept, EXAMPLES) }, (_, row) => this.at(row));
  }

  /** The reason that most records were rejected for, with its first record; null when none was rejected. */
  commonest(): { count: number; example: Rejection } | null {
    const count = Math.max(...this.counts);
    if (count === 0) return null;
    const row = this.reasons.subarray(0, this.kept).indexOf(this.counts.indexOf(count));
    return { count, example: this.at(Math.max(row, 0)) };
  }

  /**
   * The kept rejections as CSV text: file (where there are several), line, column, reason, text. Cells that a
   * spreadsheet would run are quoted with '.
   */
  *csv(): Generator<string> {
    const file = (name: string) => (this.names.length > 1 ? `${name},` : "");
    yield `${BOM}${file("file")}line,column,reason,text\r\n`;
    for (let row = 0; row < this.kept; row++) {
      const { line, column, reason, text } = this.at(row);
      yield `${file(textField(this.names[this.files[row]] ?? ""))}${line},${column || ""},${reason},${textField(text)}\r\n`;
    }
    const more = this.count - this.kept;
    if (more > 0) yield `${file("")},,,${textField(`${more} more rejected records are not listed`)}\r\n`;
  }

  private get kept(): number {
    return this.texts.length;
  }

  private place(file: number, line: number, column: number, reason: number): void {
    const row = this.kept;
    if (row === this.lines.length) {
      this.files = grown(this.files, row + 1);
      this.lines = grown(this.lines, row + 1);
      this.columns = grown(this.columns, row + 1);
      this.reasons = grown(this.reasons, row + 1);
    }
    this.files[row] = file;
    this.lines[row] = line;
    this.columns[row] = column;
    this.reasons[row] = reason;
  }

  private at(row: number): Rejection {
    return {
      file: this.files[row],
      line: this.lines[row],
      column: this.columns[row],
      reason: REJECTION_REASONS[this.reasons[row]],
      text: this.texts.textOf(row),
    };
  }
}
