import { topN } from "../../recommend/topN";
import type { Split } from "../part";
import type { CatalogueScorer } from "../ranking";
import { type Baseline, type BaselineColumns, leftOutBaseline } from "./baseline";
import { choicesOf } from "./choices";
import { NEIGHBOURS } from "./neighbours";
import { type SparseRows, tooManyPairs, transpose } from "./sparse";
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
 * the user has, each of which speaks for the nearest to it; see `NearestByChoice`. How often a user chose a product is no
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
  const { histories, counts } = choicesOf(columns, train);
  await breathe();
  const excess = tooManyPairs(histories);
  if (excess) return leftOutBaseline("item-kNN", excess);
  const audience = await transpose(histories, columns.products, breathe);
  const scorerWith = (shrinkage: number) => scorer(new NearestByChoice(histories, audience, counts, shrinkage), counts);
  const trial = planTrial(columns, { train, validation }, relevantFrom, seed);
  const { score } = await bestOf(trial, SHRINKAGES, breathe, scorerWith);
  return { name: "item-kNN", predict: null, score, note: null };
}

/** Products and how alike each is to one of them. */
interface Row {
  products: Int32Array;
  similarities: Float32Array;
}

/**
 * The nearest of each product, worked out when it is first asked for: whoever is ranked for has few of all. Cosine of the
 * angle between the users of two products, 1 for each who has it and 0 for the others, shrunk by how many they have in
 * common:
 *
 *   s_ij = n_ij / (n_ij + shrinkage) · n_ij / √(n_i n_j)
 */
class NearestByChoice {
  private readonly rows = new Map<number, Row>();
  /** Common users, by the other product; and those products of which there are any. */
  private readonly common: Int32Array;
  private readonly met: Int32Array;

  /**
   * @param audience products × users
   * @param counts users of each product
   */
  constructor(
    readonly histories: SparseRows,
    private readonly audience: SparseRows,
    private readonly counts: Int32Array,
    private readonly shrinkage: number,
  ) {
    this.common = new Int32Array(counts.length);
    this.met = new Int32Array(counts.length);
  }

  of(product: number): Row {
    const known = this.rows.get(product);
    if (known) return known;
    const { common, met, counts, shrinkage } = this;
    const size = this.count(product);
    const similarities = new Float64Array(size);
    for (let at = 0; at < size; at++) {
      const other = met[at];
      const n = common[other];
      common[other] = 0;
      if (other !== product)
        similarities[at] = ((n / (n + shrinkage)) * n) / Math.sqrt(counts[product] * counts[other]);
    }
    const kept = topN(similarities, NEIGHBOURS, (at) => similarities[at] > 0);
    const row = {
      products: Int32Array.from(kept, (at) => met[at]),
      similarities: Float32Array.from(kept, (at) => similarities[at]),
    };
    this.rows.set(product, row);
    return row;
  }

  /** Counts the common users of a product and all others; how many others it met. */
  private count(product: number): number {
    const { histories, audience, common, met } = this;
    let size = 0;
    for (let to = audience.starts[product]; to < audience.starts[product + 1]; to++) {
      const user = audience.columns[to];
      for (let at = histories.starts[user]; at < histories.starts[user + 1]; at++) {
        const other = histories.columns[at];
        if (common[other]++ === 0) met[size++] = other;
      }
    }
    return size;
  }
}

function scorer(nearest: NearestByChoice, counts: Int32Array): CatalogueScorer {
  // Below every sum of similarities.
  const byCount = Float64Array.from(counts, (count) => -1 / (1 + count));
  const scores = new Float64Array(counts.length);
  const { starts, columns } = nearest.histories;
  return (user) => {
    scores.set(byCount);
    for (let at = starts[user]; at < starts[user + 1]; at++) {
      const { products, similarities } = nearest.of(columns[at]);
      for (let to = 0; to < products.length; to++) {
        scores[products[to]] = Math.max(0, scores[products[to]]) + similarities[to];
      }
    }
    return scores;
  };
}
