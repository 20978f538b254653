import type { Vocabulary } from "../dataset/types";

const encoder = new TextEncoder();

/** Each byte with ASCII letters in lower case. */
const LOWER = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte));

/** Bytes that are looked at to tell which of the query's are rare. */
const SAMPLE = 4096;

/**
 * Codes of the ids that contain the query, ascending, ASCII letters of either case alike; all codes for an empty query.
 * One pass over the vocabulary's bytes, four at a time, for the query's rarest byte, without making a text of any id.
 */
export function codesContaining({ bytes, offsets }: Vocabulary, query: string): Int32Array {
  const wanted = encoder.encode(query).map((byte) => LOWER[byte]);
  const found = new Int32Array(offsets.length - 1);
  if (wanted.length === 0) return found.map((_, code) => code);
  const anchor = rarest(wanted, bytes);
  const [rare, after] = [wanted[anchor], wanted.length - anchor];
  const words = wordsOf(bytes);
  const pattern = Math.imul(rare, ONES);
  // Lower case, and a few signs that are told apart below.
  const fold = rare >= 0x61 && rare <= 0x7a ? Math.imul(0x20, ONES) : 0;
  let [count, code, next] = [0, 0, offsets[0]];
  const meet = (at: number) => {
    while (offsets[code + 1] <= at) code++;
    const start = at - anchor;
    if (start < offsets[code] || at + after > offsets[code + 1]) return;
    for (let i = 0; i < wanted.length; i++) if (LOWER[bytes[start + i]] !== wanted[i]) return;
    found[count++] = code;
    next = offsets[code + 1];
  };
  for (let word = 0; word < words.length; word++) {
    const difference = (words[word] | fold) ^ pattern;
    // Some byte of it is zero (Warren, "Hacker's Delight", 6-1).
    if (((difference - ONES) & ~difference & SIGNS) === 0) continue;
    for (let at = 4 * word; at < 4 * word + 4; at++) if (at >= next && LOWER[bytes[at]] === rare) meet(at);
    word = Math.max(word, (next >> 2) - 1); // on to the next id
  }
  for (let at = 4 * words.length; at < bytes.length; at++) if (LOWER[bytes[at]] === rare && at >= next) meet(at);
  return found.subarray(0, count);
}

const ONES = 0x01010101;
const SIGNS = 0x80808080 | 0;

/** The bytes as whole words; what is left of them at the end is in none. */
function wordsOf(bytes: Uint8Array): Int32Array {
  const { buffer, byteOffset, length } = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return new Int32Array(buffer, byteOffset, length >> 2);
}

/** Index of the byte of `wanted` that is least often among the bytes, by a sample of them. */
function rarest(wanted: Uint8Array, bytes: Uint8Array): number {
  const counts = new Int32Array(256);
  // An odd stride: ids of one even length would be met at few of their places.
  const stride = Math.floor(bytes.length / SAMPLE) | 1;
  for (let at = 0; at < bytes.length; at += stride) counts[LOWER[bytes[at]]]++;
  let best = 0;
  for (let i = 1; i < wanted.length; i++) if (counts[wanted[i]] < counts[wanted[best]]) best = i;
  return best;
}
