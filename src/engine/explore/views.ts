import { rolesAt, type SideRole } from "../../domain/roles";
import type { Pair, Views } from "./types";

/** What is looked at first, the most telling first. */
const BOX_ROWS = rolesAt("boxRows");
const BOX_COLUMNS = rolesAt("boxColumns");
const BIAS_ROWS = rolesAt("biasRows");
const BIAS_COLUMNS = rolesAt("biasColumns");

/** The pair itself where the file has both segments and they differ, else the first that it has; null without two. */
function resolvePair(
  wanted: Pair | "auto",
  rows: readonly SideRole[],
  columns: readonly SideRole[],
  has: (role: SideRole) => boolean,
): Pair | null {
  if (wanted !== "auto" && wanted[0] !== wanted[1] && wanted.every(has)) return wanted;
  const row = rows.find(has);
  const column = columns.find((role) => role !== row && has(role));
  return row && column ? [row, column] : null;
}

/** The pairs that are shown for these views. */
export function resolveViews(
  views: Views,
  has: (role: SideRole) => boolean,
): { boxes: Pair | null; bias: Pair | null } {
  return {
    boxes: resolvePair(views.boxes, BOX_ROWS, BOX_COLUMNS, has),
    bias: resolvePair(views.bias, BIAS_ROWS, BIAS_COLUMNS, has),
  };
}
