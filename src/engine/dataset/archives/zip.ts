import { Inflate } from "fflate";
import { type ByteSource, piecesOf, viewOf } from "../bytes/source";
import { refuse } from "../refusal";
import { Crc32 } from "./crc32";
import { refuseDamaged, unpacked } from "./unpack";

/** A file within a ZIP archive, as its directory tells (APPNOTE.TXT 4.3.12). */
interface Entry {
  name: string;
  encrypted: boolean;
  method: number;
  crc: number;
  /** Bytes, packed and not. */
  packedSize: number;
  size: number;
  /** Where its local header lies. */
  header: number;
}

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const HEADER_SIGNATURE = 0x04034b50;
const END_LENGTH = 22;
const ENTRY_LENGTH = 46;
const HEADER_LENGTH = 30;
const LONGEST_COMMENT = 0xffff;
/** In a 32-bit field of the directory: the value is in 64 bits elsewhere, which only files beyond 4 GB need. */
const IN_ZIP64 = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;

/** Entries that are listed in a message, and bytes of a directory that is read at all. */
const LISTED = 5;
const LONGEST_DIRECTORY = 16 * 1024 ** 2;

/**
 * The one table inside a ZIP archive; what is no text file (folders, marks of macOS) does not count. Its checksum is
 * compared after the last byte.
 * @throws ReadError when there is no table in it or more than one, or when it is encrypted or damaged.
 */
export async function unzipped(source: ByteSource, blob: Blob): Promise<ByteSource> {
  const { name } = source;
  const entry = onlyTable(name, await entriesOf(name, blob));
  const start = await startOfData(name, blob, entry);
  const end = start + entry.packedSize;
  if (end > blob.size) refuseDamaged(name, `${entry.name} goes beyond its end`);
  async function* open() {
    const crc = new Crc32();
    const unpackerTo = (take: (bytes: Uint8Array) => void) => {
      const counting = (bytes: Uint8Array) => {
        crc.push(bytes);
        take(bytes);
      };
      return entry.method === STORED ? { push: counting } : new Inflate(counting);
    };
    yield* unpacked(name, piecesOf(name, blob, start, end), unpackerTo, () => {
      if (crc.value !== entry.crc) refuseDamaged(name, `${entry.name} has another checksum than the archive says`);
    });
  }
  return { name, size: source.size, open, blob: null };
}

async function entriesOf(name: string, blob: Blob): Promise<Entry[]> {
  const tailStart = Math.max(0, blob.size - END_LENGTH - LONGEST_COMMENT);
  const tail = await viewOf(name, blob, tailStart, blob.size);
  let at = tail.byteLength - END_LENGTH;
  while (at >= 0 && tail.getUint32(at, true) !== END_SIGNATURE) at--;
  if (at < 0) refuseDamaged(name, "its directory is missing");
  const [count, length, start] = [
    tail.getUint16(at + 10, true),
    tail.getUint32(at + 12, true),
    tail.getUint32(at + 16, true),
  ];
  if (start === IN_ZIP64 || count === 0xffff) refuse(`${name} is a ZIP archive beyond 4 GB.`, "Unpack it first.");
  if (start + length > blob.size || length > LONGEST_DIRECTORY) refuseDamaged(name, "its directory is out of place");
  const directory = await viewOf(name, blob, start, start + length);
  const entries: Entry[] = [];
  let place = 0;
  while (entries.length < count) {
    if (place + ENTRY_LENGTH > length || directory.getUint32(place, true) !== ENTRY_SIGNATURE) {
      refuseDamaged(name, "its directory cannot be read");
    }
    const nameLength = directory.getUint16(place + 28, true);
    const next =
      place + ENTRY_LENGTH + nameLength + directory.getUint16(place + 30, true) + directory.getUint16(place + 32, true);
    if (next > length) refuseDamaged(name, "its directory cannot be read");
    entries.push({
      name: new TextDecoder().decode(new Uint8Array(directory.buffer, place + ENTRY_LENGTH, nameLength)),
      encrypted: (directory.getUint16(place + 8, true) & 1) === 1,
      method: directory.getUint16(place + 10, true),
      crc: directory.getUint32(place + 16, true),
      packedSize: directory.getUint32(place + 20, true),
      size: directory.getUint32(place + 24, true),
      header: directory.getUint32(place + 42, true),
    });
    place = next;
  }
  return entries;
}

function onlyTable(name: string, entries: readonly Entry[]): Entry {
  const names = entries.map((entry) => entry.name);
  if (names.includes("[Content_Types].xml")) {
    refuse(`${name} is an Office document, such as an Excel workbook.`, "Save its sheet as CSV and drop that file.");
  }
  const files = entries.filter((entry) => !/\/$|^__MACOSX\/|(^|\/)\.[^/]*$/.test(entry.name) && entry.size > 0);
  const tables = files.filter((entry) => /\.(csv|tsv|tab|txt|dat|data)$/i.test(entry.name));
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

/** The local header has the name and its extra fields once more, in a length of its own. */
async function startOfData(name: string, blob: Blob, { header }: Entry): Promise<number> {
  const view = await viewOf(name, blob, header, Math.min(blob.size, header + HEADER_LENGTH));
  if (view.byteLength < HEADER_LENGTH || view.getUint32(0, true) !== HEADER_SIGNATURE) {
    refuseDamaged(name, "a file is not where its directory says");
  }
  return header + HEADER_LENGTH + view.getUint16(26, true) + view.getUint16(28, true);
}
