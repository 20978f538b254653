import type { ColumnRole } from "../../../domain/roles";
import { piecesOf } from "../bytes/source";
import { Utf8Stream } from "../bytes/utf8";
import { DatasetBuilder, type Part } from "../columns/builder";
import type { ValueRules } from "../columns/rules";
import type { ReadProgress } from "../progress";
import { type RecordFormat, RecordReader } from "../records/recordReader";
import type { Encoding, Guess } from "../types";
import { Intake, type LineCounts } from "./intake";
import { Pace } from "./pace";
import { type RejectionPart, Rejections } from "./rejections";

/** A part of a file that a reader of its own reads. */
export interface StretchRequest {
  name: string;
  file: Blob;
  /** Bytes of the file: a record starts at `start`, and one at `end`, which is the file's size for the last part. */
  start: number;
  end: number;
  format: RecordFormat;
  roles: ColumnRole[];
  rules: ValueRules;
  /** About how many records are in it. */
  expected: number;
}

/** What is in a part of a file, as if nothing came before it: lines and codes count from its start. */
export interface StretchResult {
  part: Part;
  counts: LineCounts;
  rejections: RejectionPart;
  /** Line ends in it. */
  lines: number;
  /** Byte of the file at which its last record ended. */
  end: number;
  encoding: Guess<Encoding>;
  /** True where the text differs from the file's own bytes, so that places in it mean nothing. */
  changed: boolean;
  dateEvidence: string | null;
  ambiguousDates: number;
}

/**
 * Read one part of a file. It goes on over `end` to the end of the record that lies there.
 * @throws as reading the file does, but for lines that count from the part's start.
 */
export async function readStretch(
  { name, file, start, end, format, roles, rules, expected }: StretchRequest,
  onProgress: (progress: ReadProgress) => void,
  signal: AbortSignal,
): Promise<StretchResult> {
  const builder = new DatasetBuilder(roles, rules, expected, false);
  const rejections = new Rejections();
  const intake = new Intake(0, format.fields, null, builder, rejections);
  const isLast = end === file.size;
  const reader = new RecordReader(name, format, intake, isLast ? undefined : end - start);
  const stream = new Utf8Stream(undefined, false);
  const pace = new Pace(end - start, onProgress, signal);
  for await (const { bytes, bytesRead } of piecesOf(name, file, start)) {
    const last = bytesRead === file.size;
    reader.push(stream.push(bytes, last), last);
    await pace.step(Math.min(bytesRead, end) - start, intake.counts.read, last);
    if (reader.ended) break;
  }
  return {
    part: builder.part(),
    counts: intake.counts,
    rejections: rejections.part(),
    lines: reader.line - 1,
    end: start + reader.position,
    encoding: stream.guess,
    changed: stream.changed,
    dateEvidence: builder.time.evidence,
    ambiguousDates: builder.time.ambiguous,
  };
}
