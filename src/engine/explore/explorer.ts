import { isGender, SIDE_ROLES, type SideRole } from "../../domain/roles";
import type { Dataset } from "../read/types";
import { Marks } from "./crossfilter/activity";
import { balanceOf } from "./crossfilter/balance";
import { biasTables } from "./crossfilter/bias";
import { type Cells, cellsByYear, cellsOf } from "./crossfilter/cells";
import { type Columns, columnsOf } from "./crossfilter/columns";
import { type BinnedErrors, rowErrors, selectionErrors } from "./crossfilter/errors";
import { findingsOf } from "./crossfilter/findings";
import type { Groups } from "./crossfilter/levels";
import { followed, Mask } from "./crossfilter/mask";
import { type Periods, periodsOf } from "./crossfilter/periods";
import { binned, boxesOf, figuresOf, type RowSelection, tally } from "./crossfilter/tally";
import {
  type BiasTables,
  type CellCodes,
  type Dimension,
  FIRST_VIEWS,
  type Filter,
  type Finding,
  type Predictions,
  type Selection,
  type Survey,
  type Views,
} from "./types";
import { resolveViews } from "./views";

const BOX_LIMITS = { rows: 8, columns: 4, withUnknown: true };
const BIAS_LIMITS = { rows: 12, columns: 12, withUnknown: false };

/** What a chart showed last, by what it followed: a brush over time redraws all charts but the one over time. */
class Memory {
  private readonly kept = new Map<string, { text: string; whole: unknown; last: unknown; lastText: string }>();

  /** The part for these followed filters: computed, or as it was. The part without a filter is kept for good. */
  of<Part>(chart: string, text: string, compute: () => Part): Part {
    const kept = this.kept.get(chart);
    if (kept && text === "" && kept.whole !== undefined) return kept.whole as Part;
    if (kept && text === kept.lastText) return kept.last as Part;
    const part = compute();
    this.kept.set(chart, { text, whole: text === "" ? part : kept?.whole, last: part, lastText: text });
    return part;
  }

  forget(chart: string): void {
    this.kept.delete(chart);
  }

  clear(): void {
    this.kept.clear();
  }
}

/**
 * Answers what of one Dataset passes a filter, for all charts at once. Columns are kept as small codes, so that a change
 * of the filter is a few passes over them: 1.3 million ratings in some 20 ms.
 */
export class Explorer {
  private readonly columns: Columns;
  private readonly mask: Mask;
  private readonly users: Marks;
  private readonly products: Marks;
  private readonly memory = new Memory();
  private unit: Views["unit"] | null = null;
  private periods: Periods | null = null;
  private boxes: Cells | null = null;
  private bias: { cells: Cells; byYear: Groups } | null = null;
  private errors: BinnedErrors | null = null;
  private findings: Finding[] | null = null;

  constructor(dataset: Dataset) {
    this.columns = columnsOf(dataset);
    this.mask = new Mask(this.columns);
    this.users = new Marks(this.columns.users);
    this.products = new Marks(this.columns.products);
    this.look(FIRST_VIEWS);
  }

  /** The whole file, looked at in this way from now on. */
  survey(views: Views): Survey {
    this.look(views);
    const { columns, periods, boxes, bias } = this;
    const labels: Survey["labels"] = {};
    for (const role of this.roles()) labels[role] = columns.segments[role]!.labels;
    const all = this.explore({});
    this.findings ??= findingsOf(columns, all);
    return {
      feedback: columns.feedback,
      labels,
      bins: columns.bins,
      periods: periods && { unit: periods.unit, units: periods.units, bins: periods.bins, labels: periods.labels },
      untimed: periods?.untimed ?? 0,
      activityBins: columns.activity,
      errorBins: this.errors?.bins ?? [],
      boxes: boxes && codesOf(boxes),
      bias: bias && codesOf(bias.cells),
      all,
      findings: this.findings,
    };
  }

  /** What a Run predicted, by which can be filtered from now on; null for none. */
  setPredictions(predictions: Predictions | null): void {
    this.errors = predictions && rowErrors(this.columns, this.rowsAt(predictions), predictions.predicted);
    this.mask.setErrors(this.errors);
    // The same filter by error means other ratings now.
    this.memory.clear();
  }

  /** Rows of the Dataset that pass, rising; null when all do. */
  rows(filter: Filter): RowSelection {
    this.mask.apply(filter);
    return this.mask.rows([])?.slice() ?? null;
  }

  /** Users and products, by code, with 1 for those with a rating that passes. */
  members(filter: Filter): { users: Uint8Array; products: Uint8Array } {
    const { users, products } = this.columns;
    const rows = this.rows(filter);
    const met = ({ codes, counts }: typeof users) => {
      const marks = new Uint8Array(counts.length);
      const length = rows?.length ?? codes.length;
      for (let i = 0; i < length; i++) marks[codes[rows ? rows[i]! : i]!] = 1;
      return marks;
    };
    return { users: met(users), products: met(products) };
  }

  explore(filter: Filter): Selection {
    const { columns, mask, memory } = this;
    mask.apply(filter);
    const part = <Part>(chart: string, ignored: Dimension[], compute: (rows: RowSelection) => Part): Part =>
      memory.of(chart, followed(filter, ignored), () => compute(mask.rows(ignored)));
    const { levels, feedback } = columns;
    const segments: Selection["segments"] = {};
    const balance: Selection["balance"] = {};
    for (const role of this.roles()) {
      const segment = columns.segments[role]!;
      segments[role] = part(role, [role], (rows) => figuresOf(tally(segment, levels, rows)));
      if (isGender(role)) balance[role] = balanceOf(segments[role].n, segment.counts);
    }
    const { year } = columns.segments;
    const users = this.activity("user", filter);
    const products = this.activity("product", filter);
    return {
      ratings: mask.rows([])?.length ?? columns.size,
      users: users.within,
      products: products.within,
      segments,
      balance,
      distribution: part("distribution", ["rating"], (rows) => this.distribution(rows)),
      periods: this.periods && part("periods", ["time"], (rows) => this.overTime(this.periods!, rows)),
      years:
        year && feedback === "explicit"
          ? part("years", ["year"], (rows) => boxesOf(year, levels, rows, tally(year, levels, rows), year.size))
          : null,
      boxes: this.boxes && part("boxes", [...this.boxes.pair], (rows) => this.boxParts(this.boxes!, rows)),
      userActivity: users.bins,
      productActivity: products.bins,
      bias: this.bias && part("bias", [...this.bias.cells.pair], (rows) => this.biasTables(rows)),
      errors: this.errors && part("errors", ["error"], () => selectionErrors(this.errors!, mask)),
    };
  }

  private rowsAt({ only, places }: Predictions): Int32Array {
    const rows = this.rows(only);
    return rows ? places.map((place) => rows[place]!) : places;
  }

  private roles(): SideRole[] {
    return SIDE_ROLES.filter((role) => this.columns.segments[role]);
  }

  /** Prepare what the views show; only what is other than before is computed. */
  private look(views: Views): void {
    const { columns, memory } = this;
    const { boxes, bias } = resolveViews(views, (role) => columns.segments[role] !== undefined);
    if (views.unit !== this.unit) {
      this.unit = views.unit;
      this.periods = columns.time && columns.days && periodsOf(columns.time, columns.days, views.unit);
      memory.forget("periods");
    }
    if (columns.feedback === "explicit" && String(boxes) !== String(this.boxes?.pair)) {
      this.boxes = cellsOf(columns, boxes, BOX_LIMITS);
      memory.forget("boxes");
    }
    if (String(bias) !== String(this.bias?.cells.pair)) {
      const cells = cellsOf(columns, bias, BIAS_LIMITS);
      this.bias = cells && { cells, byYear: cellsByYear(cells, columns.segments.year) };
      memory.forget("bias");
    }
  }

  private activity(owner: "user" | "product", filter: Filter): { bins: Uint32Array; within: number } {
    const dimension = owner === "user" ? "userActivity" : "productActivity";
    const marks = owner === "user" ? this.users : this.products;
    // Those within the range are counted too, so the whole filter decides.
    return this.memory.of(dimension, followed(filter, []), () =>
      marks.count(this.mask.rows([dimension]), this.columns.activity.length, filter[dimension]),
    );
  }

  private distribution(rows: RowSelection): Uint32Array {
    const { levels, bins, binOf } = this.columns;
    const counts = new Uint32Array(bins.length);
    if (!rows) {
      for (let level = 0; level < levels.size; level++) counts[binOf[level]!] += levels.counts[level]!;
      return counts;
    }
    for (let i = 0; i < rows.length; i++) counts[binOf[levels.codes[rows[i]!]!]!]++;
    return counts;
  }

  private overTime({ bins, groups }: Periods, rows: RowSelection) {
    return figuresOf(tally(groups, this.columns.levels, rows), bins.length);
  }

  private boxParts(cells: Cells, rows: RowSelection): Selection["boxes"] {
    const { levels, bins, binOf } = this.columns;
    const size = cells.rows.length * cells.columns.length;
    const counted = tally(cells.groups, levels, rows);
    const shares = binned(cells.groups, levels, rows, counted, binOf, bins.length).slice(0, size * bins.length);
    return { ...boxesOf(cells.groups, levels, rows, counted, size), shares };
  }

  private biasTables(rows: RowSelection): BiasTables {
    const { cells, byYear } = this.bias!;
    const years = this.columns.segments.year?.size ?? 0;
    return biasTables(cells, tally(byYear, this.columns.levels, rows), years, this.columns.feedback);
  }
}

function codesOf({ pair, rows, columns, rowsLeft, columnsLeft }: Cells): CellCodes {
  return { pair, rows, columns, rowsLeft, columnsLeft };
}
