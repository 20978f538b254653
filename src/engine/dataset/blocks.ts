import type { ByteSource } from "./byteSources";
import { TextStream } from "./decode";
import { Newlines } from "./newlines";
import { grouped, refuse } from "./refusal";

/** Characters per block: large enough that cutting costs little, small enough that a cancel is noticed soon. */
export const BLOCK_LENGTH = 128 * 1024;

export interface TextBlock {
  text: string;
  /** True for the last one, which may be empty. */
  last: boolean;
  /** Bytes of the file read so far. */
  bytesRead: number;
  encoding: string;
}

/**
 * The file's text with LF line ends, in blocks of one length. Because every block but the last has the same length,
 * nothing that follows can depend on how the bytes arrived.
 *
 * @throws ReadError when the file is no text.
 */
export async function* textBlocks(source: ByteSource): AsyncGenerator<TextBlock> {
  const decoder = new TextStream(source.name);
  const newlines = new Newlines();
  let waiting = "";
  let bytesRead = 0;
  let charactersBefore = 0;

  const block = (text: string, last: boolean): TextBlock => {
    refuseBinary(text, source.name, charactersBefore);
    charactersBefore += text.length;
    return { text, last, bytesRead, encoding: decoder.encoding };
  };

  for await (const chunk of source.chunks) {
    bytesRead += chunk.length;
    waiting += newlines.push(decoder.push(chunk));
    while (waiting.length > BLOCK_LENGTH) {
      yield block(waiting.slice(0, BLOCK_LENGTH), false);
      waiting = waiting.slice(BLOCK_LENGTH);
    }
  }
  waiting += newlines.push(decoder.end()) + newlines.end();
  while (waiting.length > BLOCK_LENGTH) {
    yield block(waiting.slice(0, BLOCK_LENGTH), false);
    waiting = waiting.slice(BLOCK_LENGTH);
  }
  yield block(waiting, true);
}

function refuseBinary(text: string, file: string, charactersBefore: number): void {
  const nul = text.indexOf("\0");
  if (nul === -1) return;
  refuse(
    `${file} is not a table of text: character ${grouped(charactersBefore + nul + 1)} is a NUL byte.`,
    "Drop a CSV file; if it is UTF-16 text, save it as UTF-8 first.",
  );
}
