import type { Feedback, SideRole } from "../../../domain/roles";
import type { CellCodes, Pair } from "../../../engine/explore/types";
import { nounOf } from "../../../ui/feedback";
import { formatCount } from "../../../ui/format";
import { isGroup, type SegmentNames, segmentWord } from "../../../ui/segmentName";
import { isGender } from "../segment/values";
import { subjectOf } from "../segment/words";

/** How values of genders are spoken of; files write others as well. */
const PEOPLE: Readonly<Record<string, string>> = { Female: "women", Male: "men" };
const MARKETED: Readonly<Record<string, string>> = { Female: "women", Male: "men", "Female&Male": "both genders" };

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "The product’s target gender and the user’s gender", without the capital. */
export function bothOf(pair: Pair, summary: SegmentNames): string {
  return pair.map((role) => subjectOf(role, summary)).join(" and ");
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
  if (isGender(role)) {
    const word = role === "userGender" ? "gender" : "target gender";
    return [word, `${word}s`];
  }
  return role === "category" ? ["category", "categories"] : [role, `${role}s`];
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
  switch (role) {
    case "userGender":
      return PEOPLE[label] ?? `users of gender ${label}`;
    case "productGender":
      return `products ${MARKETED[label] ? `for ${MARKETED[label]}` : `of target gender ${label}`}`;
    case "userGroup":
      return `users of ${segmentWord(role, summary)} ${label}`;
    case "productGroup":
      return `products of ${segmentWord(role, summary)} ${label}`;
    default:
      return label;
  }
}

/** Of whom a value says something: the product, its user, or neither. */
export function ownerOf(role: SideRole): "user" | "product" | "time" {
  if (role === "year") return "time";
  return role === "userGender" || role === "userGroup" ? "user" : "product";
}

function traitOf(role: SideRole, label: string, summary: SegmentNames): string {
  return `${role === "userGender" ? "gender" : segmentWord(role, summary)} ${label}`;
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
    const traits = pair.map((role, i) => traitOf(role, labels[i]!, summary)).join(" and ");
    return first === "user" ? `${many} by users of ${traits}` : `${many} ${of} products of ${traits}`;
  }
  let [before, by, about, when] = ["", "", "", ""];
  pair.forEach((role, i) => {
    const label = labels[i]!;
    const group = standsFor(role, label, summary);
    const owner = ownerOf(role);
    if (owner === "time") when = ` in ${label}`;
    else if (owner === "product") about = ` ${of} ${group}`;
    else if (role === "userGender" && PEOPLE[label]) before = `${group}’s `;
    else by = ` by ${group}`;
  });
  return `${before}${many}${by}${about}${when}`;
}
