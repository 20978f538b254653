import { genderMeaning, type Meaning } from "../../../charts/look";
import { isGender, type SideRole } from "../../../domain/roles";
import type { Figures } from "../../../engine/explore/types";
import { valueName } from "../filterWords";
import type { Look } from "../look";

/** One value of a segment: its ratings in the file and those that pass, with their mean. */
export interface SegmentRow {
  /** Its text in the file; empty for unknown. */
  value: string;
  name: string;
  all: number;
  selected: number;
  mean: number | null;
  margin: number | null;
  meaning: Meaning;
}

/** A figure of a typed array; null where there is none. */
export function figure(values: Float64Array | undefined, at: number): number | null {
  const value = values?.[at] ?? Number.NaN;
  return Number.isNaN(value) ? null : value;
}

/** An interval from fewer ratings is as wide as any axis, and one of equal ratings alone looks surer than it is. */
const FEWEST = 5;

/** Half of the mean's interval; null where there are too few ratings, or only equal ones. */
export function sureMargin({ n, margin }: Pick<Figures, "n" | "margin">, at: number): number | null {
  const width = figure(margin, at);
  return n[at] < FEWEST || width === 0 ? null : width;
}

/** The known values, those with the most ratings in the file first, and unknown last if there is any. */
export function segmentRows({ survey, selection }: Look, role: SideRole): SegmentRow[] {
  const labels = survey.labels[role] ?? [];
  const all = survey.all.segments[role]!;
  const selected = selection.segments[role]!;
  const rows = labels.map((value, code) => ({
    value,
    name: valueName(value),
    all: all.n[code],
    selected: selected.n[code],
    mean: figure(selected.mean, code),
    margin: sureMargin(selected, code),
    meaning: isGender(role) ? genderMeaning(value) : value === "" ? ("unknown" as const) : ("neutral" as const),
  }));
  const [unknown, ...known] = rows;
  const largestFirst = known.filter((row) => row.all > 0).sort((a, b) => b.all - a.all);
  return unknown && unknown.all > 0 ? [...largestFirst, unknown] : largestFirst;
}

export interface ShownValues {
  rows: SegmentRow[];
  /** Values that are not shown, together; null where all are. */
  others: { count: number; all: number; selected: number } | null;
}

/**
 * The first `most` of the known values whose name holds the query, with all that are chosen, and unknown. What is left
 * is told as one, so that nothing is dropped; a single value left over is better shown.
 */
export function shownValues(
  rows: readonly SegmentRow[],
  chosen: readonly string[],
  query: string,
  most: number,
): ShownValues {
  const wanted = query.trim().toLowerCase();
  const known = rows.filter(({ value }) => value !== "");
  const found = known.filter(({ name }) => name.toLowerCase().includes(wanted));
  const limit = found.length === most + 1 ? most + 1 : most;
  const first = new Set(found.slice(0, limit));
  const shown = known.filter((row) => first.has(row) || chosen.includes(row.value));
  const rest = known.filter((row) => !shown.includes(row));
  const unknown = rows.filter(({ value }) => value === "");
  return {
    rows: [...shown, ...unknown],
    others:
      rest.length === 0
        ? null
        : {
            count: rest.length,
            all: rest.reduce((sum, { all }) => sum + all, 0),
            selected: rest.reduce((sum, { selected }) => sum + selected, 0),
          },
  };
}
