import { TextList } from "../textList";
import type { Vocabulary } from "../types";

const EMPTY = -1;

/**
 * Gives each distinct id a code, in order of first appearance, at constant cost per id: a hash table with linear
 * probing over the packed UTF-8 bytes. A Map would keep every id as a string, each holding on to the text it was cut
 * from, and it ends at 2²⁴ ids.
 */
export class IdCodes {
  private readonly ids = new TextList();
  private slots = new Int32Array(1024).fill(EMPTY);
  private hashes = new Int32Array(513);

  /** Number of codes given. */
  get size(): number {
    return this.ids.length;
  }

  /** The code of the id, a new one when it was never seen. */
  code(id: string): number {
    const { ids } = this;
    const start = ids.write(id);
    const end = ids.offsets[ids.length + 1]!;
    const hash = hashOf(ids.bytes, start, end);
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (let code = this.slots[slot]!; code !== EMPTY; code = this.slots[slot]!) {
      if (this.hashes[code] === hash && this.same(code, start, end)) return code;
      slot = (slot + 1) & mask;
    }
    const code = ids.length++;
    this.slots[slot] = code;
    this.hashes[code] = hash;
    if (ids.length * 2 > this.slots.length) this.rehash();
    return code;
  }

  pack(): Vocabulary {
    return this.ids.pack();
  }

  private same(code: number, start: number, end: number): boolean {
    const { bytes, offsets } = this.ids;
    const other = offsets[code]!;
    if (offsets[code + 1]! - other !== end - start) return false;
    for (let i = start, j = other; i < end; i++, j++) if (bytes[i] !== bytes[j]) return false;
    return true;
  }

  private rehash(): void {
    const slots = new Int32Array(this.slots.length * 2).fill(EMPTY);
    const hashes = new Int32Array(slots.length / 2 + 1);
    hashes.set(this.hashes);
    const mask = slots.length - 1;
    for (let code = 0; code < this.ids.length; code++) {
      let slot = hashes[code]! & mask;
      while (slots[slot] !== EMPTY) slot = (slot + 1) & mask;
      slots[slot] = code;
    }
    this.slots = slots;
    this.hashes = hashes;
  }
}

/** FNV-1a, its high bits folded down: the table's mask keeps only low ones. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) ^ (hash >>> 13);
}
