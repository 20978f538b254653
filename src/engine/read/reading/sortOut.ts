import { normalised } from "../guess/roleNames";
import { refuse, shortened } from "../refusal";
import type { ReadOptions } from "../types";
import { detailsOf, type TableOfDetails } from "./detailTables";
import type { LookedAt } from "./lookAt";
import { refuseOnePersons } from "./usable";

export interface SortedFiles {
  ratings: LookedAt[];
  details: TableOfDetails[];
}

/**
 * Which of the files hold ratings and which hold details of their products. Where roles are chosen, one holds ratings.
 * @throws ReadError when all hold details: there are no ratings to join them to.
 */
export function sortOut(files: readonly LookedAt[], { roles: chosen }: ReadOptions): SortedFiles {
  const sorted: SortedFiles = { ratings: [], details: [] };
  for (const file of files) {
    const details = detailsIn(file);
    if (details) sorted.details.push(details);
    else sorted.ratings.push(file);
  }
  const [only] = sorted.details;
  if (sorted.ratings.length > 0 || !only) return sorted;
  if (chosen) return { ratings: [only.file], details: sorted.details.slice(1) };
  if (only.isOnePersons) refuseOnePersons(only.file.source.name);
  refuse(
    `${only.file.source.name} holds details of ${only.of}s (${only.roles.filter((role) => role !== "ignore").join(", ")}), ` +
      "but no ratings.",
    `Drop it together with the ratings, or after them: it is joined to them by the ${only.of}.`,
  );
}

/** The file as details of products or users; null for ratings, as which such files may have been chosen before. */
export function detailsIn(file: LookedAt): TableOfDetails | null {
  return file.remembered && file.options.roles ? null : detailsOf(file);
}

/** @throws ReadError when files of ratings that were opened together have other columns than the first. */
export function requireAgreement([first, ...others]: readonly LookedAt[]): void {
  if (!first) return;
  const { columns, guesses } = first.layout;
  const names = columns.map(({ name }) => name);
  const known = names.map(normalised);
  for (const { source, layout } of others) {
    const own = layout.columns.map(({ name }) => name);
    const sameHeader = layout.guesses.hasHeader.value === guesses.hasHeader.value;
    const missing = known.filter((name) => !own.map(normalised).includes(name));
    if (sameHeader && own.length === names.length && missing.length === 0) continue;
    refuse(
      `${source.name} has other columns than ${first.source.name}: ${described(own, layout.guesses.hasHeader.value)} ` +
        `instead of ${described(names, guesses.hasHeader.value)}.`,
      "Files that are dropped together are read as one when their columns agree: drop these one at a time.",
    );
  }
}

function described(names: readonly string[], hasHeader: boolean): string {
  if (!hasHeader) return `${names.length} columns without names`;
  const listed = names
    .slice(0, 12)
    .map((name) => shortened(name, 40))
    .join(", ");
  return names.length > 12 ? `${listed} and ${names.length - 12} more` : listed;
}
