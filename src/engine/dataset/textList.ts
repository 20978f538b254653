import { grown } from "./columns/growing";
import type { Vocabulary } from "./types";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

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
    this.offsets[this.length + 1] = this.copy(text, start);
    return start;
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

  /**
   * Writes the text's bytes and returns their end. ASCII goes a character at a time: measured in Chromium, a call of
   * encodeInto costs as much as copying a hundred characters.
   */
  private copy(text: string, start: number): number {
    const { bytes } = this;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit > 0x7f) return start + encoder.encodeInto(text, bytes.subarray(start)).written;
      bytes[start + i] = unit;
    }
    return start + text.length;
  }
}
