import type { Split } from "../part";
import type { CatalogueScorer } from "../ranking";
import { type Baseline, type BaselineColumns, leftOutBaseline } from "./baseline";
import { choicesOf } from "./choices";
import { nearestProducts, shrunkCosine } from "./neighbours";
import { type SparseRows, tooManyPairs } from "./sparse";
import { bestOf, planTrial } from "./trial";

/**
 * Common users at which a similarity counts half; the best on the validation part is used, the first without one. NDCG@10
 * of the dense, demo and sparse samples, their ratings taken as choices: 0.129, 0.102 and 0.064 with none, 0.176, 0.109
 * and 0.070 with 100, the same to 0.001 with 1,000; popularity has 0.174, 0.099 and 0.079.
 */
const SHRINKAGES = [100, 10, 0] as const;

/**
 * Item-based neighbourhoods over who chose what, which have no deviations to go by (Deshpande & Karypis 2004,
 * "Item-Based Top-N Recommendation Algorithms"): a product's score is the sum of its similarities to the products that
 * the user has, each of which speaks for the nearest to it; see `shrunkCosine`. How often a user chose a product is no
 * matter. What none speaks for comes last, what most users chose first; so does everything for who has none.
 * @param seed of the sample of users that the shrinkage is chosen by
 */
export async function coOccurrence(
  columns: BaselineColumns,
  { train, validation }: Pick<Split, "train" | "validation">,
  relevantFrom: number,
  seed: number,
  breathe: () => Promise<void>,
): Promise<Baseline> {
  const { products } = columns;
  const { histories, counts } = choicesOf(columns, train);
  await breathe();
  const excess = tooManyPairs(histories);
  if (excess) return leftOutBaseline("item-kNN", excess);
  const scorerWith = async (shrinkage: number) => {
    const nearest = await nearestProducts(histories, products, shrunkCosine(counts, shrinkage), breathe);
    return scorer(histories, nearest, counts);
  };
  const trial = planTrial(columns, { train, validation }, relevantFrom, seed);
  const { score } = await bestOf(trial, SHRINKAGES, breathe, scorerWith);
  return { name: "item-kNN", predict: null, score, note: null };
}

function scorer(histories: SparseRows, nearest: SparseRows, counts: Int32Array): CatalogueScorer {
  // Below every sum of similarities.
  const byCount = Float64Array.from(counts, (count) => -1 / (1 + count));
  const scores = new Float64Array(counts.length);
  return (user) => {
    scores.set(byCount);
    for (let at = histories.starts[user]; at < histories.starts[user + 1]; at++) {
      const own = histories.columns[at];
      for (let to = nearest.starts[own]; to < nearest.starts[own + 1]; to++) {
        const other = nearest.columns[to];
        scores[other] = Math.max(0, scores[other]) + nearest.values[to];
      }
    }
    return scores;
  };
}
