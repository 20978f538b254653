import type { Fields } from "../records/fields";
import { isMissing } from "./words";

const SPACE = 32;
const POINT = 46;
const DASH = 45;
const ZERO = 48;

/** Cut white space from both ends of a field, in place. */
export function trimField(fields: Fields, field: number): void {
  const { bytes } = fields;
  let start = fields.starts[field];
  let end = fields.ends[field];
  if (end > start && isInk(bytes[start]) && isInk(bytes[end - 1])) return;
  for (;;) {
    const width = spaceAfter(bytes, start, end);
    if (width === 0) break;
    start += width;
  }
  for (;;) {
    const width = spaceBefore(bytes, start, end);
    if (width === 0) break;
    end -= width;
  }
  fields.starts[field] = start;
  fields.ends[field] = end;
}

/** True for ASCII that is no white space; wide spaces begin and end beyond ASCII. */
function isInk(byte: number): boolean {
  return byte > SPACE && byte < 0x80;
}

/** Length of the white space character that starts at `at`, 0 where there is none. */
function spaceAfter(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end) return 0;
  const byte = bytes[at];
  if (byte <= SPACE) return 1;
  return byte < 0xc2 ? 0 : wideSpace(bytes, at, end);
}

function spaceBefore(bytes: Uint8Array, start: number, at: number): number {
  if (at <= start) return 0;
  const byte = bytes[at - 1];
  if (byte <= SPACE) return 1;
  if (byte < 0x80) return 0;
  if (at - 2 >= start && wideSpace(bytes, at - 2, at) === 2) return 2;
  return at - 3 >= start && wideSpace(bytes, at - 3, at) === 3 ? 3 : 0;
}

/** No-break space, byte order mark, ideographic space, and those from U+2000 to U+200A and U+2028 to U+202F. */
function wideSpace(bytes: Uint8Array, at: number, end: number): number {
  const [first, second, third] = [bytes[at], at + 1 < end ? bytes[at + 1] : 0, at + 2 < end ? bytes[at + 2] : 0];
  if (first === 0xc2 && second === 0xa0) return 2;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 3;
  if (first === 0xe3 && second === 0x80 && third === 0x80) return 3;
  if (first !== 0xe2 || second !== 0x80) return 0;
  return (third >= 0x80 && third <= 0x8a) || third === 0xa8 || third === 0xa9 || third === 0xaf ? 3 : 0;
}

/** A trimmed field of digits with at most one point and no more than 15 digits; NaN for any other, number or not. */
export function plainNumber({ bytes, starts, ends }: Fields, field: number): number {
  const start = starts[field];
  const end = ends[field];
  if (end === start || end - start > 15) return Number.NaN;
  let value = 0;
  let scale = 0;
  for (let i = start; i < end; i++) {
    const digit = bytes[i] - ZERO;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      scale *= 10;
    } else if (bytes[i] === POINT && scale === 0 && i > start) scale = 1;
    else return Number.NaN;
  }
  // Two exact integers: their quotient is the double nearest to the decimal, as Number's is.
  return scale > 1 ? value / scale : value;
}

/** The digits of a trimmed field of the form `YYYY-MM-DD` as one number, 20180930; -1 for any other. */
export function plainDate({ bytes, starts, ends }: Fields, field: number): number {
  const start = starts[field];
  if (ends[field] - start !== 10 || bytes[start + 4] !== DASH || bytes[start + 7] !== DASH) return -1;
  let digits = 0;
  for (let i = 0; i < 10; i++) {
    if (i === 4 || i === 7) continue;
    const digit = bytes[start + i] - ZERO;
    if (digit < 0 || digit > 9) return -1;
    digits = digits * 10 + digit;
  }
  return digits;
}

/** Trims the field; true when the record has no such field, or it is empty or a word for nothing. */
export function isUnknown(fields: Fields, field: number): boolean {
  if (field === -1 || field >= fields.count) return true;
  trimField(fields, field);
  const start = fields.starts[field];
  const length = fields.ends[field] - start;
  if (length === 0) return true;
  if (length > 9) return false;
  const first = fields.bytes[start] | 32;
  // The rest spares most fields a text: undefined; NA, null …; #N/A, <NA>, \N.
  if (length > 4) return length === 9 && first === 117 && isMissing(fields.textOf(field));
  return (first === 110 || first === 35 || first === 60 || first === 124) && isMissing(fields.textOf(field));
}
