import { grown, release } from "./columns/growing";
import type { Vocabulary } from "./types";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Texts one after the other in one growing UTF-8 buffer: no string of a large file's text is kept alive. */
export class TextList {
  /** Number of texts. */
  length = 0;
  private bytes = new Uint8Array(1024);
  private view = new DataView(this.bytes.buffer);
  /** Text i = bytes[offsets[i] .. offsets[i + 1]). */
  private offsets = new Uint32Array(256);

  append(text: string): void {
    const bytes = encoder.encode(text);
    this.appendBytes(bytes, 0, bytes.length);
  }

  /** Append the UTF-8 text bytes[from .. to). */
  appendBytes(bytes: Uint8Array, from: number, to: number): void {
    const start = this.offsets[this.length];
    const end = start + to - from;
    if (end > this.bytes.length) {
      this.bytes = grown(this.bytes, end);
      this.view = new DataView(this.bytes.buffer);
    }
    if (this.length + 2 > this.offsets.length) this.offsets = grown(this.offsets, this.length + 2);
    const into = this.bytes;
    for (let i = from, j = start; i < to; i++, j++) into[j] = bytes[i];
    this.length++;
    this.offsets[this.length] = end;
  }

  textOf(index: number): string {
    return decoder.decode(this.bytes.subarray(this.offsets[index], this.offsets[index + 1]));
  }

  /** True when text `index` is the bytes [start .. end) of this view: four are compared at a time. */
  equals(index: number, other: DataView, start: number, end: number): boolean {
    const { view, offsets } = this;
    let at = offsets[index];
    if (offsets[index + 1] - at !== end - start) return false;
    let i = start;
    for (; i + 4 <= end; i += 4, at += 4) if (other.getInt32(i) !== view.getInt32(at)) return false;
    for (; i < end; i++, at++) if (other.getUint8(i) !== view.getUint8(at)) return false;
    return true;
  }

  /** A copy of the texts; the list can go on. */
  copy(): Vocabulary {
    const { bytes, offsets, length } = this;
    return { bytes: bytes.slice(0, offsets[length]), offsets: offsets.slice(0, length + 1) };
  }

  /** The texts in buffers of their exact size. The list is used up. */
  pack(): Vocabulary {
    const packed = this.copy();
    release(this.bytes, this.offsets);
    return packed;
  }
}
