import type { Vocabulary } from "../read/types";

const encoder = new TextEncoder();

/** Each byte with ASCII letters in lower case. */
const LOWER = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte));

/** Bytes that are looked at to tell which of the query's are rare. */
const SAMPLE = 4096;

/**
 * Codes of the ids that contain the query, ascending, ASCII letters of either case alike; all codes for an empty query.
 * One pass over the vocabulary's bytes, without making a text of any id, for up to four of the query's bytes at once, the
 * rarest among them: a comparison that hardly ever holds costs little, one for a byte that every other id has, much.
 */
export function codesContaining({ bytes, offsets }: Vocabulary, query: string): Int32Array {
  const wanted = encoder.encode(query).map((byte) => LOWER[byte]);
  const found = new Int32Array(offsets.length - 1);
  if (wanted.length === 0) return found.map((_, code) => code);
  const end = Math.min(wanted.length, Math.max(WINDOW, rarest(wanted, bytes) + 1));
  const { pattern, mask } = pack(wanted.subarray(Math.max(0, end - WINDOW), end));
  const words = wordsOf(bytes);
  let [count, code, next, before] = [0, 0, 0, 0];
  for (let w = 0; w < words.length; w++) {
    // What ends at each byte of the word.
    const d = words[w] | FOLD;
    const a = (before >>> 8) | (d << 24);
    const b = (before >>> 16) | (d << 16);
    const c = (before >>> 24) | (d << 8);
    before = d;
    if ((a ^ pattern) & mask && (b ^ pattern) & mask && (c ^ pattern) & mask && (d ^ pattern) & mask) continue;
    for (let k = 0, at = 4 * w; k < 4; k++, at++) {
      const ending = k === 0 ? a : k === 1 ? b : k === 2 ? c : d;
      if ((ending ^ pattern) & mask || at < next || at >= bytes.length) continue;
      while (offsets[code + 1] <= at) code++;
      const start = at + 1 - end;
      if (start < offsets[code] || start + wanted.length > offsets[code + 1]) continue;
      if (!isAt(bytes, start, wanted)) continue;
      found[count++] = code;
      next = offsets[code + 1];
    }
  }
  return found.subarray(0, count);
}

/** Bytes that are compared at once: a word, the first byte lowest, as every browser's machine has it. */
const WINDOW = 4;
/** Makes ASCII letters lower ones; the few signs that are then alike are told apart after. */
const FOLD = 0x20202020;

/** At most four bytes as the highest of a word, and the word's bits that are theirs. */
function pack(window: Uint8Array): { pattern: number; mask: number } {
  const unused = 8 * (WINDOW - window.length);
  const mask = -1 << unused;
  const pattern = window.reduce((sum, byte, i) => sum | (byte << (unused + 8 * i)), 0);
  return { pattern: (pattern | FOLD) & mask, mask };
}

function isAt(bytes: Uint8Array, start: number, wanted: Uint8Array): boolean {
  let i = 0;
  while (i < wanted.length && LOWER[bytes[start + i]] === wanted[i]) i++;
  return i === wanted.length;
}

/** The bytes as whole words, the last filled up with zeros. */
function wordsOf(bytes: Uint8Array): Int32Array {
  const { buffer, byteOffset, length } = bytes;
  if (byteOffset % 4 === 0 && length % 4 === 0) return new Int32Array(buffer, byteOffset, length / 4);
  const whole = new Uint8Array(4 * Math.ceil(length / 4));
  whole.set(bytes);
  return new Int32Array(whole.buffer);
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
