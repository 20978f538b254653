import { topN } from "../../recommend/topN";
import type { Split } from "../part";
import type { CatalogueScorer } from "../ranking";
import type { Baseline, BaselineColumns } from "./baseline";
import { type Choices, choicesOf } from "./choices";
import { type SparseRows, transpose } from "./sparse";
import { bestOf, planTrial } from "./trial";

/** How far RP3β divides by the popularity of a product; the best on the validation part is used. */
const BETAS = [0.6, 0.3, 0] as const;

/**
 * Users who are asked for β at least, in a large catalogue: 0.6 lists what nobody has where most products have one user
 * (105,114 products of 7,375 users: NDCG@10 0.001).
 */
const LEAST_USERS = 100;

/** Common products at which the similarity of two users counts half; the best on the validation part is used. */
const SHRINKAGES = [10, 100, 0] as const;

/** Most similar users who speak for products. */
const NEIGHBOURS = 200;

const ONLY_RANKS = "It learns from who chose what and predicts no ratings, so it only ranks.";

/**
 * RP3β (Paudel et al. 2016, "Updatable, Accurate, Diverse, and Scalable Recommendations for Interactive Applications"):
 * the probability of a walk user → product → user → product, divided by the popularity of where it ends:
 *
 *     score of j for u = Σ_{i of u} Σ_{v of i} 1 / (n_u n_i n_v) / n_j^β   over the products j of v
 *
 * What no walk reaches comes last, what most users chose first; so does everything for who has none.
 * @param seed of the sample of users that β is chosen by
 */
export async function rp3beta(
  columns: BaselineColumns,
  split: Pick<Split, "train" | "validation">,
  relevantFrom: number,
  seed: number,
  breathe: () => Promise<void>,
): Promise<Baseline> {
  const graph = await graphOf(columns, split.train, breathe);
  const { counts, histories } = graph;
  const weightOf = (_: number, visits: number, other: number) => visits / lengthOf(histories, other);
  const scorerOf = (beta: number) => {
    const damping = Float64Array.from(counts, (count) => Math.max(1, count) ** -beta);
    return walker(
      graph,
      Float64Array.from(counts, (count) => 1 / Math.max(1, count)),
      weightOf,
      damping,
      Infinity,
    );
  };
  const trial = planTrial(columns, split, relevantFrom, seed, LEAST_USERS);
  const { score } = await bestOf(trial, BETAS, breathe, scorerOf);
  return { name: "RP3β", predict: null, score, note: ONLY_RANKS };
}

/**
 * User-based neighbourhoods over who chose what: a product's score is the sum of the similarities of those of the 200
 * nearest users who have it, by the cosine shrunk by how many products they have in common,
 *
 *     s_uv = n_uv / (n_uv + shrinkage) · n_uv / √(n_u n_v)
 *
 * What none speaks for comes last, what most users chose first; so does everything for who has none.
 * @param seed of the sample of users that the shrinkage is chosen by
 */
export async function userKnn(
  columns: BaselineColumns,
  split: Pick<Split, "train" | "validation">,
  relevantFrom: number,
  seed: number,
  breathe: () => Promise<void>,
): Promise<Baseline> {
  const graph = await graphOf(columns, split.train, breathe);
  const { counts, histories } = graph;
  const each = new Float64Array(counts.length).fill(1);
  const scorerOf = (shrinkage: number) => {
    const similarity = (user: number, common: number, other: number) =>
      ((common / (common + shrinkage)) * common) / Math.sqrt(lengthOf(histories, user) * lengthOf(histories, other));
    return walker(graph, each, similarity, each, NEIGHBOURS);
  };
  const trial = planTrial(columns, split, relevantFrom, seed);
  const { score } = await bestOf(trial, SHRINKAGES, breathe, scorerOf);
  return { name: "user-kNN", predict: null, score, note: ONLY_RANKS };
}

interface Graph extends Choices {
  /** Products × users. */
  audience: SparseRows;
}

async function graphOf(columns: BaselineColumns, train: Int32Array, breathe: () => Promise<void>): Promise<Graph> {
  const choices = choicesOf(columns, train);
  await breathe();
  return { ...choices, audience: await transpose(choices.histories, columns.products, breathe) };
}

function lengthOf({ starts }: SparseRows, row: number): number {
  return starts[row + 1] - starts[row];
}

/**
 * From a user over their products to other users and to what those have.
 * @param of weight of each product on the way, by code
 * @param weightOf what the other user says, by the sum of the weights of the products in common
 * @param damping factor of each product at the end, by code
 * @param most other users who speak, those of the largest weight
 */
function walker(
  { histories, audience, counts }: Graph,
  of: Float64Array,
  weightOf: (user: number, common: number, other: number) => number,
  damping: Float64Array,
  most: number,
): CatalogueScorer {
  const visits = new Float64Array(histories.starts.length - 1);
  const sums = new Float64Array(counts.length);
  // Below every sum.
  const byCount = Float64Array.from(counts, (count) => -1 / (1 + count));
  const scores = new Float64Array(counts.length);
  const met: number[] = [];
  return (user) => {
    for (const other of met) visits[other] = 0;
    met.length = 0;
    for (let at = histories.starts[user]; at < histories.starts[user + 1]; at++) {
      const product = histories.columns[at];
      for (let to = audience.starts[product]; to < audience.starts[product + 1]; to++) {
        const other = audience.columns[to];
        if (visits[other] === 0 && other !== user) met.push(other);
        visits[other] += of[product];
      }
    }
    visits[user] = 0;
    const weights = met.map((other) => weightOf(user, visits[other], other));
    const speaking = met.length > most ? topN(weights, most, () => true) : met.keys();
    sums.fill(0);
    for (const place of speaking) {
      const other = met[place];
      for (let at = histories.starts[other]; at < histories.starts[other + 1]; at++) {
        sums[histories.columns[at]] += weights[place];
      }
    }
    for (let product = 0; product < scores.length; product++) {
      scores[product] = sums[product] > 0 ? sums[product] * damping[product] : byCount[product];
    }
    return scores;
  };
}
