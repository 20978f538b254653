const encoder = new TextEncoder();
/** A piece of the file; the browser may keep finished ones on disk. */
const PIECE = 4 * 2 ** 20;
/** UTF-8 bytes of a text are at most this many times its length. */
const WIDEST = 3;

/** A CSV file in pieces, so that it never stands in memory as one text. */
export class CsvParts {
  /** Bytes so far. */
  size = 0;
  private readonly parts: Blob[] = [];
  private piece = new Uint8Array(PIECE);
  private used = 0;

  add(text: string): void {
    if (this.used + WIDEST * text.length > this.piece.length) this.flush(WIDEST * text.length);
    const { written } = encoder.encodeInto(text, this.piece.subarray(this.used));
    this.used += written;
    this.size += written;
  }

  blob(): Blob {
    this.flush(0);
    return new Blob(this.parts, { type: "text/csv" });
  }

  /** Makes room for this many bytes. */
  private flush(room: number): void {
    if (this.used > 0) this.parts.push(new Blob([this.piece.subarray(0, this.used)]));
    if (room > this.piece.length) this.piece = new Uint8Array(room);
    this.used = 0;
  }
}
