import { isOrdered, type SideRole } from "../../../domain/roles";
import type { CellCodes, Pair } from "../types";
import type { Columns, Segment } from "./columns";
import { emptyCodes, type Groups } from "./levels";

/** Ratings by two segments: cell (i, j) is at i × columns + j; what is in none of the cells is in the last group. */
export interface Cells extends CellCodes {
  groups: Groups;
}

interface Limits {
  rows: number;
  columns: number;
  /** Whether unknown is a row and a column too, after all others. */
  withUnknown: boolean;
}

/** Columns of a file's two segments as cells of their most frequent values; null where the file lacks one of them. */
export function cellsOf({ segments }: Columns, pair: Pair | null, limits: Limits): Cells | null {
  const [rowSegment, columnSegment] = [pair && segments[pair[0]], pair && segments[pair[1]]];
  if (!pair || !rowSegment || !columnSegment) return null;
  const rows = mostFrequent(rowSegment, pair[0], limits.rows, limits.withUnknown);
  const columns = mostFrequent(columnSegment, pair[1], limits.columns, limits.withUnknown);
  const size = rows.codes.length * columns.codes.length + 1;
  const rowPlace = placesOf(rowSegment, rows.codes, columns.codes.length);
  const columnPlace = placesOf(columnSegment, columns.codes, 1);
  const codes = emptyCodes(rowSegment.codes.length, size);
  for (let row = 0; row < codes.length; row++) {
    const [i, j] = [rowPlace[rowSegment.codes[row]], columnPlace[columnSegment.codes[row]]];
    codes[row] = i < 0 || j < 0 ? size - 1 : i + j;
  }
  return {
    pair,
    rows: rows.codes,
    columns: columns.codes,
    rowsLeft: rows.left,
    columnsLeft: columns.left,
    groups: { codes, size },
  };
}

/** The most frequent values, of years all in their order. */
function mostFrequent({ counts }: Segment, role: SideRole, most: number, withUnknown: boolean) {
  const known = [...counts.keys()].slice(1).filter((code) => counts[code] > 0);
  const largestFirst = known.sort((a, b) => counts[b] - counts[a] || a - b);
  const codes = largestFirst.slice(0, most);
  if (isOrdered(role)) codes.sort((a, b) => a - b);
  if (withUnknown && counts[0] > 0) codes.push(0);
  return { codes, left: Math.max(0, known.length - most) };
}

/** Of each code its place among those kept, times `stride`; −1 for the others. */
function placesOf({ size }: Segment, kept: readonly number[], stride: number): Int32Array {
  const places = new Int32Array(size).fill(-1);
  kept.forEach((code, place) => {
    places[code] = place * stride;
  });
  return places;
}

/** The same cells once for each value of a third segment: cell c of its value v is at v × cells + c. */
export function cellsByYear(cells: Cells, year: Segment | undefined): Groups {
  if (!year) return cells.groups;
  const { codes: inner, size } = cells.groups;
  const codes = emptyCodes(inner.length, size * year.size);
  for (let row = 0; row < codes.length; row++) codes[row] = year.codes[row] * size + inner[row];
  return { codes, size: size * year.size };
}
