import type { DatasetBuilder } from "../columns/builder";
import { isComment } from "../guess/dialect";
import type { Fields } from "../records/fields";
import type { RecordSink } from "../records/recordReader";
import type { RejectionReason } from "../types";
import type { Rejections } from "./rejections";

const HASH = 35;

/** Bytes of a rejected record that are kept at most. */
const RAW_BYTES = 1024;

/** What the line of sums under a table begins with, and the bytes that those words begin with: of both cases. */
const SUM = /^\s*"?(sum|summe|total|totals|grand total|gesamt|somme|suma|totale|totaal|итого)"?:?\s*$/i;
const decoder = new TextDecoder();
const SUM_STARTS = new Uint8Array(256);
for (const start of "sStTgG\xd0") SUM_STARTS[start.charCodeAt(0)] = 1;

const LONGEST_SUM = 14;
const LETTERS = 65;

/** True for the line of sums under a table. */
function isSum({ bytes, starts, ends }: Fields): boolean {
  const start = starts[0];
  const length = ends[0] - start;
  if (SUM_STARTS[bytes[start]] === 0 || length > LONGEST_SUM || bytes[start + 1] < LETTERS) return false;
  return SUM.test(decoder.decode(bytes.subarray(start, start + length)));
}

/** What became of the lines of a file, or of a part of one. */
export interface LineCounts {
  /** Records read = accepted + rejected + merged. */
  read: number;
  shortRecords: number;
  headerLines: number;
  /** Lines before the table. */
  passedOver: number;
  blankLines: number;
  commentLines: number;
  /** Cells of a wide table that hold what stands for no rating. */
  emptyCells: number;
}

export function noLines(): LineCounts {
  return { read: 0, shortRecords: 0, headerLines: 0, passedOver: 0, blankLines: 0, commentLines: 0, emptyCells: 0 };
}

/** Reasons that of a wide table's cells say that they are empty. */
const NO_RATING: readonly RejectionReason[] = ["rating of 0 means none", "rating stands for none"];

/** Add what became of more lines. */
export function addLines(counts: LineCounts, more: LineCounts): void {
  for (const name of Object.keys(more) as (keyof LineCounts)[]) counts[name] += more[name];
}

/** Sorts the records of one file: header, blank and comment lines, ratings, and rejected records with their reason. */
export class Intake implements RecordSink {
  readonly counts = noLines();

  /**
   * @param file its position among the files that are read together.
   * @param fields how many fields a record has.
   * @param header name of the first column, where a header names the columns; null without a header.
   * @param before records before the table, and `headers` how many the header has.
   * @param areCells true where a record is a cell of a wide table: one without a rating is none.
   */
  constructor(
    private readonly file: number,
    private readonly fields: number,
    private header: string | null,
    private readonly builder: DatasetBuilder,
    private readonly rejections: Rejections,
    private before = 0,
    private headers = 1,
    private readonly areCells = false,
  ) {}

  record(fields: Fields, line: number): void {
    const { counts } = this;
    const isMarked = fields.count > 0 && fields.bytes[fields.starts[0]] === HASH;
    if (this.before > 0) this.passOver(fields);
    else if (fields.count === 1 && fields.isBlank(0)) {
      // What separates the notes before a table from it is one of them.
      if (counts.passedOver > 0 && this.header !== null) counts.passedOver++;
      else counts.blankLines++;
    } else if (isMarked && isComment(fields.textOf(0), fields.count, this.fields)) counts.commentLines++;
    else if (this.header !== null) {
      // What stands before the header may be a comment of as many fields.
      if (isMarked && this.headers === 1 && fields.textOf(0).trim() !== this.header) counts.commentLines++;
      else {
        counts.headerLines++;
        if (counts.headerLines === this.headers) this.header = null;
      }
    } else this.take(fields, line, isMarked);
  }

  unclosedQuote(fields: Fields, line: number, field: number): void {
    this.counts.read++;
    this.reject(fields, line, field, "unclosed quote");
  }

  private passOver(fields: Fields): void {
    this.counts.passedOver++;
    const isBlank = fields.count === 1 && fields.isBlank(0);
    const isMarked = fields.bytes[fields.starts[0]] === HASH;
    if (!isBlank && !(isMarked && isComment(fields.textOf(0), fields.count, this.fields))) this.before--;
  }

  private take(fields: Fields, line: number, isMarked: boolean): void {
    const { counts, builder } = this;
    if (isSum(fields)) {
      counts.passedOver++;
      return;
    }
    const wrong = fields.count === this.fields ? null : this.wrongLength(fields);
    const reason = wrong ?? builder.add(fields);
    if (reason === null) {
      counts.read++;
      if (fields.count < this.fields) counts.shortRecords++;
    } else if (isMarked && reason === "rating is not a number") {
      // A commented-out header can have as many fields as a record, but no number where the rating is.
      counts.commentLines++;
    } else if (this.areCells && NO_RATING.includes(reason)) counts.emptyCells++;
    else {
      counts.read++;
      this.reject(fields, line, wrong ? -1 : builder.faultyField, reason);
    }
  }

  private reject(fields: Fields, line: number, field: number, reason: RejectionReason): void {
    this.rejections.add(this.file, line, field + 1, reason, () => fields.raw(RAW_BYTES));
  }

  private wrongLength(fields: Fields): RejectionReason | null {
    // Without its last fields a record can still be a rating, of a time or brand that is not known.
    if (fields.count < this.fields) return fields.count > this.builder.lastNeeded ? null : "too few fields";
    // Delimiters at the end of a line, with nothing after them, lose nothing.
    for (let i = this.fields; i < fields.count; i++) if (!fields.isBlank(i)) return "too many fields";
    return null;
  }
}
