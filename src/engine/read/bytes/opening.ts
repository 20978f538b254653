import { SAMPLE_LENGTH } from "../guess/dialect";
import { refuse } from "../refusal";
import type { Encoding, Guess } from "../types";
import { joined } from "./joined";
import { SIGNATURE_LENGTH } from "./signatures";
import type { ByteSource } from "./source";
import { Utf8Stream } from "./utf8";

/** The start of a file as text. */
export interface FileStart {
  /** Its first bytes as they are, which tell a file that is no text. */
  head: number[];
  /** At most SAMPLE_LENGTH bytes of UTF-8. */
  bytes: Uint8Array;
  /** True when they are all of the file. */
  whole: boolean;
  encoding: Guess<Encoding>;
  /** Length of the byte order mark. */
  markLength: number;
  /** True where the UTF-8 differs from the file's own bytes. */
  changed: boolean;
}

/**
 * Read a file as far as guessing looks at it.
 * @throws ReadError when it is empty.
 */
export async function startOf(source: ByteSource, encoding: Encoding | undefined): Promise<FileStart> {
  const stream = new Utf8Stream(encoding);
  const parts: Uint8Array[] = [];
  let length = 0;
  const head: number[] = [];
  for await (const { bytes } of source.open()) {
    head.push(...bytes.subarray(0, SIGNATURE_LENGTH - head.length));
    const part = stream.push(bytes, false).slice();
    parts.push(part);
    length += part.length;
    if (length > SAMPLE_LENGTH) break;
  }
  if (length <= SAMPLE_LENGTH) {
    const part = stream.push(new Uint8Array(0), true).slice();
    parts.push(part);
    length += part.length;
  }
  if (length === 0) refuse(`${source.name} is empty (${source.size} bytes).`, "Drop a file with one rating per line.");
  return {
    head,
    bytes: joined(parts).subarray(0, SAMPLE_LENGTH),
    whole: length <= SAMPLE_LENGTH,
    encoding: stream.guess,
    markLength: stream.markLength,
    changed: stream.changed,
  };
}
