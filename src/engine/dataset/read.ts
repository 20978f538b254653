import { type TextBlock, textBlocks } from "./blocks";
import type { ByteSource } from "./byteSources";
import { DatasetBuilder } from "./columns/builder";
import { Intake } from "./intake";
import { guessLayout, type Layout } from "./layout";
import { Pace } from "./pace";
import { RecordReader } from "./records";
import { refuse } from "./refusal";
import { Rejections } from "./rejections";
import type { Dataset, Preview, ReadOptions, ReadProgress, ReadReport } from "./types";
import { requireColumns, requireLearnable } from "./usable";

const PREVIEW_ROWS = 20;

export interface Reading {
  dataset: Dataset;
  report: ReadReport;
  preview: Preview;
  rejections: Rejections;
}

/**
 * Guess a file's dialect and column roles from its first block.
 * @throws ReadError when the file is empty or no text.
 */
export async function previewRatings(source: ByteSource, options: ReadOptions = {}): Promise<Preview> {
  for await (const block of textBlocks(source)) return previewOf(source, layoutOf(source, block, options));
  throw new Error("A file without a first block.");
}

/**
 * Read a file of ratings into a Dataset. Time and memory are linear in the file's size.
 * @param onProgress called several times a second, and once at the end.
 * @param signal aborts the reading between blocks.
 * @throws ReadError when the file cannot be used; the signal's reason when aborted.
 */
export async function readRatings(
  source: ByteSource,
  options: ReadOptions = {},
  onProgress: (progress: ReadProgress) => void = () => {},
  signal?: AbortSignal,
): Promise<Reading> {
  const started = performance.now();
  const pace = new Pace(source.size, onProgress, signal);
  const rejections = new Rejections();
  let layout: Layout | null = null;
  let builder: DatasetBuilder | null = null;
  let intake: Intake | null = null;
  let records: RecordReader | null = null;

  for await (const block of textBlocks(source)) {
    if (!layout || !records || !intake || !builder) {
      layout = layoutOf(source, block, options);
      const { columns, dialect } = layout;
      requireColumns(source.name, columns);
      builder = new DatasetBuilder(
        columns.map(({ role }) => role),
        source.size / meanLength(layout.records),
      );
      intake = new Intake(columns.length, dialect.hasHeader, builder, rejections);
      records = new RecordReader(source.name, dialect.delimiter, columns.length, intake);
    }
    layout.dialect.encoding = block.encoding;
    records.push(block.text, block.last);
    await pace.step(block.bytesRead, intake.read, block.last);
  }
  if (!layout || !builder || !intake) throw new Error("A file without a first block.");

  const dataset = builder.build(source.name, source.size);
  requireLearnable(dataset, intake.read, rejections);
  const report: ReadReport = {
    file: source.name,
    bytes: source.size,
    dialect: layout.dialect,
    columns: layout.columns,
    read: intake.read,
    accepted: dataset.size,
    rejected: rejections.count,
    merged: builder.merged,
    headerLines: intake.headerLines,
    blankLines: intake.blankLines,
    commentLines: intake.commentLines,
    rejectedBy: rejections.byReason,
    examples: rejections.examples(),
    readMs: performance.now() - started,
  };
  return { dataset, report, preview: previewOf(source, layout), rejections };
}

/** Characters per record, with its line end. */
function meanLength(records: readonly string[][]): number {
  const length = records.reduce((sum, record) => sum + record.join(" ").length + 1, 0);
  return length / Math.max(records.length, 1) || 1;
}

function layoutOf({ name, size }: ByteSource, block: TextBlock, options: ReadOptions): Layout {
  if (block.last && block.text === "") {
    refuse(`${name} is empty (${size} bytes).`, "Drop a file with one rating per line.");
  }
  return guessLayout(name, block.text, block.last, block.encoding, options);
}

function previewOf({ name, size }: ByteSource, { dialect, columns, records }: Layout): Preview {
  return { file: name, bytes: size, dialect, columns, rows: records.slice(0, PREVIEW_ROWS) };
}
