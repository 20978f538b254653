import { TextList } from "../textList";
import type { Vocabulary } from "../types";
import { release } from "./growing";

const encoder = new TextEncoder();

/** Ids that are looked up at once. */
export const BATCH = 256;

/** Share of the slots in use from which the table grows: eight slots lie in a line of the processor's cache. */
const FULLEST = 0.7;

/**
 * Gives each distinct id a code, in order of first appearance, at constant cost per id: a hash table with linear
 * probing over the packed UTF-8 bytes. A Map would keep every id as a string, and it ends at 2²⁴ ids.
 */
export class IdCodes {
  private readonly ids = new TextList();
  /** Two numbers a slot, so that a look at it is one at the memory: the code + 1, 0 for an empty slot, and the hash. */
  private slots = new Int32Array(2 * 1024);
  private readonly hashes = new Int32Array(BATCH);
  private readonly codes = new Int32Array(BATCH);
  protected looked = 0;
  private viewed: Uint8Array = new Uint8Array(0);
  private view = new DataView(this.viewed.buffer);

  /** Number of codes given. */
  get size(): number {
    return this.ids.length;
  }

  /** The code of the id bytes[start .. end), a new one when it was never seen. */
  code(bytes: Uint8Array, start: number, end: number): number {
    const view = this.viewOf(bytes);
    return this.hashed(hashOf(view, start, end), bytes, view, start, end);
  }

  /**
   * The codes of ids in their order, at most BATCH: id i is bytes[starts[i] .. starts[i] + lengths[i]).
   *
   * A large table is out of the processor's caches, and an id at a time waits for memory at each. Here the slots of a
   * batch are looked at first, which waits for all of them at once: measured, a third of the time at a million ids.
   * @returns an array that the next call overwrites.
   */
  codesOfBatch(bytes: Uint8Array, starts: Uint32Array, lengths: Uint32Array, count: number): Int32Array {
    const { hashes, codes, slots } = this;
    const view = this.viewOf(bytes);
    const mask = slots.length - 1;
    let seen = 0;
    for (let i = 0; i < count; i++) hashes[i] = hashOf(view, starts[i], starts[i] + lengths[i]);
    for (let i = 0; i < count; i++) seen ^= slots[(hashes[i] << 1) & mask];
    // Kept, so that the loop is not dropped as one without an effect.
    this.looked = seen;
    for (let i = 0; i < count; i++) codes[i] = this.hashed(hashes[i], bytes, view, starts[i], starts[i] + lengths[i]);
    return codes;
  }

  private hashed(hash: number, bytes: Uint8Array, view: DataView, start: number, end: number): number {
    const slot = this.find(hash, view, start, end);
    const held = this.slots[slot];
    if (held !== 0) return held - 1;
    const code = this.ids.length;
    this.ids.appendBytes(bytes, start, end);
    this.slots[slot] = code + 1;
    this.slots[slot + 1] = hash;
    if (this.ids.length * 2 > this.slots.length * FULLEST) this.rehash();
    return code;
  }

  /** The code of the id, -1 when it has none. */
  known(bytes: Uint8Array, start: number, end: number): number {
    const view = this.viewOf(bytes);
    return this.slots[this.find(hashOf(view, start, end), view, start, end)] - 1;
  }

  codeOfText(id: string): number {
    const bytes = encoder.encode(id);
    return this.code(bytes, 0, bytes.length);
  }

  /** True when this code's id is bytes[start .. end). */
  is(code: number, bytes: Uint8Array, start: number, end: number): boolean {
    return this.ids.equals(code, this.viewOf(bytes), start, end);
  }

  /** The codes that this table gives the ids of a vocabulary, in its order: new ones where an id is new. */
  codesOf({ bytes, offsets }: Vocabulary): Int32Array {
    const codes = new Int32Array(offsets.length - 1);
    const lengths = new Uint32Array(BATCH);
    for (let from = 0; from < codes.length; from += BATCH) {
      const count = Math.min(BATCH, codes.length - from);
      for (let i = 0; i < count; i++) lengths[i] = offsets[from + i + 1] - offsets[from + i];
      codes.set(
        this.codesOfBatch(bytes, offsets.subarray(from, from + count), lengths, count).subarray(0, count),
        from,
      );
    }
    return codes;
  }

  /** A copy of the ids; the table can go on. */
  copy(): Vocabulary {
    return this.ids.copy();
  }

  /** The ids. The table is used up. */
  pack(): Vocabulary {
    release(this.slots);
    return this.ids.pack();
  }

  /** Where the id's slot begins, or the empty one that it would have. */
  private find(hash: number, view: DataView, start: number, end: number): number {
    const { slots } = this;
    const mask = slots.length - 1;
    let slot = (hash << 1) & mask;
    for (let held = slots[slot]; held !== 0; held = slots[slot]) {
      if (slots[slot + 1] === hash && this.ids.equals(held - 1, view, start, end)) return slot;
      slot = (slot + 2) & mask;
    }
    return slot;
  }

  /** A view of the same bytes; mostly those of the call before. */
  private viewOf(bytes: Uint8Array): DataView {
    if (bytes !== this.viewed) {
      this.viewed = bytes;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    return this.view;
  }

  private rehash(): void {
    const old = this.slots;
    const slots = new Int32Array(old.length * 2);
    const mask = slots.length - 1;
    for (let i = 0; i < old.length; i += 2) {
      if (old[i] === 0) continue;
      let slot = (old[i + 1] << 1) & mask;
      while (slots[slot] !== 0) slot = (slot + 2) & mask;
      slots[slot] = old[i];
      slots[slot + 1] = old[i + 1];
    }
    this.slots = slots;
    release(old);
  }
}

/** FNV-1a over words of four bytes, its high bits folded down: the table's mask keeps only low ones. */
function hashOf(view: DataView, start: number, end: number): number {
  let hash = 0x811c9dc5 ^ (end - start);
  let i = start;
  for (; i + 4 <= end; i += 4) {
    hash = Math.imul(hash ^ view.getInt32(i), 0x01000193);
    // A multiplication carries upwards only: bring what is high back down.
    hash ^= hash >>> 15;
  }
  for (; i < end; i++) hash = Math.imul(hash ^ view.getUint8(i), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
