import { Random } from "../../../domain/random";
import type { Split } from "../part";
import type { CatalogueScorer } from "../ranking";
import { type Baseline, type BaselineColumns, leftOutBaseline } from "./baseline";
import { choicesOf } from "./choices";
import { type SparseRows, transpose } from "./sparse";
import { bestOf, planTrial } from "./trial";

const FACTORS = 24;
const SWEEPS = 6;
const START_SIGMA = 0.1;

/** Weight of what was not chosen, and pull towards 0; the best on the validation part is used. */
const CANDIDATES = [
  { unchosen: 0.1, pull: 0.01 },
  { unchosen: 0.03, pull: 0.01 },
  { unchosen: 0.3, pull: 0.01 },
  { unchosen: 0.1, pull: 0.03 },
] as const;

/** Multiplications of all fits together, beyond which they take longer than some seconds: then the first alone is made. */
const MOST_STEPS = 1e9;

/** Multiplications between two breaths. */
const STEPS_PER_BREATH = 4_000_000;

type Breathe = () => Promise<void>;

/**
 * iALS (Hu, Koren & Volinsky 2008, "Collaborative Filtering for Implicit Feedback Datasets", in the form of Rendle et
 * al. 2021, "Revisiting the Performance of iALS on Item Recommendation Benchmarks"): factors w of users and h of products
 * that minimise
 *
 *     Σ_chosen (w_u · h_i − 1)² + α Σ_all (w_u · h_i)² + λ (Σ_u (n_u + α products) |w_u|² + Σ_i (n_i + α users) |h_i|²)
 *
 * by turns exactly for the users and for the products. 24 factors, 6 sweeps. Left out where that takes too long.
 * @param seed of the start, and of the sample of users that α and λ are chosen by
 */
export async function ials(
  columns: BaselineColumns,
  split: Pick<Split, "train" | "validation">,
  relevantFrom: number,
  seed: number,
  breathe: Breathe,
): Promise<Baseline> {
  const { histories, counts } = choicesOf(columns, split.train);
  const rows = columns.users + columns.products;
  const steps = SWEEPS * FACTORS ** 2 * (histories.columns.length + Math.ceil(FACTORS / 6 + 1) * rows);
  if (steps > MOST_STEPS) {
    const [needed, most] = [steps, MOST_STEPS].map((value) => value.toLocaleString("en"));
    return leftOutBaseline("iALS", `its factors take ${needed} steps; up to ${most} are done here`);
  }
  const audience = await transpose(histories, columns.products, breathe);
  const scorerOf = async ({ unchosen, pull }: (typeof CANDIDATES)[number]) => {
    const random = new Random(seed, "iALS");
    const start = () => random.normal() * (START_SIGMA / Math.sqrt(FACTORS));
    const users = new Float64Array(columns.users * FACTORS);
    const products = Float64Array.from({ length: columns.products * FACTORS }, start);
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
      await solveSide(histories, products, users, unchosen, pull, breathe);
      await solveSide(audience, users, products, unchosen, pull, breathe);
    }
    return scorer(histories, users, products, counts);
  };
  const trial = planTrial(columns, split, relevantFrom, seed);
  const candidates = steps * CANDIDATES.length > MOST_STEPS ? ([CANDIDATES[0]] as const) : CANDIDATES;
  const { score } = await bestOf(trial, candidates, breathe, scorerOf);
  return {
    name: "iALS",
    predict: null,
    score,
    note: "It learns factors from who chose what and predicts no ratings, so it only ranks.",
  };
}

/** Scores by the factors; who has no history gets what most users chose. */
function scorer(
  { starts }: SparseRows,
  users: Float64Array,
  products: Float64Array,
  counts: Int32Array,
): CatalogueScorer {
  const scores = new Float64Array(counts.length);
  return (user) => {
    if (starts[user] === starts[user + 1]) return counts;
    for (let product = 0; product < scores.length; product++) {
      let sum = 0;
      for (let k = 0; k < FACTORS; k++) sum += users[user * FACTORS + k] * products[product * FACTORS + k];
      scores[product] = sum;
    }
    return scores;
  };
}

/** The best rows of one side with those of the other side standing still. */
async function solveSide(
  { starts, columns }: SparseRows,
  others: Float64Array,
  rows: Float64Array,
  unchosen: number,
  pull: number,
  breathe: Breathe,
): Promise<void> {
  const gram = gramOf(others, unchosen);
  const matrix = new Float64Array(FACTORS * FACTORS);
  const right = new Float64Array(FACTORS);
  let steps = 0;
  for (let row = 0; row + 1 < starts.length; row++) {
    const n = starts[row + 1] - starts[row];
    steps += (n + FACTORS) * FACTORS ** 2;
    if (steps > STEPS_PER_BREATH) {
      steps = 0;
      await breathe();
    }
    // Without a choice the best row is 0.
    if (n === 0) continue;
    matrix.set(gram);
    right.fill(0);
    for (let at = starts[row]; at < starts[row + 1]; at++) addOther(others, columns[at] * FACTORS, matrix, right);
    const ridge = pull * (n + (unchosen * others.length) / FACTORS);
    for (let k = 0; k < FACTORS; k++) matrix[k * FACTORS + k] += ridge;
    solveInPlace(matrix, right);
    rows.set(right, row * FACTORS);
  }
}

/** α Σ h hᵀ, the lower triangle. */
function gramOf(others: Float64Array, unchosen: number): Float64Array {
  const gram = new Float64Array(FACTORS * FACTORS);
  const ignored = new Float64Array(FACTORS);
  for (let at = 0; at < others.length; at += FACTORS) addOther(others, at, gram, ignored);
  return gram.map((value) => value * unchosen);
}

function addOther(others: Float64Array, at: number, matrix: Float64Array, right: Float64Array): void {
  for (let i = 0; i < FACTORS; i++) {
    const value = others[at + i];
    right[i] += value;
    for (let j = 0; j <= i; j++) matrix[i * FACTORS + j] += value * others[at + j];
  }
}

/** Solve for the right side by Cholesky's factorisation of the lower triangle, in place. */
function solveInPlace(matrix: Float64Array, right: Float64Array): void {
  for (let i = 0; i < FACTORS; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * FACTORS + j];
      for (let k = 0; k < j; k++) sum -= matrix[i * FACTORS + k] * matrix[j * FACTORS + k];
      matrix[i * FACTORS + j] = i === j ? Math.sqrt(sum) : sum / matrix[j * FACTORS + j];
    }
  }
  for (let i = 0; i < FACTORS; i++) {
    for (let k = 0; k < i; k++) right[i] -= matrix[i * FACTORS + k] * right[k];
    right[i] /= matrix[i * FACTORS + i];
  }
  for (let i = FACTORS - 1; i >= 0; i--) {
    for (let k = i + 1; k < FACTORS; k++) right[i] -= matrix[k * FACTORS + i] * right[k];
    right[i] /= matrix[i * FACTORS + i];
  }
}
