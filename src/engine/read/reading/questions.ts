import type { SpellingRule } from "../columns/rules";
import { percentOf } from "../refusal";
import type { Column, Dataset, Guesses, ReadQuestion } from "../types";
import type { FilesReader } from "./filesReader";
import type { LookedAt } from "./lookAt";

/** Columns that a question offers at most. */
const MOST_COLUMNS = 8;

/** All that a person should be asked about a reading, the most telling first; the default answers were applied. */
export function readQuestions(
  first: LookedAt,
  guesses: Guesses,
  reader: FilesReader,
  dataset: Dataset,
): ReadQuestion[] {
  const { layout } = first;
  return [
    ...layout.questions,
    ...roleQuestions(layout.columns, layout.guesses.hasHeader.value),
    ...zeroQuestion(guesses, reader, dataset),
    ...dateQuestion(guesses),
  ];
}

/** Which column holds the users, or the products, where only the values told. */
function roleQuestions(columns: readonly Column[], hasHeader: boolean): ReadQuestion[] {
  if (!hasHeader) return [];
  return (["user", "product"] as const).flatMap((role) => {
    const guessed = columns.findIndex((column) => column.role === role);
    if (guessed === -1 || columns[guessed].confidence !== "unsure") return [];
    const others = columns.flatMap((column, i) => (i !== guessed && column.role === "ignore" ? [i] : []));
    const answers = [guessed, ...others].slice(0, MOST_COLUMNS).map((i) => ({
      label: columns[i].name,
      change: { roles: { [i]: role } },
    }));
    return answers.length < 2 ? [] : [{ id: role, question: `Which column holds the ${role}s?`, answers, default: 0 }];
  });
}

function zeroQuestion({ zeroMeans }: Guesses, reader: FilesReader, { size }: Dataset): ReadQuestion[] {
  if (!zeroMeans || zeroMeans.confidence === "chosen" || reader.zeros === 0) return [];
  const share = percentOf(reader.zeros / Math.max(reader.counts.read + reader.counts.emptyCells, size));
  const isMissing = zeroMeans.value === "missing";
  const rating = { label: "0 is a rating", change: { zeroMeans: "rating" } } as const;
  const missing = { label: "0 means none was given", change: { zeroMeans: "missing" } } as const;
  return [
    {
      id: "zeroMeans",
      question: `${share} of the records rate 0. Does a rating of 0 mean that none was given?`,
      answers: isMissing ? [missing, rating] : [rating, missing],
      default: 0,
    },
  ];
}

const list = new Intl.ListFormat("en", { type: "conjunction" });

/** What is said of values that differ only by case or blanks. */
export function respelledSentence(columns: readonly string[], rule: SpellingRule): string {
  const values = `Values of ${list.format(columns)} that differ only by case or blanks`;
  return rule === "one"
    ? `${values} count as one, under the spelling that comes first.`
    : `${values} count as one each, apart.`;
}

/** Whether they are one; nothing that has to be answered before the ratings are used. */
export function spellingQuestion(columns: readonly string[], rule: SpellingRule): ReadQuestion {
  const one = { label: "Count as one", change: { spellings: "one" } } as const;
  const apart = { label: "Are kept apart", change: { spellings: "apart" } } as const;
  return {
    id: "spellings",
    question: `What are values of ${list.format(columns)} that differ only by case or blanks?`,
    answers: [one, apart],
    default: rule === "one" ? 0 : 1,
    because: "one thing, spelled twice",
  };
}

function dateQuestion({ dateOrder }: Guesses): ReadQuestion[] {
  if (dateOrder?.confidence !== "unsure") return [];
  const day = { label: "Day first: 3 April", change: { dateOrder: "day-first" } } as const;
  const month = { label: "Month first: 4 March", change: { dateOrder: "month-first" } } as const;
  return [
    {
      id: "dateOrder",
      question: "Is 3/4/2015 in this file the third of April or the fourth of March?",
      answers: dateOrder.value === "day-first" ? [day, month] : [month, day],
      default: 0,
    },
  ];
}
