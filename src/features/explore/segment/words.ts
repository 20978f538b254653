import {
  type Feedback,
  isGender,
  isGroup,
  isOfProduct,
  ownerOf,
  pluralOf,
  roleNoun,
  roleQuestion,
  type SideRole,
  valueNoun,
} from "../../../domain/roles";
import type { Figures } from "../../../engine/explore/types";
import { nounOf } from "../../../ui/feedback";
import { formatCount, formatNumber, formatShare } from "../../../ui/format";
import { hasSeveral, type SegmentNames, segmentSubject, segmentWord } from "../../../ui/segmentName";
import { nothingLeft, sumOf } from "../chartWords";
import { effectWord, intervalText, pText } from "../effects";
import type { Look } from "../look";
import { type SegmentRow, segmentRows } from "./values";

/** How values of genders are spoken of; files write others as well. */
export const PEOPLE: Readonly<Record<string, string>> = { Female: "women", Male: "men" };
const MARKETED: Readonly<Record<string, string>> = {
  Female: "products for women",
  Male: "products for men",
  "Female&Male": "products for both",
};

/** The question that the chart of a segment answers. */
export function segmentQuestion(role: SideRole, feedback: Feedback, summary: SegmentNames): string {
  if (isGroup(role)) return `How do the ${nounOf(feedback).many} divide by ${segmentWord(role, summary)}?`;
  const asked = roleQuestion(role, feedback);
  return asked ?? `Which ${pluralOf(roleNoun(role))} are ${feedback === "explicit" ? "rated" : "chosen"} most?`;
}

/** Several of its values: "categories"; of a group that only its column names, "values". */
export function valuesPhrase(role: SideRole): string {
  return isGroup(role) ? "values" : pluralOf(valueNoun(role));
}

/** Which is larger, by how much, how large that is, and what is unknown; of other segments the largest shares. */
export function segmentSentence(look: Look, role: SideRole): string {
  const rows = segmentRows(look, role);
  const selected = look.selection.segments[role]!.ratings;
  if (selected === 0) return nothingLeft(look.feedback);
  const known = rows.filter(({ value, selected: n }) => value !== "" && n > 0);
  const subject = segmentSubject(role, look.summary);
  if (known.length === 0) return `No ${nounOf(look.feedback).one} says ${subject}.`;
  return isGender(role)
    ? genderSentence(look, role, known)
    : sharesSentence(look, role, known, look.selection.segments[role]!);
}

function groupName(role: SideRole, label: string): string {
  return isOfProduct(role) ? (MARKETED[label] ?? label) : (PEOPLE[label] ?? label);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A share's difference in points of a hundred: "0.42". */
function points(share: number): string {
  return formatNumber(share * 100, 2).replace("-", "−");
}

function genderSentence({ selection, feedback, survey }: Look, role: SideRole, known: SegmentRow[]): string {
  const { many } = nounOf(feedback);
  const balance = selection.balance[role]!;
  const n = selection.segments[role]!.n;
  const labels = survey.labels[role]!;
  const unknown = unknownSentence(n[0], sumOf(n), balance.known, many);
  if (!balance.largest || !balance.lead || !balance.equal) {
    return `All ${formatCount(balance.known)} ${many} with a known gender: ${groupName(role, known[0].value)}. ${unknown}`;
  }
  const [first, second] = balance.largest.map((code) => ({ name: groupName(role, labels[code]), n: n[code] }));
  const { difference, interval, p } = balance.lead;
  const counts = `${formatCount(first.n)} against ${formatCount(second.n)} ${many}`;
  const lead =
    p < 0.05
      ? `${capital(first.name)} lead ${second.name}: ${counts}`
      : `We cannot tell ${first.name} and ${second.name} apart: ${counts}`;
  const size = `${points(difference)} points of the known (${intervalText(interval, points)})`;
  const { cramersV } = balance.equal;
  return `${lead}.\nA difference of ${size}. Cramér’s V against equal shares ${formatNumber(cramersV, 2)}, ${effectWord(cramersV)}; ${pText(p)}. ${unknown}`;
}

/** What is not known, and what that means for the comparison before it. */
function unknownSentence(unknown: number, all: number, known: number, many: string): string {
  if (unknown === 0) return "None is unknown.";
  const share = `${formatCount(unknown)} ${many} (${formatShare(unknown / all)}) are of unknown gender`;
  return unknown > known ? `${share}: those known may not speak for the rest.` : `${share}.`;
}

/** "25.6 % of ratings say the brand. Of these: Sonora 12 %, Belmarque 9.4 %. Highest mean Sonora 4.31, lowest …" */
function sharesSentence(
  look: Look,
  role: SideRole,
  known: SegmentRow[],
  { ratings: selected, n: [unknown] }: Figures,
): string {
  const { one, many } = nounOf(look.feedback);
  const all = selected - unknown!;
  const subject = segmentSubject(role, look.summary);
  const whose = all === selected ? `Every ${one} says` : `${formatShare(all / selected)} of ${many} say`;
  const rows = [...known].sort((a, b) => b.selected - a.selected);
  const named = rows.slice(0, rows.length <= 3 ? 3 : 2);
  const parts = named.map((row) => `${row.name} ${formatShare(row.selected / all)}`);
  const rest = named.length < rows.length ? ", and less for each of the others" : "";
  const several = hasSeveral(role, look.summary) ? `${severalNote([role])} Shares add up to more than 100\u00a0%.` : "";
  return `${whose} ${subject}. Of these: ${parts.join(", ")}${rest}.${several}${meansSentence(look, rows)}`;
}

/** " A product counts in each of its categories." */
export function severalNote(roles: readonly SideRole[]): string {
  return roles.map((role) => ` A ${ownerOf(role)} counts in each of its ${valuesPhrase(role)}.`).join("");
}

/** Means of fewer ratings say little. */
const FEWEST = 30;

function meansSentence({ feedback }: Look, rows: readonly SegmentRow[]): string {
  const sure = rows.filter((row) => row.selected >= FEWEST && row.mean !== null).sort((a, b) => b.mean! - a.mean!);
  const [best, worst] = [sure[0], sure.at(-1)];
  if (feedback === "implicit" || !best || !worst || best === worst) return "";
  return `\nRated highest: ${best.name} with ${meanText(best)}; lowest: ${worst.name} with ${meanText(worst)}.`;
}

/** "4.31 ± 0.02": the mean with half of its 95 % interval. */
export function meanText({ mean, margin }: Pick<SegmentRow, "mean" | "margin">): string {
  if (mean === null) return "–";
  if (margin === null || Number.isNaN(margin) || margin === 0) return mean.toFixed(2);
  return `${mean.toFixed(2)} ± ${margin < 0.005 ? margin.toFixed(3) : margin.toFixed(2)}`;
}
