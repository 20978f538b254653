import type { SegmentRole, SideRole } from "../domain/roles";
import type { DatasetSummary } from "../engine/read/types";

/** Where the file's own names of its segment columns are; null before a file is read. */
export type SegmentNames = Pick<DatasetSummary, "segments"> | null;

/** What always has one name, whatever a file calls it. */
const FIXED: Readonly<Record<Exclude<SideRole, GroupRole>, string>> = {
  category: "Category",
  brand: "Brand",
  productGender: "Target gender",
  userGender: "User’s gender",
  year: "Year",
};

type GroupRole = Extract<SegmentRole, "productGroup" | "userGroup">;
const UNNAMED: Readonly<Record<GroupRole, string>> = { productGroup: "Product segment", userGroup: "User segment" };

/** Longest name that has a place on the page, in characters. */
const LONGEST = 30;

/** True for a segment that only its column's name tells anything of. */
export function isGroup(role: SideRole): role is GroupRole {
  return role === "productGroup" || role === "userGroup";
}

/** What a segment is called as a heading: a group by its own column's name, "age_group" as "Age group". */
export function segmentName(role: SideRole, summary: SegmentNames): string {
  if (!isGroup(role)) return FIXED[role];
  const text = (summary?.segments[role]?.name ?? "").replace(/[\s_\-–]+/g, " ").trim();
  if (text === "") return UNNAMED[role];
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
  const owner = role === "productGroup" ? "product" : "user";
  const word = segmentWord(role, summary);
  return `the ${owner}’s ${word === `${owner} segment` ? "segment" : word}`;
}
