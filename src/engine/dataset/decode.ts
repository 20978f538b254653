import { startsLikeText } from "./signatures";

const UTF8_MARK = [0xef, 0xbb, 0xbf];
const UTF16LE_MARK = [0xff, 0xfe];
const UTF16BE_MARK = [0xfe, 0xff];

/**
 * Bytes of one file, in any pieces, to text.
 *
 * A byte order mark decides; without one the first byte beyond ASCII does: where it starts a valid UTF-8 sequence the
 * file is UTF-8, otherwise windows-1252. Both read the ASCII before it alike, so nothing has to be read again however
 * late it comes, and the answer does not depend on how the bytes were cut.
 */
export class TextStream {
  /** The encoding as far as it is known: `utf-8` while only ASCII was seen. */
  encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" = "utf-8";
  private started = false;
  private decoder: TextDecoder | null = null;
  private held = new Uint8Array(0);

  /** @param file name of the file, for the message of a ReadError when it is no text. */
  constructor(private readonly file: string) {}

  push(piece: Uint8Array): string {
    if (this.decoder) return this.decoder.decode(piece, { stream: true });
    return this.decide(this.held.length > 0 ? concat(this.held, piece) : piece, false);
  }

  /** The text that was held back; call once, after the last piece. */
  end(): string {
    const text = this.decoder ? "" : this.decide(this.held, true);
    return text + (this.decoder?.decode() ?? "");
  }

  private decide(input: Uint8Array, last: boolean): string {
    const bytes = input;
    if (!this.started) {
      if (bytes.length < 16 && !last) return this.hold(bytes);
      this.started = true;
      startsLikeText(bytes, this.file);
      if (startsWith(bytes, UTF16LE_MARK)) return this.choose("utf-16le", bytes.subarray(2));
      if (startsWith(bytes, UTF16BE_MARK)) return this.choose("utf-16be", bytes.subarray(2));
      if (startsWith(bytes, UTF8_MARK)) return this.choose("utf-8", bytes.subarray(3));
    }
    const plain = decodeUtf8(bytes);
    if (plain?.length === bytes.length) {
      this.held = new Uint8Array(0);
      return plain;
    }
    const first = bytes.findIndex((byte) => byte > 0x7f);
    const sequence = bytes.subarray(first, first + sequenceLength(bytes[first]!));
    if (sequence.length < sequenceLength(bytes[first]!) && !last) {
      return decodeUtf8(bytes.subarray(0, first)) + this.hold(sequence);
    }
    return this.choose(decodeUtf8(sequence) === null ? "windows-1252" : "utf-8", bytes);
  }

  private hold(bytes: Uint8Array): string {
    this.held = bytes.slice();
    return "";
  }

  private choose(encoding: TextStream["encoding"], bytes: Uint8Array): string {
    this.encoding = encoding;
    this.held = new Uint8Array(0);
    // The mark at the start is already gone; the same character further on is text.
    this.decoder = new TextDecoder(encoding, { ignoreBOM: true });
    return this.decoder.decode(bytes, { stream: true });
  }
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The text of valid UTF-8, as long as the bytes where all of them are ASCII; null for anything else. */
function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

/** Length of a UTF-8 sequence by its first byte; 1 where no sequence starts so. */
function sequenceLength(lead: number): number {
  if (lead >= 0xf0) return 4;
  if (lead >= 0xe0) return 3;
  return lead >= 0xc0 ? 2 : 1;
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, i) => bytes[i] === byte);
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}
