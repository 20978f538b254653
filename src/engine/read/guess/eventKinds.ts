import type { EventRule } from "../columns/rules";
import type { Column, ReadOptions, ReadQuestion } from "../types";
import { areEvents } from "./contentKinds";
import { spokenBy } from "./nameWords";
import { valuesOf } from "./roleContent";

/** Kinds that a question can name. */
const MOST_KINDS = 12;
const BOUGHT = /^(purchase|purchases|purchased|buy|bought|transaction|order|checkout)$/i;
const CARTED = /cart|wishlist|fav|like|save|bookmark/i;
const UNDONE = /^(remove|dislike|skip|return|un)/i;

/** A column of kinds of events beside users and products without ratings: each kind counts once until it is answered. */
export function guessEvents(
  columns: readonly Column[],
  records: readonly (readonly string[])[],
  { eventWeights }: ReadOptions,
): { rule: EventRule; question: ReadQuestion } | null {
  const has = (role: string) => columns.some((column) => column.role === role);
  if (!has("user") || !has("product") || has("rating")) return null;
  const field = columns.findIndex(({ role, name }, i) => {
    if (role !== "ignore") return false;
    const values = valuesOf(records, i);
    const kinds = new Set(values).size;
    return areEvents(values) || (spokenBy(name) === "event" && kinds > 1 && kinds <= MOST_KINDS);
  });
  if (field === -1) return null;
  const counts = new Map<string, number>();
  for (const kind of valuesOf(records, field)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const kinds = [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)!).slice(0, MOST_KINDS);
  return {
    rule: { field, weights: eventWeights ?? {} },
    question: question(columns[field].name, kinds, eventWeights),
  };
}

function question(column: string, kinds: readonly string[], chosen: ReadOptions["eventWeights"]): ReadQuestion {
  const weighted = Object.fromEntries(kinds.map((kind) => [kind, weightOf(kind)]));
  const alike = Object.fromEntries(kinds.map((kind) => [kind, 1]));
  const answers = [
    { label: "All count alike", change: { eventWeights: alike } },
    {
      label: `They count differently: ${kinds.map((kind) => `${kind} ${weighted[kind]}`).join(", ")}`,
      change: { eventWeights: weighted },
    },
    ...kinds.map((kind) => ({
      label: `Only ${kind} counts`,
      change: { eventWeights: Object.fromEntries(kinds.map((other) => [other, other === kind ? 1 : 0])) },
    })),
  ];
  const isChosen = ({ change }: (typeof answers)[number]) =>
    kinds.every((kind) => change.eventWeights[kind] === (chosen?.[kind] ?? 1));
  // Weights of one's own are no answer of the list.
  if (chosen && !answers.some(isChosen))
    answers.unshift({ label: "As chosen", change: { eventWeights: { ...chosen } } });
  return {
    id: "eventWeights",
    question: `The column ${column} says what people did: ${kinds.join(", ")}. Which of them count, and how much?`,
    answers,
    default: chosen ? answers.findIndex(isChosen) : 0,
  };
}

function weightOf(kind: string): number {
  if (UNDONE.test(kind)) return 0;
  if (BOUGHT.test(kind)) return 5;
  return CARTED.test(kind) ? 3 : 1;
}
