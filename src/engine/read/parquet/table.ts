import { gunzipSync } from "fflate";
import { decompress } from "fzstd";
import { parquetMetadataAsync, parquetScan, parquetSchema, snappyUncompress } from "hyparquet";
import type { Compressors, DecodedArray, FileMetaData } from "hyparquet/src/types.js";
import { refuseDamaged } from "../archives/unpack";
import { type ByteSource, type Piece, viewOf } from "../bytes/source";
import { grouped, refuse } from "../refusal";
import { quoted } from "../shape/textSource";
import { ReadError } from "../types";
import { TEXT_PARSERS, type TextColumn, textColumns } from "./cells";

/** Bytes that one page, and one group of rows, unpack to at most: they are held at once. */
const MOST_PAGE = 512 * 1024 ** 2;
const MOST_GROUP = 2 * 1024 ** 3;
const MOST_GROUP_ROWS = 100_000_000;

/** Rows that are made text at a time. */
const BATCH = 8192;

const encoder = new TextEncoder();

/** How pages are unpacked; none of another size than the file says. */
const COMPRESSORS: Compressors = {
  SNAPPY(input, length) {
    const page = ofPage(length);
    snappyUncompress(input, page);
    return page;
  },
  GZIP: (input, length) => gunzipSync(input, { out: ofPage(length) }),
  ZSTD: (input, length) => decompress(input, ofPage(length)),
};

function ofPage(length: number): Uint8Array<ArrayBuffer> {
  if (length > MOST_PAGE) throw new RangeError("a page is larger than any that is read");
  return new Uint8Array(length);
}

/** A Parquet file as comma-separated text, and the names of its columns that are left out. */
export interface ParquetTable {
  source: ByteSource;
  leftOut: string[];
}

/**
 * Open a Parquet file.
 * @throws ReadError when it is damaged, encrypted, empty, or written in a way that cannot be read here.
 */
export async function openParquet(name: string, blob: Blob): Promise<ParquetTable> {
  const file = {
    byteLength: blob.size,
    slice: async (start: number, end = blob.size) => (await viewOf(name, blob, start, end)).buffer as ArrayBuffer,
  };
  const metadata = await sound(name, () => parquetMetadataAsync(file, { geoparquet: false }));
  requireReadable(name, metadata);
  const { columns, leftOut } = textColumns(parquetSchema(metadata));
  if (columns.length === 0) {
    refuse(`${name} is a Parquet file without a column of plain values.`, "Write one with a rating per row.");
  }
  const scan = await sound(name, () =>
    parquetScan({ file, metadata, geoparquet: false, compressors: COMPRESSORS, parsers: TEXT_PARSERS }),
  );
  const rows = Number(metadata.num_rows);
  async function* open(): AsyncGenerator<Piece> {
    yield { bytes: encoder.encode(`${columns.map((column) => quoted(column.name)).join()}\n`), bytesRead: 0 };
    for (const range of scan.ranges) {
      const read = new Map<string, DecodedArray>();
      for (const { column } of columns) {
        if (!read.has(column)) read.set(column, await sound(name, () => scan.readColumn({ column, ...range })));
      }
      const length = range.rowEnd - range.rowStart;
      for (let from = 0; from < length; from += BATCH) {
        const to = Math.min(length, from + BATCH);
        const bytesRead = Math.round((blob.size * (range.rowStart + to)) / rows);
        yield { bytes: encoder.encode(textOf(columns, read, from, to)), bytesRead };
      }
    }
  }
  return { source: { name, size: blob.size, open, blob: null }, leftOut };
}

function textOf(columns: readonly TextColumn[], read: Map<string, DecodedArray>, from: number, to: number): string {
  const values = columns.map(({ column }) => read.get(column)!);
  let text = "";
  for (let row = from; row < to; row++) {
    for (let i = 0; i < columns.length; i++) {
      const { field, text: textOfValue } = columns[i];
      const value: unknown = values[i][row];
      const own = field === null ? value : (value as Record<string, unknown> | null | undefined)?.[field];
      const cell = textOfValue(own);
      if (i > 0) text += ",";
      text += /[\r\n]/.test(cell) ? quoted(cell.replace(/[\r\n]+/g, " ")) : quoted(cell);
    }
    text += "\n";
  }
  return text;
}

/** @throws ReadError for what the description of the file tells beforehand. */
function requireReadable(name: string, { num_rows, row_groups }: FileMetaData): void {
  if (num_rows === 0n) refuse(`${name} is a Parquet file without rows.`, "Write one with a rating per row.");
  for (const { columns, total_byte_size, num_rows: rows } of row_groups) {
    if (total_byte_size > MOST_GROUP || rows > MOST_GROUP_ROWS) {
      refuse(
        `${name} has a row group of ${grouped(Number(rows))} rows, more than can be unpacked at once.`,
        "Write it with smaller row groups, or with fewer columns.",
      );
    }
    for (const { meta_data, crypto_metadata, encrypted_column_metadata } of columns) {
      if (crypto_metadata || encrypted_column_metadata || !meta_data) refuseEncrypted(name);
      const { codec } = meta_data;
      if (codec === "UNCOMPRESSED" || COMPRESSORS[codec]) continue;
      refuse(
        `${name} is packed with ${codec}, which cannot be unpacked here.`,
        'Write it with Snappy, gzip or Zstandard; in pandas: to_parquet("ratings.parquet", compression="snappy").',
      );
    }
  }
}

/** @throws ReadError always. */
export function refuseEncrypted(name: string): never {
  refuse(`${name} is an encrypted Parquet file.`, "Write it without encryption and drop that file.");
}

/** What a step gives; what goes wrong in it is the file's fault. */
async function sound<Result>(name: string, step: () => Promise<Result>): Promise<Result> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof ReadError) throw error;
    return refuseDamaged(name, (error as Error).message);
  }
}
