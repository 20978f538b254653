import { Inflate } from "fflate";
import { MANIFEST_FILE, MODEL_FILES } from "../../../domain/fileNames";
import { type ByteSource, type Piece, piecesOf } from "../bytes/source";
import { refuse } from "../refusal";
import { Crc32 } from "./crc32";
import { refuseDamaged, unpacked } from "./unpack";
import { DEFLATED, entriesOf, IN_ZIP64, STORED, startOfData, type ZipEntry } from "./zipDirectory";

/** Entries that are listed in a message. */
const LISTED = 5;

/** What a ZIP archive holds beside tables: a saved Workspace, or an exported model; null for anything else. */
export async function heldIn(name: string, blob: Blob): Promise<"workspace" | "model" | null> {
  return kindOf(await entriesOf(name, blob));
}

/**
 * The one table inside a ZIP archive; what is no text file (folders, marks of macOS) does not count. Its checksum is
 * compared after the last byte.
 * @throws ReadError when there is no table in it or more than one, or when it is encrypted or damaged, or a Workspace or
 * an exported model.
 */
export async function unzipped(source: ByteSource, blob: Blob): Promise<ByteSource> {
  const { name } = source;
  const entries = await entriesOf(name, blob);
  const kind = kindOf(entries);
  if (kind) {
    const what = kind === "workspace" ? "a workspace" : "an exported model";
    refuse(`${name} is ${what}.`, "Open it by itself, without other files.");
  }
  // A workbook's sheets are looked at where tables are.
  if (isWorkbook(entries)) return source;
  const entry = onlyTable(name, entries);
  const place = await placeOf(name, blob, entry);
  return { name, size: source.size, open: () => unpackedEntry(name, blob, entry, place), blob: null };
}

/**
 * What an entry of an archive unpacks to, a bounded step at a time.
 * @throws ReadError when it is damaged, cut short, larger than it says, or has another checksum than it says.
 */
export async function* entryPieces(name: string, blob: Blob, entry: ZipEntry): AsyncGenerator<Piece> {
  yield* unpackedEntry(name, blob, entry, await placeOf(name, blob, entry));
}

/** Where its packed bytes lie. */
async function placeOf(name: string, blob: Blob, entry: ZipEntry): Promise<[start: number, end: number]> {
  const start = await startOfData(name, blob, entry);
  const end = start + entry.packedSize;
  if (end > blob.size) refuseDamaged(name, `${entry.name} goes beyond its end`);
  return [start, end];
}

function unpackedEntry(name: string, blob: Blob, entry: ZipEntry, [start, end]: [number, number]) {
  const crc = new Crc32();
  let made = 0;
  const unpackerTo = (take: (bytes: Uint8Array) => void) => {
    const counting = (bytes: Uint8Array) => {
      made += bytes.length;
      if (made > entry.size) refuseDamaged(name, `${entry.name} is larger than it says`);
      crc.push(bytes);
      take(bytes);
    };
    return entry.method === STORED ? { push: counting } : new Inflate(counting);
  };
  return unpacked(name, piecesOf(name, blob, start, end), unpackerTo, () => {
    if (made !== entry.size) refuseDamaged(name, `${entry.name} is smaller than it says`);
    if (crc.value !== entry.crc) refuseDamaged(name, `${entry.name} has another checksum than the archive says`);
  });
}

function kindOf(entries: readonly ZipEntry[]): "workspace" | "model" | null {
  if (entries.some((entry) => entry.name === MANIFEST_FILE)) return "workspace";
  return isModel(entries) ? "model" : null;
}

/** True of an Excel workbook (.xlsx), whichever program wrote it. */
export function isWorkbook(entries: readonly ZipEntry[]): boolean {
  const has = (name: RegExp) => entries.some((entry) => name.test(entry.name));
  return has(/^\[Content_Types\]\.xml$/) && has(/(^|\/)workbook\d*\.xml$/i);
}

/** Names of files in an archive that are tables. */
const TABLE = /\.(csv|tsv|tab|txt|dat|data|json|jsonl|ndjson|xlsx|xlsm|parquet)$/i;

/** Archives that are documents of a program, by a file that such ones have. */
const DOCUMENTS: readonly { has: RegExp; kind: string; advice: string }[] = [
  {
    has: /^xl\/workbook\.bin$/i,
    kind: "a binary Excel workbook (.xlsb)",
    advice: "Save it as .xlsx and drop that file.",
  },
  {
    has: /^\[Content_Types\]\.xml$/,
    kind: "an Office document without sheets",
    advice: "Save its table as .xlsx or CSV and drop that file.",
  },
  {
    has: /^content\.xml$/,
    kind: "an OpenDocument file, such as a spreadsheet of LibreOffice (.ods)",
    advice: "Save it there as .xlsx or CSV and drop that file.",
  },
  {
    has: /\.iwa$/,
    kind: "a document of Apple’s Numbers or Pages",
    advice: "Export it there as .xlsx or CSV and drop that.",
  },
];

/** True of weights without ratings beside them: a folder to continue elsewhere has both, and is a table. */
function isModel(entries: readonly ZipEntry[]): boolean {
  const names = entries.map((entry) => entry.name.split("/").at(-1)!);
  return names.includes(MODEL_FILES.weights) && !names.some((name) => /\.(csv|tsv)$/i.test(name));
}

function onlyTable(name: string, entries: readonly ZipEntry[]): ZipEntry {
  const names = entries.map((entry) => entry.name);
  if (name.endsWith(".collabnn")) {
    refuse(
      `${name} is a ZIP archive without ${MANIFEST_FILE}: it is no workspace.`,
      "Save it again where it was made.",
    );
  }
  const document = DOCUMENTS.find(({ has }) => names.some((one) => has.test(one)));
  if (document) refuse(`${name} is ${document.kind}.`, document.advice);
  const files = entries.filter((entry) => !/\/$|^__MACOSX\/|(^|\/)\.[^/]*$/.test(entry.name) && entry.size > 0);
  const named = files.filter((entry) => TABLE.test(entry.name) && !/(^|\/)(readme|licen[cs]e)[^/]*$/i.test(entry.name));
  // Beside a table, a JSON file tells of it.
  const besideJson = named.filter((entry) => !/\.json$/i.test(entry.name));
  const tables = besideJson.length > 0 ? besideJson : named;
  const candidates = tables.length > 0 ? tables : files;
  const [only, ...others] = candidates;
  if (!only) refuse(`${name} is a ZIP archive without a file in it.`, "Drop the table itself.");
  if (others.length > 0) {
    const listed = candidates.slice(0, LISTED).map((entry) => entry.name);
    if (candidates.length > LISTED) listed.push(`${candidates.length - LISTED} more`);
    refuse(
      `${name} holds ${candidates.length} files: ${listed.join(", ")}.`,
      "Unpack it and drop those that belong together.",
    );
  }
  if (only.encrypted) refuse(`${only.name} in ${name} is encrypted.`, "Unpack it with its password and drop the file.");
  if (only.method !== STORED && only.method !== DEFLATED) {
    refuse(`${only.name} in ${name} is packed in a way that cannot be read here.`, "Unpack it and drop the file.");
  }
  if (only.packedSize === IN_ZIP64 || only.header === IN_ZIP64) {
    refuse(`${only.name} in ${name} is larger than 4 GB.`, "Unpack it and drop a part of it.");
  }
  return only;
}
