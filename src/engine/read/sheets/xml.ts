/// <reference path="./saxen.d.ts" />
import { decode, Parser } from "saxen";
import { refuseDamaged } from "../archives/unpack";
import type { Piece } from "../bytes/source";

/** Text between two tags is no longer, in characters: a cell has 32,767 at most. */
const LONGEST_TOKEN = 1024 * 1024;

/** Told of each element in turn; names come without their prefix. */
export interface XmlHandler {
  /** `attributes` gives them as they are written, see `plain`. */
  open?(name: string, attributes: () => Record<string, string>): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** An attribute's value as what it stands for. */
export const plain = decode;

/**
 * Parses XML a piece at a time, in bounded memory.
 * @yields after each piece, how much of the file is read.
 * @throws ReadError where it is not well-formed.
 */
export async function* parsedXml(
  name: string,
  pieces: AsyncIterable<Piece>,
  handler: XmlHandler,
): AsyncGenerator<number> {
  const decoder = new TextDecoder();
  // Characters since the last tag.
  let waiting = 0;
  let hasTag = false;
  let failure: Error | null = null;
  const parser = new Parser()
    .on("openTag", (tag, attributes) => {
      hasTag = true;
      handler.open?.(local(tag), () => attributes() || {});
    })
    .on("closeTag", (tag) => {
      hasTag = true;
      handler.close?.(local(tag));
    })
    .on("text", (text, plainText) => handler.text?.(text.includes("&") ? plainText(text) : text))
    .on("cdata", (text) => handler.text?.(text))
    .on("error", (error) => {
      failure ??= error;
    });
  const check = () => {
    if (failure) refuseDamaged(name, `its XML cannot be read (${failure.message})`);
    if (waiting > LONGEST_TOKEN) refuseDamaged(name, "its XML has a text that no sheet has");
  };
  for await (const { bytes, bytesRead } of pieces) {
    const text = decoder.decode(bytes, { stream: true });
    hasTag = false;
    parser.write(text);
    waiting = hasTag ? text.length - text.lastIndexOf("<") : waiting + text.length;
    check();
    yield bytesRead;
  }
  parser.write(decoder.decode());
  parser.end();
  check();
}

function local(tag: string): string {
  const colon = tag.indexOf(":");
  return colon === -1 ? tag : tag.slice(colon + 1);
}
