import { Random } from "../../domain/random";
import type { TrainingColumns } from "../read/copies";
import { type ProductLists, productsByUser } from "./productLists";

type Ratings = Pick<TrainingColumns, "users" | "products" | "user" | "product" | "rating">;

/** Whom to rank for, what counts as a hit, and what stays out: everything about ranking but the scores. */
export interface RankingTask {
  /** A rating from this one on counts as relevant; of implicit feedback a count. */
  relevantFrom: number;
  /** Users with a relevant product in the part that could be listed, of whom `users` is a sample. */
  eligible: number;
  /** Codes of the measured users, rising. */
  users: Int32Array;
  /** Size of the catalogue: all products of the Dataset are ranked, none is sampled away. */
  products: number;
  /** Of each measured user, the products rated `relevantFrom` or more in the part, but for those in `excluded`. */
  relevant: ProductLists;
  /** Of each measured user, the products of their training ratings: never listed. */
  excluded: ProductLists;
  /** Self-information of each product in bits, by product code. */
  novelty: Float64Array;
  /** Of the sample, and of the bootstrap over it. */
  seed: number;
}

/** No more users than this are measured: the standard error of a mean NDCG is then below 0.006. */
const MOST_USERS = 5_000;

/** But never fewer than this, however large the catalogue: a mean over a few hundred says little. */
const LEAST_USERS = 1_000;

/** Products that a model scores and a list is picked from in five seconds, as estimated: never by the clock. */
const MOST_PAIRS = 100_000_000;

/** Users × products that are measured by default. */
export function pairsToRank(products: number): number {
  return Math.max(LEAST_USERS * products, MOST_PAIRS);
}

/**
 * Draw the users to rank for: at most 5,000 of those who have, among the ratings `part`, a relevant one of a product
 * that they did not rate in `training`, and no more than `mostPairs` users × products allow (but one at least): by default
 * what five seconds allow, and 1,000. Null when nobody has one.
 */
export function planRanking(
  columns: Ratings,
  training: Int32Array,
  part: Int32Array,
  relevantFrom: number,
  seed: number,
  mostPairs = pairsToRank(columns.products),
): RankingTask | null {
  const owned = productsByUser(columns, training);
  const relevant = productsByUser(columns, relevantRatings(columns, part, relevantFrom), owned);
  const eligible = Int32Array.from(nonEmpty(relevant));
  if (eligible.length === 0) return null;
  const most = Math.min(MOST_USERS, Math.max(1, Math.floor(mostPairs / columns.products)));
  const users = new Random(seed, "ranking users").shuffle(eligible.slice()).slice(0, most).sort();
  return {
    relevantFrom,
    eligible: eligible.length,
    users,
    products: columns.products,
    relevant: listsOf(relevant, users),
    excluded: listsOf(owned, users),
    novelty: selfInformation(owned, columns.products),
    seed,
  };
}

/**
 * The setting, or three quarters up the scale of the ratings: 4 of 1 to 5, 7.75 of 1 to 10. Of implicit feedback the
 * least count that there is, whatever the setting: whoever chose a product once has chosen it.
 */
export function relevantFromOf(
  { feedback, rating }: Pick<TrainingColumns, "feedback" | "rating">,
  setting: number | "auto",
): number {
  if (feedback === "explicit" && setting !== "auto") return setting;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of rating) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return feedback === "explicit" ? low + 0.75 * (high - low) : low;
}

/** Those of the ratings that count as relevant. Compared in the precision of the column, in which 4.1 is below 4.1. */
export function relevantRatings(
  { rating }: Pick<TrainingColumns, "rating">,
  ratings: Int32Array,
  relevantFrom: number,
): Int32Array {
  const threshold = Math.fround(relevantFrom);
  return ratings.filter((i) => rating[i] >= threshold);
}

/** Where the lists that are not empty are, rising. */
function* nonEmpty({ starts }: ProductLists): Generator<number> {
  for (let list = 0; list + 1 < starts.length; list++) if (starts[list] < starts[list + 1]) yield list;
}

/** The lists of these users, of the lists by user code. */
function listsOf(byUser: ProductLists, users: Int32Array): ProductLists {
  const starts = new Int32Array(users.length + 1);
  users.forEach((user, position) => {
    starts[position + 1] = starts[position] + byUser.starts[user + 1] - byUser.starts[user];
  });
  const products = new Int32Array(starts[users.length]);
  users.forEach((user, position) => {
    products.set(byUser.products.subarray(byUser.starts[user], byUser.starts[user + 1]), starts[position]);
  });
  return { starts, products };
}

/**
 * −log₂ of the share of training users who rated each product (Zhou et al. 2010, "Solving the apparent
 * diversity-accuracy dilemma of recommender systems"). A product without training ratings counts as half a rating:
 * more novel than any that was rated, and still finite.
 * @param owned by user, the products of their training ratings
 */
function selfInformation(owned: ProductLists, products: number): Float64Array {
  const counts = new Float64Array(products);
  for (const product of owned.products) counts[product]++;
  let population = 0;
  for (const _ of nonEmpty(owned)) population++;
  return counts.map((count) => -Math.log2((count || 0.5) / Math.max(1, population)));
}
