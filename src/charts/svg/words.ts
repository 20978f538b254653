import { textWidth } from "../look";

/** Pixels of the longest of these texts. */
export function longest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(textWidth));
}

/** The text, cut with … where it is wider than its room; empty where not even a letter fits. */
export function shorten(text: string, room: number): string {
  if (textWidth(text) <= room) return text;
  const letters = Math.floor(room / textWidth("x")) - 1;
  return letters > 0 ? `${text.slice(0, letters).trimEnd()}…` : "";
}

/** The text in at most two lines of this room, broken between words, each line cut where it is too wide. */
export function inTwoLines(text: string, room: number): string[] {
  if (textWidth(text) <= room) return [text];
  const words = text.split(" ");
  let first = words[0] ?? "";
  let taken = 1;
  while (taken < words.length && textWidth(`${first} ${words[taken]}`) <= room) first += ` ${words[taken++]}`;
  const rest = words.slice(taken).join(" ");
  return [first, rest].filter(Boolean).map((line) => shorten(line, room));
}
