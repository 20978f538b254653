import type { Column, ColumnRole } from "../../engine/dataset/types";

/** What each role is called where a person chooses it, in the order of the list. */
export const ROLE_NAMES: Record<ColumnRole, string> = {
  user: "User",
  product: "Product",
  rating: "Rating",
  time: "Time",
  category: "Category",
  brand: "Brand",
  productGender: "Product’s target gender",
  userGender: "User’s gender",
  split: "Split",
  ignore: "Not used",
};

/** Why a column has its role. */
export const GUESS_NAMES: Record<Column["guessedFrom"], string> = {
  header: "guessed from the header",
  content: "guessed from the values",
  user: "chosen by you",
};

/** The change that gives a column its role: a role belongs to one column, so the one that had it loses it. */
export function assignRole(columns: readonly Column[], index: number, role: ColumnRole): Record<number, ColumnRole> {
  const holder = role === "ignore" ? -1 : columns.findIndex((column, other) => other !== index && column.role === role);
  return holder < 0 ? { [index]: role } : { [holder]: "ignore", [index]: role };
}
