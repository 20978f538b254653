import { piecesOf } from "../bytes/source";
import type { Fields } from "../records/fields";
import { endOfLine } from "../records/lines";
import { type RecordFormat, RecordReader } from "../records/recordReader";

/** Bytes in which a place to cut is looked for, and records that must follow it as records do. */
const WINDOW = 128 * 1024;
const WITNESSES = 8;

/**
 * Places at which a file is cut into parts, about at these shares of its size, each at the start of a line that the
 * records after it make likely to be a record's. Whether it is shows when the part before has been read: then its last
 * record ends there. Null where no such line is found.
 */
export async function findCuts(
  name: string,
  file: Blob,
  format: RecordFormat,
  shares: readonly number[],
): Promise<number[] | null> {
  const cuts: number[] = [];
  for (const share of shares) {
    const from = Math.floor(file.size * share);
    const window = await bytesFrom(name, file, from);
    const at = recordStart(name, window, format);
    if (at === -1 || from + at >= file.size) return null;
    cuts.push(from + at);
  }
  return cuts.every((cut, i) => i === 0 || cut > cuts[i - 1]) ? cuts : null;
}

async function bytesFrom(name: string, file: Blob, from: number): Promise<Uint8Array> {
  for await (const { bytes } of piecesOf(name, file, from, Math.min(file.size, from + WINDOW))) return bytes;
  return new Uint8Array(0);
}

/** The first line start after which whole records follow; -1 without one. */
function recordStart(name: string, window: Uint8Array, format: RecordFormat): number {
  for (let at = endOfLine(window, 0, window.length); at !== -1; at = endOfLine(window, at, window.length)) {
    if (isFollowedByRecords(name, window.subarray(at, at + WINDOW / 4), format)) return at;
  }
  return -1;
}

function isFollowedByRecords(name: string, bytes: Uint8Array, format: RecordFormat): boolean {
  let [good, bad] = [0, 0];
  const record = (fields: Fields) => {
    if (good + bad === WITNESSES) return;
    if (fields.count === format.fields) good++;
    else bad++;
  };
  try {
    new RecordReader(name, format, { record, unclosedQuote: () => bad++ }).push(bytes, false);
  } catch {
    // What is wrong here is told, with its place in the file, when the file is read.
    return false;
  }
  return good > 0 && bad === 0;
}
