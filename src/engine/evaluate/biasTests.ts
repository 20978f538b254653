import type { SideRole } from "../../domain/roles";
import type { SideColumn } from "../read/sides";
import { size } from "../read/vocabulary";
import { addObservation, emptyCells, type FactorCells, interaction } from "../statistics/anova";
import type { EvaluationPart } from "./part";
import { sideCode } from "./segments";
import type { BiasTest } from "./types";

/** The pairs of Wan et al., the gender of the product first. */
const PAIRS: readonly [product: SideRole, user: SideRole][] = [
  ["productGender", "userGender"],
  ["category", "userGender"],
  ["brand", "userGender"],
];

/** Fewer ratings say too little about cells. */
const FEWEST_RATINGS = 30;

/** Columns of more values than this together are no segments, and their cells would be mostly empty. */
const MOST_CELLS = 4_000_000;

/**
 * The marketing-bias tests of the predictor's signed errors, predicted minus actual, for each pair of segments that the
 * file has and that can be estimated. Ratings with both segments known count. A segment that never meets one of the
 * other side leaves, as no interaction can be estimated with an empty cell. The test takes errors as independent, which
 * the errors of one user are not quite.
 * @param predicted rating of each position of the part
 */
export function biasTests(part: EvaluationPart, predicted: ArrayLike<number>): BiasTest[] {
  const sideOf = (role: SideRole) => part.columns.sides.find((side) => side.role === role);
  return PAIRS.flatMap(([product, user]) => {
    const [ofProduct, ofUser] = [sideOf(product), sideOf(user)];
    // A rating in several cells counts more than once, which the test does not allow.
    const isSeveral = ofProduct?.vocabulary.separator || ofUser?.vocabulary.separator;
    if (!ofProduct || !ofUser || isSeveral || size(ofProduct.vocabulary) * size(ofUser.vocabulary) > MOST_CELLS)
      return [];
    const cells = completeCells(errorCells(part, predicted, ofProduct, ofUser));
    const n = cells.n.reduce((sum, count) => sum + count, 0);
    const found = n < FEWEST_RATINGS ? null : interaction(cells);
    return found && Number.isFinite(found.f) ? [{ product, user, n, ...found }] : [];
  });
}

/** Signed errors by the known segments of product and user. */
function errorCells(part: EvaluationPart, predicted: ArrayLike<number>, ofProduct: SideColumn, ofUser: SideColumn) {
  const { columns } = part;
  const cells = emptyCells(size(ofProduct.vocabulary) - 1, size(ofUser.vocabulary) - 1);
  part.part.forEach((i, position) => {
    const [row, column] = [sideCode(columns, ofProduct, i) - 1, sideCode(columns, ofUser, i) - 1];
    if (row >= 0 && column >= 0) addObservation(cells, row, column, predicted[position] - columns.rating[i]);
  });
  return cells;
}

/**
 * The cells without the levels that leave some cell empty: those with the greatest share of empty cells first, all
 * equal ones of a factor at once, until every cell has an observation or none is left. Of equally empty rows and
 * columns the rows leave.
 */
export function completeCells(cells: FactorCells): FactorCells {
  let kept = cells;
  for (;;) {
    const { rows, columns, n } = kept;
    const ofRow = new Float64Array(rows);
    const ofColumn = new Float64Array(columns);
    n.forEach((count, at) => {
      if (count > 0) return;
      ofRow[Math.floor(at / columns)]++;
      ofColumn[at % columns]++;
    });
    const [worstRow, worstColumn] = [largest(ofRow), largest(ofColumn)];
    if (worstRow === 0) return kept;
    kept =
      worstRow / columns >= worstColumn / rows
        ? selected(kept, where(ofRow, worstRow), where(ofColumn, Number.POSITIVE_INFINITY))
        : selected(kept, where(ofRow, Number.POSITIVE_INFINITY), where(ofColumn, worstColumn));
  }
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

/** Positions of the values below the limit. */
function where(values: Float64Array, limit: number): number[] {
  return [...values.keys()].filter((at) => values[at] < limit);
}

function selected({ columns, n, sum, squares }: FactorCells, rowsLeft: number[], columnsLeft: number[]): FactorCells {
  const kept = rowsLeft.flatMap((row) => columnsLeft.map((column) => row * columns + column));
  const pick = (values: Float64Array) => Float64Array.from(kept, (at) => values[at]);
  return { rows: rowsLeft.length, columns: columnsLeft.length, n: pick(n), sum: pick(sum), squares: pick(squares) };
}
