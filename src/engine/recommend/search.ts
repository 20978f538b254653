import type { Vocabulary } from "../dataset/types";

const encoder = new TextEncoder();

/**
 * Codes of the ids that contain the query, ASCII letters of either case alike; all codes for an empty query.
 * One pass over the vocabulary's bytes, without making a text of any id.
 */
export function codesContaining({ bytes, offsets }: Vocabulary, query: string): number[] {
  const wanted = encoder.encode(query).map(lowerCase);
  const found: number[] = [];
  for (let code = 0; code + 1 < offsets.length; code++) {
    const last = offsets[code + 1] - wanted.length;
    for (let start = offsets[code]; start <= last; start++) {
      let i = 0;
      while (i < wanted.length && lowerCase(bytes[start + i]) === wanted[i]) i++;
      if (i === wanted.length) {
        found.push(code);
        break;
      }
    }
  }
  return found;
}

function lowerCase(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}
