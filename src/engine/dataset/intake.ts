import type { DatasetBuilder } from "./columns/builder";
import { isBlank, isComment } from "./dialect";
import type { RecordSink } from "./records";
import type { Rejections } from "./rejections";
import type { RejectionReason } from "./types";

/** Sorts the records of a file: header, blank and comment lines, ratings, and rejected records with their reason. */
export class Intake implements RecordSink {
  /** Records read = accepted + rejected + merged. */
  read = 0;
  headerLines = 0;
  blankLines = 0;
  commentLines = 0;

  /** @param fields how many fields a record has. */
  constructor(
    private readonly fields: number,
    private headerExpected: boolean,
    private readonly builder: DatasetBuilder,
    private readonly rejections: Rejections,
  ) {}

  record(record: string[], line: number, raw: () => string): void {
    if (isBlank(record)) this.blankLines++;
    else if (isComment(record, this.fields)) this.commentLines++;
    else if (this.headerExpected) {
      this.headerExpected = false;
      this.headerLines++;
    } else {
      const reason = this.wrongLength(record) ?? this.builder.add(record);
      // A commented-out header can have as many fields as a record, but no number where the rating is.
      if (reason === "rating is not a number" && record[0]!.startsWith("#")) this.commentLines++;
      else {
        this.read++;
        if (reason) this.rejections.add(line, reason, raw());
      }
    }
  }

  unclosedQuote(line: number, raw: string): void {
    this.read++;
    this.rejections.add(line, "unclosed quote", raw);
  }

  private wrongLength(record: string[]): RejectionReason | null {
    if (record.length === this.fields) return null;
    if (record.length < this.fields) return "too few fields";
    // Delimiters at the end of a line, with nothing after them, lose nothing.
    for (let i = this.fields; i < record.length; i++) if (record[i]!.trim() !== "") return "too many fields";
    return null;
  }
}
