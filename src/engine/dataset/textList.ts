import { grown } from "./columns/growing";
import type { Vocabulary } from "./types";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Length up to which V8 copies a substring; longer ones are slices, whose single characters are slow to read. */
const SHORT = 12;

/** Texts one after the other in one growing UTF-8 buffer: no string of a large file's text is kept alive. */
export class TextList {
  /** Number of texts. */
  length = 0;
  bytes = new Uint8Array(1024);
  /** Text i = bytes[offsets[i] .. offsets[i + 1]). */
  offsets = new Uint32Array(256);

  append(text: string): void {
    this.write(text);
    this.length++;
  }

  /**
   * Write the text where the next one would go, without counting it in: a second write replaces it.
   * @returns where it starts; it ends at `offsets[length + 1]`.
   */
  write(text: string): number {
    const start = this.offsets[this.length]!;
    // A UTF-16 unit takes at most three bytes of UTF-8.
    if (start + text.length * 3 > this.bytes.length) this.bytes = grown(this.bytes, start + text.length * 3);
    if (this.length + 2 > this.offsets.length) this.offsets = grown(this.offsets, this.length + 2);
    this.offsets[this.length + 1] = text.length > SHORT ? this.encode(text, start) : this.copyAscii(text, start);
    return start;
  }

  /** Writes a short text without a call out of JavaScript. Returns its end. */
  private copyAscii(text: string, start: number): number {
    const { bytes } = this;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit > 0x7f) return this.encode(text, start);
      bytes[start + i] = unit;
    }
    return start + text.length;
  }

  private encode(text: string, start: number): number {
    return start + encoder.encodeInto(text, this.bytes.subarray(start)).written;
  }

  textOf(index: number): string {
    return decoder.decode(this.bytes.subarray(this.offsets[index]!, this.offsets[index + 1]!));
  }

  /** The texts counted in, in buffers of their exact size. */
  pack(): Vocabulary {
    return {
      bytes: this.bytes.slice(0, this.offsets[this.length]!),
      offsets: this.offsets.slice(0, this.length + 1),
    };
  }
}
