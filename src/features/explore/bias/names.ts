import { type Feedback, isGender, isGroup, ownerOf, pluralOf, roleNoun, type SideRole } from "../../../domain/roles";
import type { CellCodes, Pair } from "../../../engine/explore/types";
import { nounOf } from "../../../ui/feedback";
import { formatCount } from "../../../ui/format";
import { type SegmentNames, segmentNoun, segmentSubject, segmentWord } from "../../../ui/segmentName";
import { PEOPLE } from "../segment/words";

/** How target genders are spoken of; files write others as well. */
const MARKETED: Readonly<Record<string, string>> = { Female: "women", Male: "men", "Female&Male": "both genders" };

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "The product’s target gender and the user’s gender", without the capital. */
export function bothOf(pair: Pair, summary: SegmentNames): string {
  return pair.map((role) => segmentSubject(role, summary)).join(" and ");
}

/** "12 brands", "3 values of size". */
export function valuesText(count: number, role: SideRole, summary: SegmentNames): string {
  const [one, many] = namesOf(role, summary);
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

function namesOf(role: SideRole, summary: SegmentNames): [one: string, many: string] {
  if (isGroup(role)) {
    const word = segmentWord(role, summary);
    return [`value of ${word}`, `values of ${word}`];
  }
  const noun = roleNoun(role);
  return [noun, pluralOf(noun)];
}

/** Which values are in the table where not all are: "the 12 largest of 40 brands"; null where all are. */
export function leftOut(
  { pair, rows, columns, rowsLeft, columnsLeft }: CellCodes,
  summary: SegmentNames,
): string | null {
  const parts = [[pair[0], rows.length, rowsLeft] as const, [pair[1], columns.length, columnsLeft] as const].flatMap(
    ([role, shown, left]) =>
      left > 0 ? [`the ${formatCount(shown)} largest of ${valuesText(shown + left, role, summary)}`] : [],
  );
  return parts.length > 0 ? parts.join(" and ") : null;
}

/** Whom or what a value stands for: "women", "products for men", "Headphones", "users of age group 18–24". */
export function standsFor(role: SideRole, label: string, summary: SegmentNames): string {
  const owner = ownerOf(role);
  if (isGroup(role)) return `${owner}s of ${segmentWord(role, summary)} ${label}`;
  if (!isGender(role)) return label;
  if (owner === "user") return PEOPLE[label] ?? `users of gender ${label}`;
  return `products ${MARKETED[label] ? `for ${MARKETED[label]}` : `of target gender ${label}`}`;
}

function traitOf(role: SideRole, label: string, summary: SegmentNames): string {
  return `${segmentNoun(role, summary)} ${label}`;
}

/** A cell's ratings in words: "women’s ratings of products for women", "ratings of Headphones in 2012". */
export function cellPhrase(
  pair: Pair,
  labels: readonly [row: string, column: string],
  feedback: Feedback,
  summary: SegmentNames,
): string {
  const { many } = nounOf(feedback);
  const of = feedback === "explicit" ? "of" : "with";
  const [first, second] = pair.map(ownerOf);
  if (first === second) {
    const traits = pair.map((role, i) => traitOf(role, labels[i], summary)).join(" and ");
    return first === "user" ? `${many} by users of ${traits}` : `${many} ${of} products of ${traits}`;
  }
  let [before, by, about, when] = ["", "", "", ""];
  pair.forEach((role, i) => {
    const label = labels[i];
    const group = standsFor(role, label, summary);
    const owner = ownerOf(role);
    if (owner === "rating") when = ` in ${label}`;
    else if (owner === "product") about = ` ${of} ${group}`;
    else if (isGender(role) && PEOPLE[label]) before = `${group}’s `;
    else by = ` by ${group}`;
  });
  return `${before}${many}${by}${about}${when}`;
}
