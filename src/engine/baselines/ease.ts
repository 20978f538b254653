import { type CatalogueScorer, measureRanking, planRanking } from "../evaluation/ranking";
import { topN } from "../recommend/topN";
import type { Split } from "../training/split";
import { type Baseline, countByCode, leftOut, type Ratings } from "./baseline";
import { invertInPlace } from "./invert";
import { historiesOf, type SparseRows, tooManyPairs } from "./sparse";

/** Products whose weights can be solved for: n³ / 2 multiplications are some seconds, n² numbers 50 MB. */
const MOST_PRODUCTS = 2_500;

/** Regularisations tried on the validation part; without one the first is used. */
const LAMBDAS = [100, 10, 30, 300, 1000];

/** λ is chosen among this many most rated products, so that the trials cost less than the solution itself. */
const TRIAL_PRODUCTS = 600;

/** Users × products of one trial. */
const TRIAL_PAIRS = 2_000_000;

/**
 * EASE (Steck 2019, "Embarrassingly Shallow Autoencoders for Sparse Data"): with X the users × products matrix of
 * relevant training ratings (1 where a rating is `relevantFrom` or more),
 *
 *   P = (XᵀX + λI)⁻¹,   B_ij = −P_ij / P_jj with a zero diagonal,   scores = X B
 *
 * It only ranks. λ is chosen by NDCG@10 on the validation part. Who has no relevant training rating gets the most rated
 * products: X B would be 0.
 * @param seed of the sample of users that λ is chosen by
 */
export async function ease(
  columns: Ratings,
  { train, validation }: Pick<Split, "train" | "validation">,
  relevantFrom: number,
  seed: number,
  breathe: () => Promise<void>,
): Promise<Baseline> {
  const { products, product, rating } = columns;
  if (products > MOST_PRODUCTS) {
    const [size, most] = [products, MOST_PRODUCTS].map((value) => value.toLocaleString("en"));
    return leftOut("EASE", `${size} products; up to ${most} can be solved here`);
  }
  const relevant = train.filter((i) => rating[i] >= relevantFrom);
  const histories = historiesOf(columns, relevant, () => 1);
  const excess = tooManyPairs(histories);
  if (excess) return leftOut("EASE", excess);
  const counts = countByCode(product, products, relevant);
  const scorerOf = async (size: number, lambda: number) => {
    const chosen = Int32Array.from(topN(counts, size, () => true));
    return scorer(histories, chosen, await solveEase(histories, products, chosen, lambda, breathe), counts);
  };
  const lambda = await bestLambda(columns, { train, validation }, histories, relevantFrom, seed, scorerOf, breathe);
  return {
    name: "EASE",
    predict: null,
    score: await scorerOf(products, lambda),
    note: "It learns which products go together and predicts no ratings, so it only ranks.",
  };
}

/**
 * The weights B among the chosen products, chosen.length² numbers row by row.
 * @param histories users × products, 1 where X is 1
 */
export async function solveEase(
  histories: SparseRows,
  products: number,
  chosen: Int32Array,
  lambda: number,
  breathe: () => Promise<void>,
): Promise<Float64Array> {
  const n = chosen.length;
  const weights = await countTogether(histories, products, chosen, breathe);
  for (let i = 0; i < n; i++) weights[i * n + i] += lambda;
  await invertInPlace(weights, n, breathe);
  const diagonal = Float64Array.from({ length: n }, (_, i) => weights[i * n + i]);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) weights[i * n + j] /= -diagonal[j];
    weights[i * n + i] = 0;
  }
  return weights;
}

/** XᵀX of the chosen products. */
async function countTogether(
  { starts, columns }: SparseRows,
  products: number,
  chosen: Int32Array,
  breathe: () => Promise<void>,
): Promise<Float64Array> {
  const n = chosen.length;
  const rowOf = new Int32Array(products).fill(-1);
  chosen.forEach((product, row) => {
    rowOf[product] = row;
  });
  const together = new Float64Array(n * n);
  for (let user = 0; user + 1 < starts.length; user++) {
    if (user % 256 === 0) await breathe();
    for (let a = starts[user]; a < starts[user + 1]; a++) {
      const i = rowOf[columns[a]];
      if (i < 0) continue;
      for (let b = starts[user]; b < starts[user + 1]; b++) {
        const j = rowOf[columns[b]];
        if (j >= 0) together[i * n + j]++;
      }
    }
  }
  return together;
}

/** Products beyond the chosen ones come last; a user without history gets the counts. */
function scorer(
  { starts, columns }: SparseRows,
  chosen: Int32Array,
  weights: Float64Array,
  counts: Int32Array,
): CatalogueScorer {
  const n = chosen.length;
  const rowOf = new Int32Array(counts.length).fill(-1);
  chosen.forEach((product, row) => {
    rowOf[product] = row;
  });
  const sums = new Float64Array(n);
  const scores = new Float64Array(counts.length).fill(Number.NEGATIVE_INFINITY);
  return (user) => {
    sums.fill(0);
    if (starts[user] === starts[user + 1]) return counts;
    for (let at = starts[user]; at < starts[user + 1]; at++) {
      const row = rowOf[columns[at]];
      if (row >= 0) for (let j = 0; j < n; j++) sums[j] += weights[row * n + j];
    }
    for (let j = 0; j < n; j++) scores[chosen[j]] = sums[j];
    return scores;
  };
}

async function bestLambda(
  columns: Ratings,
  { train, validation }: Pick<Split, "train" | "validation">,
  { starts }: SparseRows,
  relevantFrom: number,
  seed: number,
  scorerOf: (size: number, lambda: number) => Promise<CatalogueScorer>,
  breathe: () => Promise<void>,
): Promise<number> {
  // The others get the same products whatever λ is.
  const telling = validation.filter((i) => starts[columns.user[i] + 1] > starts[columns.user[i]]);
  const task = planRanking(columns, train, telling, relevantFrom, seed, TRIAL_PAIRS);
  if (!task) return LAMBDAS[0];
  const size = Math.min(columns.products, TRIAL_PRODUCTS);
  let [best, most] = [LAMBDAS[0], -1];
  for (const lambda of LAMBDAS) {
    const { figures } = await measureRanking(task, await scorerOf(size, lambda), breathe);
    if (figures.ndcg10 > most) [best, most] = [lambda, figures.ndcg10];
  }
  return best;
}
