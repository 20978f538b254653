import { grown } from "./columns/growing";
import { TextList } from "./textList";
import { REJECTION_REASONS, type Rejection, type RejectionReason } from "./types";

/** Rejected records kept for the download; the rest are counted only. */
export const KEPT_REJECTIONS = 100_000;
const EXAMPLES = 100;
const LONGEST_TEXT = 200;

/** Cells that a spreadsheet would run as a formula start so (OWASP, "CSV injection"). */
const FORMULA_START = /^\s*[=+\-@\t\r]/;

/** The rejected records of one reading, in file order. */
export class Rejections {
  count = 0;
  readonly byReason: Partial<Record<RejectionReason, number>> = {};
  private readonly texts = new TextList();
  private lines = new Float64Array(256);
  private reasons = new Uint8Array(256);

  add(line: number, reason: RejectionReason, text: string): void {
    this.byReason[reason] = (this.byReason[reason] ?? 0) + 1;
    const row = this.count++;
    if (row >= KEPT_REJECTIONS) return;
    if (row === this.lines.length) {
      this.lines = grown(this.lines, row + 1);
      this.reasons = grown(this.reasons, row + 1);
    }
    this.lines[row] = line;
    this.reasons[row] = REJECTION_REASONS.indexOf(reason);
    this.texts.append(text.slice(0, LONGEST_TEXT));
  }

  /** The first ones, at most 100. */
  examples(): Rejection[] {
    return Array.from({ length: Math.min(this.kept, EXAMPLES) }, (_, row) => this.at(row));
  }

  /** The reason that most records were rejected for, with its first record; null when none was rejected. */
  commonest(): { count: number; example: Rejection } | null {
    const [first] = (Object.entries(this.byReason) as [RejectionReason, number][]).sort((a, b) => b[1] - a[1]);
    if (!first) return null;
    const row = this.reasons.indexOf(REJECTION_REASONS.indexOf(first[0]));
    return { count: first[1], example: row === -1 ? this.at(0) : this.at(row) };
  }

  /** The kept rejections as CSV text: line, reason, text. Cells that a spreadsheet would run are quoted with '. */
  *csv(): Generator<string> {
    yield "line,reason,text\r\n";
    for (let row = 0; row < this.kept; row++) {
      const { line, reason, text } = this.at(row);
      yield `${line},${reason},${cell(text)}\r\n`;
    }
    if (this.count > this.kept) yield `,,${cell(`${this.count - this.kept} more rejected records are not listed`)}\r\n`;
  }

  private get kept(): number {
    return Math.min(this.count, KEPT_REJECTIONS);
  }

  private at(row: number): Rejection {
    return { line: this.lines[row]!, reason: REJECTION_REASONS[this.reasons[row]!]!, text: this.texts.textOf(row) };
  }
}

function cell(text: string): string {
  const safe = FORMULA_START.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
