import type { Vocabulary } from "./types";
import { codeOf, size, textOf } from "./vocabulary";

/** The single values of a vocabulary whose texts hold several each, such as `Action|Comedy`. */
export interface SingleValues {
  /** Text of each value, in order of first appearance; the first is empty: unknown. */
  labels: string[];
  /** Values of code c: of[starts[c] .. starts[c + 1]), none of them twice; of an unknown one value 0 alone. */
  starts: Int32Array;
  of: Int32Array;
}

/** Vocabularies do not change: what one is split into is asked for with every list and every chart. */
const known = new WeakMap<Vocabulary, SingleValues>();

/** The single values of a vocabulary with a separator; null where each of its texts is one value. */
export function singleValues(vocabulary: Vocabulary): SingleValues | null {
  if (!vocabulary.separator) return null;
  const found = known.get(vocabulary) ?? split(vocabulary, vocabulary.separator);
  known.set(vocabulary, found);
  return found;
}

/** The values of a code as codes among the single ones; the code itself where each text is one value. */
export function* valuesOfCode(singles: SingleValues | null, code: number): Generator<number> {
  if (!singles) yield code;
  else for (let at = singles.starts[code]; at < singles.starts[code + 1]; at++) yield singles.of[at];
}

function split(vocabulary: Vocabulary, separator: string): SingleValues {
  const labels = [""];
  const codes = new Map<string, number>();
  const starts = new Int32Array(size(vocabulary) + 1);
  const of: number[] = [];
  for (let code = 0; code < size(vocabulary); code++) {
    const values = new Set<number>();
    for (const part of cellParts(textOf(vocabulary, code), separator)) {
      const plain = plainOf(part);
      const value = codes.get(plain) ?? labels.push(part) - 1;
      codes.set(plain, value);
      values.add(value);
    }
    of.push(...(values.size > 0 ? values : [0]));
    starts[code + 1] = of.length;
  }
  return { labels, starts, of: Int32Array.from(of) };
}

/** Spellings that differ only by case and blanks are one value, as they are where a cell holds one. */
export function plainOf(value: string): string {
  return value.toLowerCase().replace(/\s+/g, " ");
}

/** What stands between separators, empty parts left out. A list as programs print it loses its brackets and quotes. */
export function cellParts(text: string, separator: string): string[] {
  const isList = text.startsWith("[") && text.endsWith("]");
  const parts = (isList ? text.slice(1, -1) : text).split(
    // Between digits a comma is that of a number: 38,5 is one size.
    separator === "," ? /,(?!\d)|(?<!\d),/ : separator === " " ? /\s+/ : separator,
  );
  const plain = parts.map((part) => (isList ? part.trim().replace(/^(['"])(.*)\1$/, "$2") : part).trim());
  return plain.filter((part) => part !== "");
}

/** By code, 1 where the text is one of the values, or holds one of them. */
export function codesWith(vocabulary: Vocabulary, values: readonly string[]): Uint8Array {
  const found = new Uint8Array(size(vocabulary));
  for (const code of values.map((value) => codeOf(vocabulary, value))) if (code >= 0) found[code] = 1;
  const singles = singleValues(vocabulary);
  if (!singles) return found;
  const wanted = new Set(values.map((value) => singles.labels.indexOf(value)));
  for (let code = 0; code < found.length; code++) {
    for (let at = singles.starts[code]; at < singles.starts[code + 1]; at++) {
      if (wanted.has(singles.of[at])) found[code] = 1;
    }
  }
  return found;
}

/** The text of a code as people read it: "Action, Comedy" of `Action|Comedy`. */
export function readableText(vocabulary: Vocabulary, code: number): string {
  const singles = singleValues(vocabulary);
  if (!singles) return textOf(vocabulary, code);
  return Array.from(singles.of.subarray(singles.starts[code], singles.starts[code + 1]), (v) => singles.labels[v]).join(
    ", ",
  );
}
