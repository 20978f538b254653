import { isWorkbook } from "../archives/zip";
import { entriesOf } from "../archives/zipDirectory";
import { type ByteSource, viewOf } from "../bytes/source";
import { refuse } from "../refusal";
import type { ReadOptions } from "../types";
import { sheetOf } from "./sheetChoice";
import type { BinaryTable } from "./textSource";

type Opened = (options: ReadOptions) => Promise<BinaryTable>;

/** Bytes of a file within another that are unpacked at once, to read any part of it. */
const MOST_UNPACKED = 256 * 1024 ** 2;

/** A file is looked at several times while it is opened: what was found in it is kept for as long as it is at hand. */
const opened = new WeakMap<ByteSource, Promise<Opened | null>>();

/**
 * The table of an Excel workbook or a Parquet file, by its first bytes; null for any other. What reads them is loaded
 * when one comes.
 * @throws ReadError when it is damaged, encrypted or empty.
 */
export async function binaryTable(
  source: ByteSource,
  head: readonly number[],
  options: ReadOptions,
): Promise<BinaryTable | null> {
  let opening = opened.get(source);
  if (!opening) {
    opening = open(source, String.fromCharCode(...head));
    opened.set(source, opening);
  }
  const tableFor = await opening;
  return tableFor ? tableFor(options) : null;
}

async function open(source: ByteSource, start: string): Promise<Opened | null> {
  const { name } = source;
  if (start.startsWith("PK\x03\x04")) {
    const blob = await blobOf(source);
    if (!isWorkbook(await entriesOf(name, blob))) return null;
    const { openWorkbook } = await import("../sheets/workbook");
    const workbook = await openWorkbook(name, blob);
    return (options) => sheetOf(workbook, options);
  }
  if (start.startsWith("PAR1") || start.startsWith("PARE")) {
    const { openParquet, refuseEncrypted } = await import("../parquet/table");
    if (start.startsWith("PARE")) refuseEncrypted(name);
    const { source: text, leftOut } = await openParquet(name, await blobOf(source));
    const warnings = leftOut.map(
      (column) => `The column ${column} of ${name} holds tables of its own: it is left out.`,
    );
    return async () => ({ source: text, format: "Parquet", isNamed: true, questions: [], warnings, key: "Parquet" });
  }
  if (start.startsWith("\xd0\xcf\x11\xe0")) await refuseProtected(source);
  return null;
}

async function blobOf({ name, blob, open }: ByteSource): Promise<Blob> {
  if (blob) return blob;
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const { bytes } of open()) {
    pieces.push(bytes.slice());
    length += bytes.length;
    if (length > MOST_UNPACKED) refuse(`${name} holds a large file.`, "Unpack it and drop the file inside.");
  }
  return new Blob(pieces);
}

/** Where the header of a compound file says how large its sectors are and which holds its directory (MS-CFB 2.2). */
const SECTOR_SHIFT = 30;
const DIRECTORY = 48;
const HEADER = 512;

/** @throws ReadError for a workbook with a password: it lies encrypted in a file of the old kind. */
async function refuseProtected({ name, size, blob }: ByteSource): Promise<void> {
  if (!blob || size < HEADER) return;
  const header = await viewOf(name, blob, 0, HEADER);
  const sector = 2 ** Math.min(header.getUint16(SECTOR_SHIFT, true), 16);
  const at = (header.getUint32(DIRECTORY, true) + 1) * sector;
  if (at >= size) return;
  const directory = await viewOf(name, blob, at, Math.min(size, at + 8 * sector));
  if (!new TextDecoder("utf-16le").decode(directory).includes("EncryptedPackage")) return;
  refuse(
    `${name} is protected by a password.`,
    "Open it in the program it comes from, save it without a password and drop that file.",
  );
}
