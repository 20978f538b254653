import { plainId } from "../../src/engine/read/reading/matchIds";
import { ReadError, type Vocabulary } from "../../src/engine/read/types";
import { size, textOf } from "../../src/engine/read/vocabulary";
import { readFiles } from "../read/document";
import type { JobOptions } from "./options";

/** Ids that are suggested for one that is unknown. */
const MOST_SUGGESTED = 3;
/** Edits by which a suggestion may differ, and the length of text that each takes: of three letters, one may differ. */
const MOST_EDITS = 2;
const LENGTH_PER_EDIT = 3;

/** Insertions, deletions and replacements of one text to become the other (Levenshtein 1966); above `most`, `most` + 1. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j] + 1, next[j - 1] + 1));
    }
    if (Math.min(...next) > most) return most + 1;
    row = next;
  }
  return row[b.length];
}

/** Sentences about ids that no user has, each with the ids that look like it: case and zeros apart first, then by edits. */
export function unknownUsers(users: Vocabulary, wanted: readonly string[]): string[] {
  const known = Array.from({ length: size(users) }, (_, code) => textOf(users, code));
  const ids = new Set(known);
  return wanted
    .filter((id) => !ids.has(id))
    .map((id) => {
      const near = nearIds(known, id);
      const suggestion = near.length > 0 ? ` Did you mean ${near.join(" or ")}?` : "";
      return `There is no user "${id}" in this file.${suggestion}`;
    });
}

function nearIds(known: readonly string[], id: string): string[] {
  const plain = plainId(id);
  const most = Math.min(MOST_EDITS, Math.floor(id.length / LENGTH_PER_EDIT));
  return known
    .map((other) => ({ other, edits: plainId(other) === plain ? 0 : editDistance(id, other, most) }))
    .filter(({ edits }) => edits <= most)
    .sort((a, b) => a.edits - b.edits)
    .slice(0, MOST_SUGGESTED)
    .map(({ other }) => other);
}

/**
 * Look for the users that lists are asked for, before anything is trained.
 * @throws Error with a sentence where one of them is not in the files. What cannot be read here is left for the page to say.
 */
export async function requireUsers({ files, reading, recommend }: JobOptions): Promise<void> {
  if (recommend.length === 0) return;
  try {
    const { dataset } = await readFiles(files, [], reading);
    const unknown = unknownUsers(dataset.users, recommend);
    if (unknown.length > 0) throw new Error(unknown.join(" "));
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
  }
}
