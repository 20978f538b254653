import { chosen } from "../guess/chosen";
import type { Confidence, Encoding, Guess } from "../types";
import { joined } from "./joined";
import { judgeOther } from "./otherEncodings";
import { utf8OfWindows1252 } from "./windows1252";

const UTF8_MARK = [0xef, 0xbb, 0xbf];
const UTF16LE_MARK = [0xff, 0xfe];
const UTF16BE_MARK = [0xfe, 0xff];

/** Bytes that are looked at for UTF-16 without a mark, and for the encoding from the first byte beyond ASCII on. */
const START = 512;
const EVIDENCE = 4096;

const LF = 10;

const encoder = new TextEncoder();

/** Why ASCII is taken for UTF-8. */
export const PLAIN_LETTERS = "it has only plain letters";

/**
 * Bytes of one file, in any pieces, to UTF-8 without a mark at its start. UTF-8 passes as it is; invalid sequences in
 * it become U+FFFD.
 *
 * A byte order mark decides the encoding, then NUL bytes in every other place (UTF-16), then the 4 kB from the first
 * byte beyond ASCII on: where they hold more valid UTF-8 sequences than bytes that are none, the file is UTF-8, else
 * another encoding by the words that its letters make, or line by line. All read the ASCII before it alike, so nothing has to be read again however late it comes, and the
 * answer does not depend on how the bytes were cut.
 */
export class Utf8Stream {
  /** The encoding as far as it is known: `utf-8` while only ASCII was seen. */
  guess: Guess<Encoding>;
  /** True once the output is no longer the file's bytes, one for one, after its mark. */
  changed = false;
  /** Length of the mark at the file's start, in bytes. */
  markLength = 0;
  private started: boolean;
  private decided: boolean;
  private decoder: TextDecoder | null = null;
  private held = new Uint8Array(0);
  private byLine = false;

  /**
   * @param wanted the encoding that a person chose.
   * @param fromStart false where the bytes begin within the file, so that no mark can be there.
   */
  constructor(wanted?: Encoding, fromStart = true) {
    this.started = !fromStart;
    this.decided = wanted !== undefined;
    this.guess = wanted ? chosen(wanted) : { value: "utf-8", confidence: "sure", because: PLAIN_LETTERS };
  }

  /** @param last true for the last piece, which may be empty. */
  push(piece: Uint8Array, last: boolean): Uint8Array {
    const bytes = this.held.length > 0 ? joined([this.held, piece]) : piece;
    this.held = new Uint8Array(0);
    if (!this.started) {
      if (bytes.length < START && !last) return this.hold(bytes, 0);
      this.started = true;
      this.markLength = this.findMark(bytes);
      return this.convert(bytes.subarray(this.markLength), last);
    }
    return this.convert(bytes, last);
  }

  private convert(bytes: Uint8Array, last: boolean): Uint8Array {
    if (!this.decided) {
      const first = firstBeyondAscii(bytes);
      if (first === -1) return bytes;
      const evidence = bytes.subarray(first, first + EVIDENCE);
      if (evidence.length < EVIDENCE && !last) return this.hold(bytes, first);
      this.decided = true;
      this.guess = judge(evidence, evidence.length < EVIDENCE);
      this.byLine = isMixed(evidence) && judgeOther(evidence).value === "windows-1252";
      if (this.byLine) {
        const because = "some lines are UTF-8, the others Windows-1252";
        this.guess = { value: "utf-8", confidence: "likely", because };
      }
    }
    if (this.byLine) return this.repairLines(bytes, last);
    return this.guess.value === "utf-8" ? this.repair(bytes, last) : this.transcode(bytes, last);
  }

  /** Valid UTF-8 as it is. A sequence that the piece's end cuts waits for the next piece. */
  private repair(bytes: Uint8Array, last: boolean): Uint8Array {
    const end = last ? bytes.length : completeEnd(bytes);
    const whole = bytes.subarray(0, end);
    this.hold(bytes, end);
    if (firstBeyondAscii(whole) === -1 || isUtf8(whole)) return whole;
    this.changed = true;
    this.guess = { ...this.guess, confidence: weaker(this.guess.confidence), because: "with some invalid bytes" };
    return encoder.encode(lenient.decode(whole));
  }

  /** Each line by itself: UTF-8, or windows-1252 where it is not. A line that the piece's end cuts waits. */
  private repairLines(bytes: Uint8Array, last: boolean): Uint8Array {
    const end = last ? bytes.length : bytes.lastIndexOf(LF) + 1;
    const whole = bytes.subarray(0, end);
    this.hold(bytes, end);
    this.changed = true;
    const lines: Uint8Array[] = [];
    for (let start = 0; start < whole.length; ) {
      const at = whole.indexOf(LF, start);
      const line = whole.subarray(start, at === -1 ? whole.length : at + 1);
      if (isUtf8(line)) lines.push(line);
      else lines.push(hasSequence(line) ? encoder.encode(lenient.decode(line)) : utf8OfWindows1252(line));
      start += line.length;
    }
    return joined(lines);
  }

  private transcode(bytes: Uint8Array, last: boolean): Uint8Array {
    this.changed = true;
    if (this.guess.value === "windows-1252") return utf8OfWindows1252(bytes);
    this.decoder ??= new TextDecoder(this.guess.value, { ignoreBOM: true });
    return encoder.encode(this.decoder.decode(bytes, { stream: !last }));
  }

  /** Keep the bytes from `from` on for the next piece; those before are the output. */
  private hold(bytes: Uint8Array, from: number): Uint8Array {
    this.held = bytes.slice(from);
    return bytes.subarray(0, from);
  }

  /** Length of the byte order mark; a mark, or NUL bytes in every other place, decide the encoding. */
  private findMark(bytes: Uint8Array): number {
    const marks = [
      { encoding: "utf-8", mark: UTF8_MARK },
      { encoding: "utf-16le", mark: UTF16LE_MARK },
      { encoding: "utf-16be", mark: UTF16BE_MARK },
    ] as const;
    const found = marks.find(({ mark }) => mark.every((byte, i) => bytes[i] === byte));
    if (found && (!this.decided || found.encoding === this.guess.value)) {
      if (!this.decided) this.settle(found.encoding, "sure", "a byte order mark says so");
      return found.mark.length;
    }
    const unmarked = this.decided ? null : utf16WithoutMark(bytes.subarray(0, START));
    if (unmarked) this.settle(unmarked, "likely", "every other byte is NUL");
    return 0;
  }

  private settle(value: Encoding, confidence: Confidence, because: string): void {
    this.decided = true;
    this.guess = { value, confidence, because };
  }
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder("utf-8", { ignoreBOM: true });

function isUtf8(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Index of the first byte above 0x7f, -1 without one: four at a time where they lie so. */
function firstBeyondAscii(bytes: Uint8Array): number {
  let i = 0;
  while (i < bytes.length && (bytes.byteOffset + i) % 4 !== 0) if (bytes[i++] > 0x7f) return i - 1;
  if (i === bytes.length) return -1;
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + i, (bytes.length - i) >> 2);
  let word = 0;
  while (word < words.length && (words[word] & 0x80808080) === 0) word++;
  for (i += word * 4; i < bytes.length; i++) if (bytes[i] > 0x7f) return i;
  return -1;
}

/** Length of the UTF-8 sequence that this byte can start; 1 for ASCII, 0 where none starts so. */
function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

/** Where the sequence starts that the end of the bytes cuts; their length when it cuts none. */
function completeEnd(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back];
    if ((byte & 0xc0) === 0x80) continue;
    return sequenceLength(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** UTF-8 or windows-1252, by what the bytes beyond ASCII are. `last` where the file ends with them. */
function judge(bytes: Uint8Array, last: boolean): Guess<Encoding> {
  let [valid, invalid] = [0, 0];
  for (let i = 0; i < bytes.length; ) {
    const length = sequenceLength(bytes[i]);
    if (length === 1) i++;
    // The last sequence may be cut: where the file ends with it, only one that was begun is told from Latin-1.
    else if (isCut(bytes, i, length) && (!last || i + 1 < bytes.length)) break;
    else if (length > 1 && isUtf8(bytes.subarray(i, i + length))) {
      valid++;
      i += length;
    } else {
      invalid++;
      i++;
    }
  }
  if (invalid === 0) return { value: "utf-8", confidence: "sure", because: "it is valid UTF-8" };
  if (valid > invalid) return { value: "utf-8", confidence: "likely", because: "with some invalid bytes" };
  return judgeOther(bytes);
}

/** True where some whole lines are UTF-8 and others are plainly not: two files in one. */
function isMixed(bytes: Uint8Array): boolean {
  let [whole, broken] = [0, 0];
  let start = 0;
  for (let i = 0; i <= bytes.length; i++) {
    if (i < bytes.length && bytes[i] !== LF) continue;
    const line = bytes.subarray(start, i);
    start = i + 1;
    if (firstBeyondAscii(line.slice()) === -1) continue;
    if (isUtf8(line)) whole++;
    else if (!hasSequence(line)) broken++;
  }
  return whole >= 2 && broken >= 2 && Math.min(whole, broken) > 0.1 * (whole + broken);
}

/** True where some bytes beyond ASCII are UTF-8. */
function hasSequence(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) {
    const length = sequenceLength(bytes[i]);
    if (length > 1 && i + length <= bytes.length && isUtf8(bytes.subarray(i, i + length))) return true;
  }
  return false;
}

/** True when the bytes end within the sequence of this length at `at`, and are of it so far. */
function isCut(bytes: Uint8Array, at: number, length: number): boolean {
  return length > 1 && at + length > bytes.length && bytes.subarray(at + 1).every((byte) => (byte & 0xc0) === 0x80);
}

/** UTF-16 of mostly Latin text: nearly every other byte is NUL, nearly none of the rest. */
function utf16WithoutMark(bytes: Uint8Array): Encoding | null {
  const pairs = bytes.length >> 1;
  if (pairs < 4) return null;
  const zeros = [0, 0];
  for (let i = 0; i < pairs * 2; i++) if (bytes[i] === 0) zeros[i & 1]++;
  const [even, odd] = zeros as [number, number];
  if (odd > 0.7 * pairs && even < 0.05 * pairs) return "utf-16le";
  return even > 0.7 * pairs && odd < 0.05 * pairs ? "utf-16be" : null;
}

function weaker(confidence: Confidence): Confidence {
  return confidence === "sure" ? "likely" : confidence;
}
