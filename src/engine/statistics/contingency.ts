import { chiSquareUpperTail, noncentralChiSquareCdf } from "./chiSquare";
import { findRoot } from "./root";
import type { ContingencyTest, Interval } from "./types";

/** Of the 2.5 % that a 95 % interval leaves out at each end. */
const TAIL = 0.025;

/**
 * Pearson's χ² test of independence, with Yates' continuity correction where rows and columns are two each, as
 * `scipy.stats.chi2_contingency` has it: a cell's difference shrinks by ½, not past 0. Rows and columns without
 * observations are left out; their cells have 0 expected and residual 0. Null where fewer than two rows or columns are
 * left.
 * @param observed counts, cell (i, j) at i × columns + j
 */
export function contingencyTest(observed: ArrayLike<number>, rows: number, columns: number): ContingencyTest | null {
  const ofRow = new Float64Array(rows);
  const ofColumn = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      ofRow[i] += observed[i * columns + j];
      ofColumn[j] += observed[i * columns + j];
    }
  }
  const n = ofRow.reduce((sum, count) => sum + count, 0);
  const [rowsKept, columnsKept] = [ofRow, ofColumn].map((sums) => sums.filter((sum) => sum > 0).length);
  if (rowsKept < 2 || columnsKept < 2) return null;

  const degrees = (rowsKept - 1) * (columnsKept - 1);
  const isCorrected = degrees === 1;
  const expected = new Float64Array(rows * columns);
  const residuals = new Float64Array(rows * columns);
  let [plain, corrected] = [0, 0];
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const at = i * columns + j;
      expected[at] = (ofRow[i] / n) * ofColumn[j];
      if (expected[at] === 0) continue;
      const difference = observed[at] - expected[at];
      plain += difference ** 2 / expected[at];
      corrected += Math.max(Math.abs(difference) - 0.5, 0) ** 2 / expected[at];
      // Haberman 1973, "The analysis of residuals in cross-classified tables".
      residuals[at] = difference / Math.sqrt(expected[at] * (1 - ofRow[i] / n) * (1 - ofColumn[j] / n));
    }
  }
  const chiSquare = isCorrected ? corrected : plain;
  /** The most that the noncentrality of n observations can be. */
  const most = n * (Math.min(rowsKept, columnsKept) - 1);
  return {
    n,
    chiSquare,
    degrees,
    p: chiSquareUpperTail(chiSquare, degrees),
    isCorrected,
    cramersV: Math.min(Math.sqrt(plain / most), 1),
    interval: intervalOfV(plain, degrees, most),
    expected,
    residuals,
  };
}

/**
 * 95 % interval of Cramér's V: the noncentralities with which χ² would be as large, or as small, in 2.5 of 100 samples,
 * each turned into V = √((λ + degrees) / most) (Smithson 2003, "Confidence Intervals", chapter 4). Where χ² is no
 * larger than it often is of independent segments, the interval starts at 0.
 */
function intervalOfV(chiSquare: number, degrees: number, most: number): Interval {
  const asV = (noncentrality: number) => Math.min(Math.sqrt((noncentrality + degrees) / most), 1);
  const low = chiSquareUpperTail(chiSquare, degrees) > TAIL ? 0 : asV(noncentrality(chiSquare, degrees, 1 - TAIL));
  return [low, asV(noncentrality(chiSquare, degrees, TAIL))];
}

/**
 * The noncentrality with which a value up to `x` has this probability, 2.5 or 97.5 %; 0 if it has less even without
 * any. √λ is looked for: the probability is at most the normal one of √x − √λ, which bounds it by √x ± 1.96.
 */
function noncentrality(x: number, degrees: number, probability: number): number {
  const away = (root: number) => noncentralChiSquareCdf(x, degrees, root * root) - probability;
  if (away(0) <= 0) return 0;
  const most = Math.sqrt(x) + (probability < 0.5 ? 2 : -1.9);
  return findRoot(away, 0, most, 1e-12) ** 2;
}
