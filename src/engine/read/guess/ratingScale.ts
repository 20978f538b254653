import { percentOf, refuse } from "../refusal";
import type { ReadOptions, ReadQuestion } from "../types";
import { parseNumber } from "../values/number";
import { worthOf } from "../values/ratingText";
import { isRating } from "./roleContent";

/** Different words that a scale has at most. */
const MOST_WORDS = 13;
/** Share of the records from which a number outside the others is suspicious. */
const FREQUENT = 0.05;

export interface RatingScale {
  /** What words are worth; null where the ratings are figures. */
  words: Record<string, number> | null;
  /** Numbers that stand for no rating. */
  missing: number[];
  questions: ReadQuestion[];
}

/**
 * How the ratings are meant, by the first of them: words in their order, and numbers far outside the others that stand
 * for none.
 * @throws ReadError where they are words whose order nobody knows.
 */
export function guessScale(file: string, column: string, values: readonly string[], options: ReadOptions): RatingScale {
  const words = wordsIn(file, column, values, options);
  const sentinels = words ? null : sentinelsIn(values);
  const missing = options.missingRatings ?? sentinels?.values ?? [];
  const questions: ReadQuestion[] = [];
  if (words) questions.push(wordQuestion(column, words));
  if (sentinels) questions.push(sentinelQuestion(column, sentinels, missing));
  return { words, missing, questions };
}

function wordsIn(file: string, column: string, values: readonly string[], { ratingWords }: ReadOptions) {
  if (ratingWords) return ratingWords;
  const rest = values.filter((value) => !isRating(value) || !Number.isNaN(worthOf(value)));
  const known = rest.filter((value) => !Number.isNaN(worthOf(value)));
  const kinds = [...new Set(rest)];
  if (rest.length < 0.5 * values.length || kinds.length > MOST_WORDS || kinds.length < 2) return null;
  // "good" and "bad" alone are thumbs.
  if (kinds.length === 2 && kinds.every(isRating)) return null;
  if (known.length < rest.length) {
    if (kinds.length === rest.length) return null;
    refuse(
      `The ratings of ${file}, in ${column}, are words whose order is not known: ${kinds.join(", ")}.`,
      "Replace each by a number, the best by the highest.",
    );
  }
  return Object.fromEntries(kinds.map((kind) => [kind.toLowerCase(), worthOf(kind)]));
}

function wordQuestion(column: string, words: Record<string, number>): ReadQuestion {
  const sorted = Object.entries(words).sort(([, a], [, b]) => a - b);
  const highest = Math.max(...Object.values(words));
  const lowest = Math.min(...Object.values(words));
  const turned = Object.fromEntries(sorted.map(([word, worth]) => [word, lowest + highest - worth]));
  const order = (entries: [string, number][]) => entries.map(([word, worth]) => `${word} ${worth}`).join(", ");
  return {
    id: "ratingWords",
    question: `The ratings in ${column} are words. What are they worth?`,
    answers: [
      { label: order(sorted), change: { ratingWords: words } },
      { label: `The other way round: ${order(Object.entries(turned))}`, change: { ratingWords: turned } },
    ],
    default: 0,
  };
}

/** Numbers that people write where there is no rating: below all others, or of nines alone and far above them. */
function sentinelsIn(values: readonly string[]): { values: number[]; share: number } | null {
  const counts = new Map<number, number>();
  let total = 0;
  for (const value of values) {
    const number = parseNumber(value);
    if (Number.isNaN(number)) continue;
    counts.set(number, (counts.get(number) ?? 0) + 1);
    total++;
  }
  const sorted = [...counts.keys()].sort((a, b) => a - b);
  if (sorted.length < 4) return null;
  const isFrequent = (number: number) => counts.get(number)! >= FREQUENT * total;
  const found: number[] = [];
  const [low, next] = sorted as [number, number];
  if (low < 0 && next >= 0 && Number.isInteger(low) && isFrequent(low)) found.push(low);
  const [high, below] = [sorted.at(-1)!, sorted.at(-2)!];
  const isNines = /^9+(\.0+)?$/.test(String(high)) && high >= 9;
  const isFar = high >= 99 ? high > 2 * below : below <= 5 && high > below + 3;
  if (isNines && isFar && isFrequent(high)) found.push(high);
  if (found.length === 0) return null;
  return { values: found, share: found.reduce((sum, number) => sum + counts.get(number)!, 0) / total };
}

function sentinelQuestion(
  column: string,
  { values, share }: { values: number[]; share: number },
  missing: readonly number[],
): ReadQuestion {
  const named = values.join(" and ");
  return {
    id: "missingRatings",
    question: `About ${percentOf(share)} of the ratings in ${column} are ${named}, outside all others. Does ${named} mean that there is no rating?`,
    answers: [
      { label: `${named} means none was given`, change: { missingRatings: values } },
      { label: `${named} is a rating`, change: { missingRatings: [] } },
    ],
    default: missing.length > 0 ? 0 : 1,
  };
}
