import type { Feedback } from "../../../domain/roles";
import type { FactorCells as AnovaCells } from "../../statistics/anova";
import { twoWay } from "../../statistics/anova";
import { contingencyTest } from "../../statistics/contingency";
import type { BiasTables } from "../types";
import type { Cells } from "./cells";
import { figuresOf, type Tally } from "./tally";

const UNTESTED = { n: 0, row: null, column: null, interaction: null };

/**
 * The marketing-bias tables of two segments (Wan et al., "Addressing Marketing Bias in Product Recommendations",
 * WSDM 2020): whether the two go together, in all and year by year, and whether the mean rating depends on them.
 * @param counted by year and cell, as `cellsByYear` has it; year 0 is unknown
 */
export function biasTables(cells: Cells, counted: Tally, years: number, feedback: Feedback): BiasTables {
  const [rows, columns] = [cells.rows.length, cells.columns.length];
  const size = rows * columns;
  const stride = cells.groups.size;
  const all: Tally = {
    // In the last group are ratings of none of the cells.
    ratings: counted.ratings - counted.n.reduce((sum, n, at) => sum + (at % stride === stride - 1 ? n : 0), 0),
    n: new Uint32Array(size),
    sum: new Float64Array(size),
    squares: new Float64Array(size),
    histogram: null,
  };
  for (let year = 0; year < Math.max(1, years); year++) {
    for (let cell = 0, at = year * stride; cell < size; cell++, at++) {
      all.n[cell] += counted.n[at];
      all.sum[cell] += counted.sum[at];
      all.squares[cell] += counted.squares[at];
    }
  }
  // A rating in several cells counts more than once, which no test of independent ratings allows.
  const tested = (observed: Uint32Array) => (cells.groups.several ? null : contingencyTest(observed, rows, columns));
  const byYear = Array.from({ length: Math.max(0, years - 1) }, (_, i) => {
    const observed = counted.n.subarray((i + 1) * stride, (i + 1) * stride + size);
    const n = observed.reduce((sum, count) => sum + count, 0);
    return { year: i + 1, n, test: tested(observed) };
  });
  const anova: AnovaCells = {
    rows,
    columns,
    n: Float64Array.from(all.n),
    sum: all.sum,
    squares: all.squares,
  };
  return {
    observed: all.n,
    test: tested(all.n),
    byYear: cells.groups.several ? [] : byYear.filter(({ n }) => n > 0),
    cells: figuresOf(all),
    anova: feedback === "implicit" ? null : cells.groups.several ? UNTESTED : twoWay(anova),
  };
}
