import type { SideRole } from "../../../domain/roles";
import type { BiasTables, Boxes, Figures, Selection, SelectionErrors } from "../types";
import { Marks } from "./activity";
import { Aggregate, overRows } from "./aggregate";
import { biasTables } from "./bias";
import { type Cells, cellsByYear } from "./cells";
import type { Columns } from "./columns";
import { type BinnedErrors, selectionErrors } from "./errors";
import type { Periods } from "./periods";
import { binned, boxesOf, figuresOf, tally } from "./tally";

/** Ratings and their mean by the values of a segment. */
export function segmentAggregate({ segments, levels }: Columns, role: SideRole): Aggregate<Figures> {
  const segment = segments[role]!;
  return overRows([role], (rows) => figuresOf(tally(segment, levels, rows)));
}

/** Ratings by their value. */
export function distributionAggregate({ levels, bins, binOf }: Columns): Aggregate<Uint32Array> {
  return overRows(["rating"], (rows) => {
    const counts = new Uint32Array(bins.length);
    if (!rows) {
      for (let level = 0; level < levels.size; level++) counts[binOf[level]] += levels.counts[level];
      return counts;
    }
    for (let i = 0; i < rows.length; i++) counts[binOf[levels.codes[rows[i]]]]++;
    return counts;
  });
}

/** Ratings and their mean by period. */
export function timeAggregate({ levels }: Columns, { bins, groups }: Periods): Aggregate<Figures> {
  return overRows(["time"], (rows) => figuresOf(tally(groups, levels, rows), bins.length));
}

/** The spread of ratings by year; null without times, and where nothing was rated. */
export function yearsAggregate({ segments: { year }, levels, feedback }: Columns): Aggregate<Boxes> | null {
  if (!year || feedback !== "explicit") return null;
  return overRows(["year"], (rows) => boxesOf(year, levels, rows, tally(year, levels, rows), year.size));
}

/** The spread of ratings by two segments, and how each cell divides over the ratings' values. */
export function boxesAggregate({ levels, bins, binOf }: Columns, cells: Cells): Aggregate<Selection["boxes"]> {
  const { groups, pair } = cells;
  const size = cells.rows.length * cells.columns.length;
  return overRows([...pair], (rows) => {
    const counted = tally(groups, levels, rows);
    const shares = binned(groups, levels, rows, counted, binOf, bins.length).slice(0, size * bins.length);
    return { ...boxesOf(groups, levels, rows, counted, size), shares };
  });
}

/**
 * Users, or products, by how many ratings they have in the file. Those within the range of the filter are counted too,
 * so that all of the filter decides.
 */
export function activityAggregate(columns: Columns, of: "users" | "products"): Aggregate<ReturnType<Marks["count"]>> {
  const dimension = of === "users" ? "userActivity" : "productActivity";
  const marks = new Marks(columns[of]);
  return new Aggregate([], (mask, filter) =>
    marks.count(mask.rows([dimension]), columns.activity.length, filter[dimension]),
  );
}

/** Whether two segments go together, in all years and in each. */
export function biasAggregate({ segments: { year }, levels, feedback }: Columns, cells: Cells): Aggregate<BiasTables> {
  const byYear = cellsByYear(cells, year);
  return overRows([...cells.pair], (rows) => biasTables(cells, tally(byYear, levels, rows), year?.size ?? 0, feedback));
}

/** How far the predictions of a Run are off. */
export function errorsAggregate(errors: BinnedErrors): Aggregate<SelectionErrors> {
  return new Aggregate(["error"], (mask) => selectionErrors(errors, mask));
}
