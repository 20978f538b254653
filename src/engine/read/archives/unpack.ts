import type { Piece } from "../bytes/source";
import { grouped, refuse } from "../refusal";
import { ReadError } from "../types";

/** Packed bytes per step: DEFLATE makes at most 1,032 times as many of them, so this bounds the memory of a step. */
const STEP = 16 * 1024;

/** Most bytes that a packed file may unpack to. */
const MOST_BYTES = 4 * 1024 ** 3;

/** A file that grows by more than this, once it is larger than this, is made to exhaust whoever unpacks it. */
const MOST_GROWTH = 300;
const BOMB_FROM = 64 * 1024 ** 2;

/** Something that unpacks: bytes in, and bytes out to whoever made it. */
export interface Unpacker {
  push(bytes: Uint8Array, final: boolean): void;
}

/**
 * The unpacked bytes, a bounded step at a time.
 * @param unpackerTo an unpacker that hands what it makes to its argument.
 * @param check called after the last piece; throws when what was unpacked is not what was packed.
 * @throws ReadError when the bytes are damaged or cut short, or unpack to more than any file of ratings would.
 */
export async function* unpacked(
  name: string,
  packed: AsyncIterable<Piece>,
  unpackerTo: (take: (bytes: Uint8Array) => void) => Unpacker,
  check: () => void,
): AsyncGenerator<Piece> {
  let ready: Uint8Array[] = [];
  let [read, made] = [0, 0];
  const unpacker = unpackerTo((bytes) => {
    if (bytes.length === 0) return;
    made += bytes.length;
    ready.push(bytes);
  });
  const step = (bytes: Uint8Array, final: boolean) => {
    try {
      unpacker.push(bytes, final);
    } catch (error) {
      if (error instanceof ReadError) throw error;
      refuseDamaged(name, (error as Error).message);
    }
    read += bytes.length;
    if (made > MOST_BYTES) {
      refuse(`${name} unpacks to more than ${grouped(MOST_BYTES / 1024 ** 3)} GB.`, "Unpack it and drop a part of it.");
    }
    if (made > BOMB_FROM && made > MOST_GROWTH * read) {
      refuse(
        `${name} unpacks to more than ${MOST_GROWTH} times its size, which no table of ratings does.`,
        "Check where it comes from; if it is what it should be, unpack it and drop the file inside.",
      );
    }
    const pieces = ready;
    ready = [];
    return pieces;
  };
  for await (const { bytes, bytesRead } of packed) {
    for (let at = 0; at < bytes.length; at += STEP) {
      // A copy: what an unpacker does not use at once it keeps, and the piece is overwritten by the next.
      const part = bytes.slice(at, at + STEP);
      const sofar = bytesRead - bytes.length + at + part.length;
      for (const piece of step(part, false)) yield { bytes: piece, bytesRead: sofar };
    }
  }
  for (const piece of step(new Uint8Array(0), true)) yield { bytes: piece, bytesRead: read };
  check();
}

/** @throws ReadError always. */
export function refuseDamaged(name: string, why: string): never {
  refuse(`${name} is damaged or cut short: ${why}.`, "Copy or download it again.");
}
