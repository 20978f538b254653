import { TextList } from "./textList";
import type { Vocabulary } from "./types";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

/** Number of ids. */
export function size(vocabulary: Vocabulary): number {
  return vocabulary.offsets.length - 1;
}

/** The id text of a code from 0 to size - 1. */
export function textOf(vocabulary: Vocabulary, code: number): string {
  return decoder.decode(vocabulary.bytes.subarray(vocabulary.offsets[code], vocabulary.offsets[code + 1]));
}

/** The code of an id, -1 where it has none; compares every id, so it is for single questions. */
export function codeOf(vocabulary: Vocabulary, id: string): number {
  const { bytes, offsets } = vocabulary;
  const wanted = encoder.encode(id);
  for (let code = 0; code + 1 < offsets.length; code++) {
    const start = offsets[code];
    if (offsets[code + 1] - start !== wanted.length) continue;
    let i = 0;
    while (i < wanted.length && bytes[start + i] === wanted[i]) i++;
    if (i === wanted.length) return code;
  }
  return -1;
}

/** The vocabulary of these ids, in this order. */
export function packTexts(ids: Iterable<string>): Vocabulary {
  const list = new TextList();
  for (const id of ids) list.append(id);
  return list.pack();
}

/** A copy whose buffers can be transferred. */
export function copy(vocabulary: Vocabulary): Vocabulary {
  return { ...vocabulary, bytes: vocabulary.bytes.slice(), offsets: vocabulary.offsets.slice() };
}
