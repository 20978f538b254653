import { isOfProduct, type SideRole } from "../../domain/roles";
import type { SideLayout } from "../../models/hybrid/posterior";
import type { TrainingColumns } from "../read/copies";
import type { SideColumn } from "../read/sides";
import { countRows, type RowMap } from "./rowMap";

/** One feature: its row in the table of all features, by user, product or rating. Row 0 is an unknown value. */
export interface Feature {
  role: SideRole | "stranger";
  per: SideColumn["per"];
  rows: Int32Array;
}

export interface SideRows extends SideLayout {
  /** Those of the user's side first: who rates, and when; the others say what is rated. */
  features: Feature[];
  /** Training ratings of each row. */
  counts: Int32Array;
  /** Row of the newest training year; 0 without years. */
  newestYear: number;
  /** By user row: 1 where the user has fewer than the minimum of training ratings. */
  rareUsers: Uint8Array;
}

/** Row of the one value of `stranger`. */
export const STRANGER_ROW = 1;

/**
 * The features that a Run reads: `stranger`, which marks the users without a row of their own, then the side columns
 * that the file has of those asked for. A value has a row where the training part has it; a year after the newest of
 * these counts as the newest, as it does when recommending.
 * @param valuesOf the part whose values have rows, where it is not the training part itself
 */
export function sideRows(
  columns: TrainingColumns,
  training: Int32Array,
  wanted: readonly SideRole[],
  users: RowMap,
  minimumRatings: number,
  valuesOf = training,
): SideRows {
  const used = columns.sides.filter(({ role }) => wanted.includes(role));
  const isOfUser = ({ role }: SideColumn) => !isOfProduct(role);
  const ordered = [...used.filter(isOfUser), ...used.filter((side) => !isOfUser(side))];
  const ratings = countRows(columns.user, users, training);
  const rareUsers = Uint8Array.from(ratings, (n) => (n > 0 && n < minimumRatings ? 1 : 0));
  // Without rare users nobody trains the stranger's row: an unknown user is then nothing but the features.
  const stranger = rareUsers.includes(1) ? STRANGER_ROW : 0;
  const features: Feature[] = [
    { role: "stranger", per: "user", rows: users.rowOf.map((row) => (row === 0 ? stranger : 0)) },
  ];
  const firstRow = [1, 2];
  let newestYear = 0;
  for (const side of ordered) {
    const { rowOf, next } = rowsOfValues(columns, side, valuesOf, firstRow[firstRow.length - 1]);
    if (side.role === "year") newestYear = carryOn(rowOf);
    features.push({ role: side.role, per: side.per, rows: side.codes.map((code) => rowOf[code]) });
    firstRow.push(next);
  }
  const counts = new Int32Array(firstRow[firstRow.length - 1]);
  for (const feature of features) for (const i of training) counts[rowAt(columns, feature, i)]++;
  counts[0] = 0;
  // Half of the ratings of rare users pass for a stranger's; see BatchFiller.
  const ofRareUsers = ratings.reduce((sum, n, row) => sum + rareUsers[row] * n, 0);
  counts[STRANGER_ROW] += Math.ceil(ofRareUsers / 2);
  return { features, firstRow, ofUser: 1 + used.filter(isOfUser).length, counts, newestYear, rareUsers };
}

/** The feature's row for the rating at an index of the Dataset. */
export function rowAt({ user, product }: TrainingColumns, { per, rows }: Feature, index: number): number {
  return rows[per === "rating" ? index : per === "user" ? user[index] : product[index]];
}

/** Rows by code of the values that the training part has, in order of code; 0 for the others and for unknown. */
function rowsOfValues(columns: TrainingColumns, side: SideColumn, training: Int32Array, first: number) {
  const rowOf = new Int32Array(side.vocabulary.offsets.length - 1);
  const feature: Feature = { role: side.role, per: side.per, rows: side.codes };
  for (const i of training) rowOf[rowAt(columns, feature, i)] = 1;
  let next = first;
  for (let code = 1; code < rowOf.length; code++) if (rowOf[code] !== 0) rowOf[code] = next++;
  rowOf[0] = 0;
  return { rowOf, next };
}

/** Years are in order of their codes: each after the newest of training gets that one's row, which is returned. */
function carryOn(rowOf: Int32Array): number {
  let last = 0;
  for (let code = 1; code < rowOf.length; code++) if (rowOf[code] !== 0) last = code;
  rowOf.fill(rowOf[last], last);
  return rowOf[last];
}
