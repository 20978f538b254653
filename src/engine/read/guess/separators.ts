import { isGender, SEGMENT_ROLES, type SegmentRole } from "../../../domain/roles";
import { percentOf, shortened } from "../refusal";
import { cellParts, plainOf } from "../severalValues";
import type { Dataset, ReadOptions, ReadQuestion } from "../types";
import { size, textOf } from "../vocabulary";

/** What can stand between values, the most telling first. */
const SEPARATORS = ["|", ";", " / ", ","] as const;
const BLANK = " ";
/** Of a cell that is shown, in characters. */
const LONGEST_EXAMPLE = 40;
/** Texts that are looked at: of very many the first. */
const MOST_TEXTS = 20_000;
/** A list of words in a header as RecBole writes it. */
const WORD_LIST = /:token_seq$/i;

/** No name has a bar in it; below this share of values that come again it may be one all the same. */
const FEWEST_AGAIN = 0.5;
/** Texts from which shares tell something. */
const TELLING_TEXTS = 5;
/** Of what names have in them too: texts with several values, share of these that come again, texts of each value. */
const LEAST_TEXTS = 3;
const LIKELY = { again: 0.9, each: 3 };
const DOUBTFUL = { again: 0.75, each: 1.5 };
/** Share of the texts from which one number of parts is that of a fixed order: city, state and country. */
const FIXED = 0.9;

interface SeparatorGuess {
  /** Empty where a cell is one value. */
  separator: string;
  /** What it could be. */
  possible: string;
  isSure: boolean;
  because: string;
}

/**
 * What stands between several values in the cells of a column; null where nothing can.
 *
 * Single values come again in other cells, and names do not. For each separator: the texts that have it (different
 * cells, counted once), the share of their parts that another text has too, and in how many texts a value is on
 * average. A bar always separates; it is asked about where fewer than half of the parts come again. What names have in them
 * as well (`;`, ` / `, `,`) separates where nine parts in ten come again and a value is in three texts or more; from
 * three in four, and one and a half, on it is asked about and taken for one value meanwhile. Where nine texts in ten
 * have one number of parts, these stand in an order and are not values of one kind.
 * @param texts of the column, each once
 * @param name of the column in its header
 */
export function guessSeparator(texts: readonly string[], name: string): SeparatorGuess | null {
  if (WORD_LIST.test(name)) {
    return { separator: BLANK, possible: BLANK, isSure: true, because: "its name says that it holds words" };
  }
  let doubtful: SeparatorGuess | null = null;
  for (const possible of SEPARATORS) {
    const found = judged(texts, possible);
    if (found?.isSure) return found;
    doubtful ??= found;
  }
  return doubtful;
}

function judged(texts: readonly string[], possible: string): SeparatorGuess | null {
  if (!texts.some((text) => text.includes(possible.trim()))) return null;
  const parts = texts.map((text) => [...new Set(cellParts(text, possible).map(plainOf))]);
  const several = parts.filter(({ length }) => length > 1);
  if (several.length === 0) return null;
  const counts = new Map<string, number>();
  const lengths = new Map<number, number>();
  for (const own of parts) {
    for (const value of own) counts.set(value, (counts.get(value) ?? 0) + 1);
    lengths.set(own.length, (lengths.get(own.length) ?? 0) + 1);
  }
  const all = several.flat();
  const again = all.filter((value) => counts.get(value)! > 1).length / all.length;
  const each = parts.reduce((sum, own) => sum + own.length, 0) / counts.size;
  const because = `${percentOf(again)} of the values between ${signOf(possible)} come again in other cells`;
  if (possible === "|") {
    if (again >= FEWEST_AGAIN) return { separator: possible, possible, isSure: true, because };
    return {
      separator: possible,
      possible,
      isSure: texts.length < TELLING_TEXTS,
      because: "names have no bar in them",
    };
  }
  const isFixed = Math.max(...[...lengths].map(([n, count]) => (n > 1 ? count : 0))) >= FIXED * texts.length;
  if (several.length < LEAST_TEXTS || isFixed) return null;
  if (again >= LIKELY.again && each >= LIKELY.each) return { separator: possible, possible, isSure: true, because };
  if (again < DOUBTFUL.again || each < DOUBTFUL.each) return null;
  return { separator: "", possible, isSure: false, because };
}

/** A separator as it is spoken of. */
export function signOf(separator: string): string {
  return separator === BLANK ? "blanks" : separator.trim();
}

/**
 * The Dataset with what stands between several values in the cells of its segments: as chosen, else as guessed. The
 * question of each column that can hold several, asked or only to be changed.
 */
export function withSeparators(
  dataset: Dataset,
  { separators = {} }: ReadOptions,
): { dataset: Dataset; questions: ReadQuestion[] } {
  const segments: Dataset["segments"] = { ...dataset.segments };
  const questions: ReadQuestion[] = [];
  for (const role of SEGMENT_ROLES) {
    const column = segments[role];
    // A product for women and men is for both, which is a gender of its own.
    if (!column || column.vocabulary.separator || isGender(role)) continue;
    const { vocabulary } = column;
    const length = Math.min(MOST_TEXTS, size(vocabulary) - 1);
    const texts = Array.from({ length }, (_, i) => textOf(vocabulary, i + 1));
    const name = dataset.segmentNames?.[role] ?? role;
    const guess = guessSeparator(texts, name);
    const separator = separators[role] ?? guess?.separator ?? "";
    if (separator !== "") segments[role] = { ...column, vocabulary: { ...vocabulary, separator } };
    if (guess) questions.push(questionOf(role, name, guess, separators[role], texts));
  }
  return { dataset: { ...dataset, segments }, questions };
}

function questionOf(
  role: SegmentRole,
  name: string,
  guess: SeparatorGuess,
  chosen: string | undefined,
  texts: readonly string[],
): ReadQuestion {
  const { possible, separator, isSure, because } = guess;
  const example = texts.find((text) => cellParts(text, possible).length > 1) ?? texts[0];
  const several = {
    label: `Several values, split at ${signOf(possible)}`,
    change: { separators: { [role]: possible } },
  };
  const one = { label: "One value in a cell", change: { separators: { [role]: "" } } };
  const answers = separator === "" ? [one, several] : [several, one];
  const isOne = (chosen ?? separator) === "";
  return {
    id: `separators.${role}`,
    question: `Is “${shortened(example, LONGEST_EXAMPLE)}” in ${name} one value, or several?`,
    answers,
    default: answers.indexOf(isOne ? one : several),
    ...(isSure ? { because } : {}),
  };
}
