import { CR, LF } from "./lines";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** One record as places in UTF-8 bytes: field i is bytes[starts[i] .. ends[i]). Valid until the next record is read. */
export class Fields {
  bytes = new Uint8Array(0);
  count = 0;
  starts = new Int32Array(16);
  ends = new Int32Array(16);
  /** The record in the file, its line end included: bytes[from .. to). */
  from = 0;
  to = 0;

  add(start: number, end: number): void {
    if (this.count === this.starts.length) this.grow();
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.count++;
  }

  textOf(field: number): string {
    return decoder.decode(this.bytes.subarray(this.starts[field], this.ends[field]));
  }

  /** True for an empty field and one of white space. */
  isBlank(field: number): boolean {
    for (let i = this.starts[field]; i < this.ends[field]; i++) {
      if (this.bytes[i] > 0x20) return this.textOf(field).trim() === "";
    }
    return true;
  }

  /** The record as it stands in the file, without its line end, cut to about so many bytes. */
  raw(most: number): string {
    let to = Math.min(this.to, this.from + most);
    while (to > this.from && (this.bytes[to - 1] === LF || this.bytes[to - 1] === CR)) to--;
    return decoder.decode(this.bytes.subarray(this.from, to));
  }

  texts(): string[] {
    return Array.from({ length: this.count }, (_, field) => this.textOf(field));
  }

  private grow(): void {
    const [starts, ends] = [this.starts, this.ends];
    this.starts = new Int32Array(starts.length * 4);
    this.ends = new Int32Array(starts.length * 4);
    this.starts.set(starts);
    this.ends.set(ends);
  }
}
