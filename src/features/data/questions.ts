import type { ReadOptions, ReadQuestion, ReadReport } from "../../engine/read/types";

/** True where every choice that an answer makes has been made; a role counts as chosen at its column. */
export function isAnswered({ answers }: ReadQuestion, options: ReadOptions): boolean {
  const keys = Object.keys(answers[0]?.change ?? {}) as (keyof ReadOptions)[];
  return keys.every((key) => key !== "roles" && options[key] !== undefined);
}

/** What is put right without loss: it is said, and can be taken back, but nobody has to be asked. */
export function isMended({ id }: ReadQuestion): boolean {
  return id === "spellings";
}

/** What the file leaves open and nobody has said yet, the most telling first. */
export function openQuestions({ questions = [], options }: ReadReport): ReadQuestion[] {
  return questions.filter((question) => !isMended(question) && !isAnswered(question, options));
}

/** "What 0 means" and the like have a control among the guesses, and roles have theirs at the columns. */
const ELSEWHERE = new Set(["zeroMeans", "dateOrder", "user", "product"]);

/** Questions whose answer can be changed only where all choices stand, answered or not. */
export function choiceQuestions({ questions = [] }: ReadReport): ReadQuestion[] {
  return questions.filter(({ id }) => !ELSEWHERE.has(id));
}
