import type { ReadOptions, ReadReport } from "../../engine/read/types";
import { formatAmount, formatShare } from "../../ui/format";

export interface Question {
  id: "zeroMeans" | "dateOrder";
  title: string;
  text: string;
  answers: { label: string; change: ReadOptions }[];
}

/** What the file leaves open, with how it was read for now. */
export function questionsOf(report: ReadReport): Question[] {
  const { zeroMeans, dateOrder } = report.guesses;
  const questions: Question[] = [];
  if (zeroMeans && zeroMeans.confidence !== "chosen" && report.zeros > 0) questions.push(zeroQuestion(report));
  if (dateOrder?.confidence === "unsure") questions.push(dateQuestion(report));
  return questions;
}

function zeroQuestion({ zeros, read, guesses }: ReadReport): Question {
  const zero = guesses.zeroMeans!;
  const isMissing = zero.value === "missing";
  const counted = `${formatAmount(zeros, "record")} of this file (${formatShare(zeros / read)}) rate 0`;
  const now = isMissing ? "For now they are left out" : "For now they count as the lowest rating";
  return {
    id: "zeroMeans",
    title: "Does a rating of 0 mean that none was given?",
    text: `${counted}. In some files that is the lowest rating, in others it stands for none. ${now}: ${zero.because}.`,
    answers: [
      { label: "0 is a rating", change: { zeroMeans: "rating" } },
      { label: "0 means none was given", change: { zeroMeans: "missing" } },
    ],
  };
}

function dateQuestion({ guesses }: ReadReport): Question {
  const isDayFirst = guesses.dateOrder!.value === "day-first";
  return {
    id: "dateOrder",
    title: "Is 3/4/2015 in this file the third of April or the fourth of March?",
    text: `Every date can be read either way. For now the ${isDayFirst ? "day" : "month"} comes first.`,
    answers: [
      { label: "Day first: 3 April", change: { dateOrder: "day-first" } },
      { label: "Month first: 4 March", change: { dateOrder: "month-first" } },
    ],
  };
}
