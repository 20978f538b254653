import type { Split } from "../part";
import { type Baseline, type BaselineColumns, leftOutBaseline } from "./baseline";
import { byUser } from "./byUser";
import type { DampedBiases } from "./dampedBias";
import { nearestProducts, shrunkCorrelation } from "./neighbours";
import { historiesOf, type SparseRows, tooManyPairs, transpose } from "./sparse";

/** Weights added to the sum of similarities; the best on the validation part is used, the first without one. */
const PULLS = [0.1, 0, 0.01, 0.03, 0.3, 1, 3];

/**
 * Item-based neighbourhoods around the damped biases b (Koren 2010, "Factor in the Neighbors", section 2.2):
 *
 *   rating of i by u ≈ b_ui + Σ_j s_ij (r_uj − b_uj) / (pull + Σ_j s_ij)
 *
 * over the products j that u has rated among the nearest of i in the whole catalogue (Koren takes the nearest of those
 * that u has rated; one list for each product makes ranking the catalogue cheap). The pull, chosen on the validation
 * part, keeps one faint neighbour from speaking for all; Koren has none. Without neighbours it is the damped bias. Of
 * several ratings r_uj of one pair, their mean counts.
 */
export async function itemKnn(
  columns: BaselineColumns,
  { train, validation }: Pick<Split, "train" | "validation">,
  biases: DampedBiases,
  breathe: () => Promise<void>,
): Promise<Baseline> {
  const { user, product, products, rating } = columns;
  const { mean, ofProduct, ofUser } = biases;
  const biasOf = (u: number, p: number) => mean + ofProduct[p] + ofUser[u];
  const residualAt = (i: number) => rating[i] - biasOf(user[i], product[i]);
  const residuals = meanOfPairs(await historiesOf(columns, train, residualAt, breathe), products);
  await breathe();
  const excess = tooManyPairs(residuals);
  if (excess) return leftOutBaseline("item-kNN", excess);
  const nearest = await nearestProducts(residuals, products, shrunkCorrelation, breathe);
  const evidence = new Evidence(residuals, await transpose(nearest, products, breathe), products);
  const pull = await bestPull(columns, validation, evidence, residualAt, breathe);
  const scores = new Float64Array(products);
  return {
    name: "item-kNN",
    predict: (u, p) => biasOf(u, p) + evidence.of(u).deviation(p, pull),
    score: (u) => {
      evidence.of(u);
      for (let p = 0; p < products; p++) scores[p] = biasOf(u, p) + evidence.deviation(p, pull);
      return scores;
    },
    note: null,
  };
}

/** The matrix with one entry for each column of a row, the mean of its values there, where the first of them stood. */
function meanOfPairs({ starts, columns, values }: SparseRows, width: number): SparseRows {
  const merged = { starts: new Int32Array(starts.length), columns: new Int32Array(columns.length) };
  const sums = new Float64Array(columns.length);
  const counts = new Int32Array(columns.length);
  // Of each column the place of its newest entry, which is of an earlier row when it is before the row's first.
  const placeOf = new Int32Array(width).fill(-1);
  let size = 0;
  for (let row = 0; row + 1 < starts.length; row++) {
    const first = size;
    for (let at = starts[row]; at < starts[row + 1]; at++) {
      const column = columns[at];
      if (placeOf[column] < first) placeOf[column] = size++;
      const place = placeOf[column];
      merged.columns[place] = column;
      sums[place] += values[at];
      counts[place]++;
    }
    merged.starts[row + 1] = size;
  }
  const means = Float32Array.from(sums.subarray(0, size), (sum, place) => sum / counts[place]);
  return { starts: merged.starts, columns: merged.columns.slice(0, size), values: means };
}

/** What the neighbours say about each product to one user at a time. */
class Evidence {
  private user = -1;
  private empty = true;
  /** Σ s_ij (r_uj − b_uj) and Σ s_ij, by product i. */
  private readonly weighted: Float64Array;
  private readonly weights: Float64Array;

  /** @param audience in row j the products i that have j among their nearest, with s_ij */
  constructor(
    private readonly residuals: SparseRows,
    private readonly audience: SparseRows,
    products: number,
  ) {
    this.weighted = new Float64Array(products);
    this.weights = new Float64Array(products);
  }

  of(user: number): this {
    if (user === this.user) return this;
    const { residuals, audience, weighted, weights } = this;
    if (!this.empty) {
      weighted.fill(0);
      weights.fill(0);
    }
    this.user = user;
    this.empty = residuals.starts[user] === residuals.starts[user + 1];
    for (let at = residuals.starts[user]; at < residuals.starts[user + 1]; at++) {
      const j = residuals.columns[at];
      for (let to = audience.starts[j]; to < audience.starts[j + 1]; to++) {
        weighted[audience.columns[to]] += audience.values[to] * residuals.values[at];
        weights[audience.columns[to]] += audience.values[to];
      }
    }
    return this;
  }

  deviation(product: number, pull: number): number {
    const weight = this.weights[product];
    return weight > 0 ? this.weighted[product] / (pull + weight) : 0;
  }
}

async function bestPull(
  columns: BaselineColumns,
  validation: Int32Array,
  evidence: Evidence,
  residualAt: (index: number) => number,
  breathe: () => Promise<void>,
): Promise<number> {
  const { user, product } = columns;
  const squares = new Float64Array(PULLS.length);
  const visit = (_: number, i: number) => {
    const residual = residualAt(i);
    evidence.of(user[i]);
    for (let k = 0; k < PULLS.length; k++) squares[k] += (residual - evidence.deviation(product[i], PULLS[k])) ** 2;
  };
  await byUser(columns, validation, visit, breathe);
  return PULLS[squares.indexOf(Math.min(...squares))];
}
