import { topN } from "../../recommend/topN";
import type { Split } from "../../train/split";
import { type CatalogueScorer, measureRanking, planRanking, relevantRatings } from "../ranking";
import { type Baseline, leftOut, type Ratings, TRIAL_PAIRS } from "./baseline";
import { choicesOf } from "./choices";
import { countTogether, solveEase } from "./easeWeights";
import { type SparseRows, tooManyPairs } from "./sparse";

/** Products that can be solved for: n³ / 2 multiplications take some seconds, n² numbers 50 MB. */
const MOST_PRODUCTS = 2_500;

/** Regularisations tried on the validation part (Steck's best lie from 200 to 1,000); without one the first is used. */
const LAMBDAS = [300, 30, 100, 1000];

/** λ is chosen among this many most rated products, so that the trials cost less than the solution itself. */
const TRIAL_PRODUCTS = 400;

type Breathe = () => Promise<void>;

/**
 * EASE (Steck 2019, "Embarrassingly Shallow Autoencoders for Sparse Data"): scores are X B with X the users × products
 * matrix of relevant training ratings (1 where one or more is `relevantFrom` or more) and B as in `solveEase`, its λ
 * chosen by NDCG@10 on the validation part. It only ranks. Who has no relevant training rating gets the products that
 * are relevant to most users, as X B would be 0.
 * @param seed of the sample of users that λ is chosen by
 */
export async function ease(
  columns: Ratings,
  { train, validation }: Pick<Split, "train" | "validation">,
  relevantFrom: number,
  seed: number,
  breathe: Breathe,
): Promise<Baseline> {
  const { products } = columns;
  if (products > MOST_PRODUCTS) {
    const [size, most] = [products, MOST_PRODUCTS].map((value) => value.toLocaleString("en"));
    return leftOut("EASE", `${size} products; up to ${most} can be solved here`);
  }
  const { histories, counts } = choicesOf(columns, relevantRatings(columns, train, relevantFrom));
  await breathe();
  const excess = tooManyPairs(histories);
  if (excess) return leftOut("EASE", excess);
  const telling = validation.filter((i) => histories.starts[columns.user[i]] < histories.starts[columns.user[i] + 1]);
  const trial = planRanking(columns, train, telling, relevantFrom, seed, TRIAL_PAIRS);
  const lambda = trial
    ? await bestLambda(histories, counts, breathe, async (score) => {
        const { figures } = await measureRanking(trial, score, breathe);
        return figures.ndcg10;
      })
    : LAMBDAS[0];
  const catalogue = Int32Array.from({ length: products }, (_, code) => code);
  const weights = await solveEase(
    await countTogether(histories, catalogue, products, breathe),
    products,
    lambda,
    breathe,
  );
  return {
    name: "EASE",
    predict: null,
    score: scorer(histories, catalogue, weights, counts),
    note: "It learns which products go together and predicts no ratings, so it only ranks.",
  };
}

/** The λ of the highest quality, tried with the most rated products alone. */
async function bestLambda(
  histories: SparseRows,
  counts: Int32Array,
  breathe: Breathe,
  qualityOf: (score: CatalogueScorer) => Promise<number>,
): Promise<number> {
  const chosen = Int32Array.from(topN(counts, TRIAL_PRODUCTS, () => true));
  const places = new Int32Array(counts.length).fill(-1);
  chosen.forEach((product, place) => {
    places[product] = place;
  });
  const together = await countTogether(histories, places, chosen.length, breathe);
  let [best, most] = [LAMBDAS[0], -1];
  for (const lambda of LAMBDAS) {
    const weights = await solveEase(together.slice(), chosen.length, lambda, breathe);
    const quality = await qualityOf(scorer(histories, places, weights, counts));
    if (quality > most) [best, most] = [lambda, quality];
  }
  return best;
}

/** X B for one user; products without a place come last, and a user without history gets the counts. */
function scorer(
  { starts, columns }: SparseRows,
  places: Int32Array,
  weights: Float64Array,
  counts: Int32Array,
): CatalogueScorer {
  const n = Math.sqrt(weights.length);
  const sums = new Float64Array(n);
  const scores = new Float64Array(places.length);
  return (user) => {
    if (starts[user] === starts[user + 1]) return counts;
    sums.fill(0);
    for (let at = starts[user]; at < starts[user + 1]; at++) {
      const row = places[columns[at]] * n;
      if (row >= 0) for (let place = 0; place < n; place++) sums[place] += weights[row + place];
    }
    for (let product = 0; product < scores.length; product++) {
      scores[product] = places[product] < 0 ? Number.NEGATIVE_INFINITY : sums[places[product]];
    }
    return scores;
  };
}
