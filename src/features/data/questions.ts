import type { ReadOptions, ReadQuestion, ReadReport } from "../../engine/read/types";

/** True where every choice that an answer makes has been made; a role counts as chosen at its column. */
export function isAnswered({ answers }: ReadQuestion, options: ReadOptions): boolean {
  const { separators = {}, ...change } = answers[0]?.change ?? {};
  const keys = Object.keys(change) as (keyof ReadOptions)[];
  const segments = Object.keys(separators) as (keyof typeof separators)[];
  return (
    keys.every((key) => key !== "roles" && options[key] !== undefined) &&
    segments.every((role) => options.separators?.[role] !== undefined)
  );
}

/** What the file leaves open and nobody has said yet, the most telling first. */
export function openQuestions({ questions = [], options }: ReadReport): ReadQuestion[] {
  return questions.filter((question) => question.because === undefined && !isAnswered(question, options));
}

/** "What 0 means" and the like have a control among the guesses, and roles have theirs at the columns. */
const ELSEWHERE = new Set(["zeroMeans", "dateOrder", "user", "product"]);

/** Questions whose answer can be changed only where all choices stand, answered or not. */
export function choiceQuestions({ questions = [] }: ReadReport): ReadQuestion[] {
  return questions.filter(({ id }) => !ELSEWHERE.has(id));
}
