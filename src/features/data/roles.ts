import { COLUMN_ROLES, type ColumnRole, roleLabel } from "../../domain/roles";
import type { Column } from "../../engine/read/types";

/** What each role is called where a person chooses it, in the order of the list. */
export const ROLE_CHOICES = COLUMN_ROLES.map((role) => ({ value: role, label: roleLabel(role) }));

const SOURCES: Record<Exclude<Column["guessedFrom"], "user">, string> = { header: "the header", content: "the values" };

/** Why a column has its role, and how sure that is. */
export function guessText({ guessedFrom, confidence, role, because }: Column): string {
  if (guessedFrom === "user" || confidence === "chosen") return "chosen by you";
  const source = because ?? `guessed from ${SOURCES[guessedFrom]}`;
  if (role === "ignore" || confidence === "sure") return source;
  return `${source}, ${confidence === "likely" ? "likely" : "not sure"}`;
}

/** The change that gives a column its role: a role belongs to one column, so the one that had it loses it. */
export function assignRole(columns: readonly Column[], index: number, role: ColumnRole): Record<number, ColumnRole> {
  const holder = role === "ignore" ? -1 : columns.findIndex((column, other) => other !== index && column.role === role);
  return holder < 0 ? { [index]: role } : { [holder]: "ignore", [index]: role };
}
