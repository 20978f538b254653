export const LF = 10;
export const CR = 13;

/** Where the line starts that byte `at` lies on, not before `from`. LF, CRLF and CR end a line. */
export function startOfLine(bytes: Uint8Array, from: number, at: number): number {
  let start = at;
  while (start > from && !isLineStart(bytes, start)) start--;
  return start;
}

/** Where the next line starts after byte `at`; -1 when none of the bytes before `end` ends this one. */
export function endOfLine(bytes: Uint8Array, at: number, end: number): number {
  for (let i = at; i < end; i++) {
    if (bytes[i] === LF) return i + 1;
    if (bytes[i] === CR) return i + 1 < end && bytes[i + 1] === LF ? i + 2 : i + 1;
  }
  return -1;
}

/** Number of line ends in bytes[from .. to). */
export function countLineEnds(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) {
    if (bytes[i] === LF || (bytes[i] === CR && (i + 1 >= to || bytes[i + 1] !== LF))) count++;
  }
  return count;
}

function isLineStart(bytes: Uint8Array, at: number): boolean {
  const before = bytes[at - 1];
  return before === LF || (before === CR && bytes[at] !== LF);
}
