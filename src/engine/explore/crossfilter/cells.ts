import { isOrdered, type SideRole } from "../../../domain/roles";
import type { CellCodes, Pair } from "../types";
import type { Columns, Segment } from "./columns";
import { codeCount, emptyCodes, type Groups, type Several } from "./levels";

/**
 * Ratings by two segments: cell (i, j) is at i × columns + j; what is in none of the cells is in the last group. A rating
 * of a product with several values is in a cell for each.
 */
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
  return {
    pair,
    rows: rows.codes,
    columns: columns.codes,
    rowsLeft: rows.left,
    columnsLeft: columns.left,
    groups:
      rowSegment.several || columnSegment.several
        ? severalCells(rowSegment, rowPlace, columnSegment, columnPlace, size)
        : { codes: cellCodes(rowSegment, rowPlace, columnSegment, columnPlace, size), size },
  };
}

function cellCodes(
  rowSegment: Segment,
  rowPlace: Int32Array,
  columnSegment: Segment,
  columnPlace: Int32Array,
  size: number,
) {
  const codes = emptyCodes(rowSegment.codes.length, size);
  for (let row = 0; row < codes.length; row++) {
    const [i, j] = [rowPlace[rowSegment.codes[row]], columnPlace[columnSegment.codes[row]]];
    codes[row] = i < 0 || j < 0 ? size - 1 : i + j;
  }
  return codes;
}

/** Cells of which a rating can be in several: its code stands for a pair of lists of places, as they occur. */
function severalCells(
  rowSegment: Segment,
  rowPlace: Int32Array,
  columnSegment: Segment,
  columnPlace: Int32Array,
  size: number,
): Groups {
  const [byRow, byColumn] = [placeLists(rowSegment, rowPlace), placeLists(columnSegment, columnPlace)];
  const width = byColumn.lists.length;
  const numbers = new Int32Array(byRow.lists.length * width);
  const codes = new Int32Array(rowSegment.codes.length);
  const starts = [0];
  const of: number[] = [];
  for (let row = 0; row < codes.length; row++) {
    const [r, c] = [byRow.listOf[rowSegment.codes[row]], byColumn.listOf[columnSegment.codes[row]]];
    const pair = r * width + c;
    if (numbers[pair] === 0) {
      const cells = byRow.lists[r].flatMap((i) => byColumn.lists[c].map((j) => i + j));
      of.push(...(cells.length > 0 ? cells : [size - 1]));
      numbers[pair] = starts.push(of.length) - 1;
    }
    codes[row] = numbers[pair] - 1;
  }
  return { codes, size, several: { starts: Int32Array.from(starts), of: Int32Array.from(of) } };
}

/** The places that the values of each code have, those kept alone: different lists, and the list of each code. */
function placeLists(segment: Segment, places: Int32Array): { lists: number[][]; listOf: Int32Array } {
  const lists: number[][] = [];
  const known = new Map<string, number>();
  const listOf = Int32Array.from({ length: codeCount(segment) }, (_, code) => {
    const { several } = segment;
    const values = several ? [...several.of.subarray(several.starts[code], several.starts[code + 1])] : [code];
    const list = values.map((value) => places[value]).filter((place) => place >= 0);
    list.sort((a, b) => a - b);
    const key = list.join();
    const at = known.get(key) ?? lists.push(list) - 1;
    known.set(key, at);
    return at;
  });
  return { lists, listOf };
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
  const { codes: inner, size, several } = cells.groups;
  const count = codeCount(cells.groups);
  const codes = emptyCodes(inner.length, count * year.size);
  for (let row = 0; row < codes.length; row++) codes[row] = year.codes[row] * count + inner[row];
  return { codes, size: size * year.size, ...(several && { several: severalByYear(several, size, year.size) }) };
}

function severalByYear({ starts, of }: Several, size: number, years: number): Several {
  const [codes, length] = [starts.length - 1, of.length];
  return {
    starts: Int32Array.from({ length: codes * years + 1 }, (_, at) =>
      at === codes * years ? length * years : Math.floor(at / codes) * length + starts[at % codes],
    ),
    of: Int32Array.from({ length: length * years }, (_, at) => Math.floor(at / length) * size + of[at % length]),
  };
}
