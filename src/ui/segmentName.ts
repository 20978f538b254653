import {
  type GroupRole,
  isGroup,
  isSegment,
  ownedNoun,
  ownerOf,
  roleHeading,
  roleMeasure,
  roleNoun,
  roleSubject,
  type SideRole,
} from "../domain/roles";
import type { DatasetSummary } from "../engine/read/types";

/** Where the file's own names of its segment columns are; null before a file is read. */
export type SegmentNames = Pick<DatasetSummary, "segments"> | null;

/** Longest name that has a place on the page, in characters. */
const LONGEST = 30;

/** True where a product, or a user, can have several values of the segment. */
export function hasSeveral(role: SideRole, summary: SegmentNames): boolean {
  return isSegment(role) && summary?.segments[role]?.separator !== undefined;
}

/** What a segment is called as a heading: a group by its own column's name, "age_group" as "Age group". */
export function segmentName(role: SideRole, summary: SegmentNames): string {
  if (!isGroup(role)) return roleHeading(role);
  const text = (summary?.segments[role]?.name ?? "").replace(/[\s_\-–]+/g, " ").trim();
  if (text === "") return roleHeading(role);
  const letters = [...text];
  const short =
    letters.length > LONGEST
      ? `${letters
          .slice(0, LONGEST - 1)
          .join("")
          .trim()}…`
      : text;
  return short.charAt(0).toUpperCase() + short.slice(1);
}

/** The same within a sentence: "age group", but "SKU". */
export function segmentWord(role: SideRole, summary: SegmentNames): string {
  return segmentName(role, summary).replace(/(?<!\p{L})\p{Lu}(?=\p{Ll})/gu, (capital) => capital.toLowerCase());
}

/** Whose it is as well: "the product’s size", "the user’s age group"; "the product’s segment" of an unnamed one. */
export function groupPhrase(role: GroupRole, summary: SegmentNames): string {
  const owner = ownerOf(role);
  const word = segmentWord(role, summary);
  return `the ${owner}’s ${word === `${owner} segment` ? "segment" : word}`;
}

/** Without whose it is: "gender", "target gender", "age group". */
export function segmentNoun(role: SideRole, summary: SegmentNames): string {
  return isGroup(role) ? segmentWord(role, summary) : roleNoun(role);
}

/** With whose it is wherever it is somebody's: "the product’s category", "the user’s age group", "the year". */
export function ownedSegment(role: SideRole, summary: SegmentNames): string {
  return isGroup(role) ? groupPhrase(role, summary) : ownedNoun(role);
}

/** As the subject of a sentence about the segment: "the category", "the user’s gender", "the product’s size". */
export function segmentSubject(role: SideRole, summary: SegmentNames): string {
  return isGroup(role) ? groupPhrase(role, summary) : roleSubject(role);
}

/** After "by", of errors: "category", "the user’s gender", "size". */
export function segmentMeasure(role: SideRole, summary: SegmentNames): string {
  return isGroup(role) ? segmentWord(role, summary) : roleMeasure(role);
}
