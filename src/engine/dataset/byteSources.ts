import { refuse } from "./refusal";

/** Bytes to read, in any pieces. */
export interface ByteSource {
  name: string;
  /** Size in bytes. */
  size: number;
  chunks: AsyncIterable<Uint8Array>;
}

/** Bytes per piece: progress and a cancel come between pieces. */
const PIECE = 1024 * 1024;

/** A file's bytes, a piece at a time. Reading them throws a ReadError when the file changes or disappears meanwhile. */
export function bytesOfBlob(name: string, blob: Blob): ByteSource {
  async function* pieces() {
    for (let start = 0; start < blob.size; start += PIECE) {
      const piece = await blob
        .slice(start, start + PIECE)
        .arrayBuffer()
        .catch(unreadable);
      yield new Uint8Array(piece);
    }
  }
  function unreadable(): never {
    refuse(
      `${name} could not be read: it was changed, moved or locked since it was opened.`,
      "Check that it is still there and open it again.",
    );
  }
  return { name, size: blob.size, chunks: pieces() };
}

/** Pasted text as the UTF-8 bytes of a file. */
export function bytesOfText(name: string, text: string): ByteSource {
  return bytesOfBlob(name, new Blob([text]));
}
