import { viewOf } from "../bytes/source";
import { refuse } from "../refusal";
import { refuseDamaged } from "./unpack";

/** A file within a ZIP archive, as its directory tells (APPNOTE.TXT 4.3.12). */
export interface ZipEntry {
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
export const IN_ZIP64 = 0xffffffff;
export const STORED = 0;
export const DEFLATED = 8;

/** Bytes of a directory that is read at all. */
const LONGEST_DIRECTORY = 16 * 1024 ** 2;

/**
 * What the directory of a ZIP archive lists.
 * @throws ReadError when there is none, or it cannot be read.
 */
export async function entriesOf(name: string, blob: Blob): Promise<ZipEntry[]> {
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
  const entries: ZipEntry[] = [];
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

/**
 * Where an entry's bytes begin: its local header has the name and its extra fields once more, in a length of its own.
 * @throws ReadError when it is not where its directory says.
 */
export async function startOfData(name: string, blob: Blob, { header }: ZipEntry): Promise<number> {
  const view = await viewOf(name, blob, header, Math.min(blob.size, header + HEADER_LENGTH));
  if (view.byteLength < HEADER_LENGTH || view.getUint32(0, true) !== HEADER_SIGNATURE) {
    refuseDamaged(name, "a file is not where its directory says");
  }
  return header + HEADER_LENGTH + view.getUint16(26, true) + view.getUint16(28, true);
}
