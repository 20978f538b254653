import { Random } from "../random";
import type { TrainingColumns } from "../training/types";

type Ratings = Pick<TrainingColumns, "users" | "products" | "user" | "product" | "rating">;

/** Products by position: those of position i are `products[starts[i] .. starts[i + 1])`. */
export interface ProductLists {
  starts: Int32Array;
  products: Int32Array;
}

/** Whom to rank for, what counts as a hit, and what stays out: everything about ranking but the scores. */
export interface RankingTask {
  /** A rating from this one on counts as relevant; of implicit feedback a count. */
  relevantFrom: number;
  /** Users with a relevant rating in the part, of whom `users` is a sample. */
  eligible: number;
  /** Codes of the measured users, rising. */
  users: Int32Array;
  /** Size of the catalogue: all products of the Dataset are ranked, none is sampled away. */
  products: number;
  /** Of each measured user, the products rated `relevantFrom` or more in the part. */
  relevant: ProductLists;
  /** Of each measured user, the products of their training ratings: never listed. */
  excluded: ProductLists;
  /** Self-information of each product in bits, by product code. */
  novelty: Float32Array;
  /** Of the sample, and of the bootstrap over it. */
  seed: number;
}

/** No more users than this are measured: the standard error of a mean NDCG is then below 0.006. */
const MOST_USERS = 5_000;

/** Bound of measured users × products, so that scoring the whole catalogue stays a matter of seconds. */
export const MOST_PAIRS = 20_000_000;

/**
 * Draw the users to rank for: at most 5,000 of those who have a relevant rating among the ratings `part`, and no more
 * than `mostPairs` users × products allow (but one at least). Null when nobody has one.
 */
export function planRanking(
  columns: Ratings,
  training: Int32Array,
  part: Int32Array,
  relevantFrom: number,
  seed: number,
  mostPairs = MOST_PAIRS,
): RankingTask | null {
  const relevant = relevantRatings(columns, part, relevantFrom);
  const eligible = usersOf(columns, relevant);
  if (eligible.length === 0) return null;
  const most = Math.min(MOST_USERS, Math.max(1, Math.floor(mostPairs / columns.products)));
  const users = new Random(seed, "ranking users").shuffle(eligible.slice()).slice(0, most).sort();
  return {
    relevantFrom,
    eligible: eligible.length,
    users,
    products: columns.products,
    relevant: productLists(columns, users, relevant),
    excluded: productLists(columns, users, training),
    novelty: selfInformation(columns, training),
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

/** The distinct users of these ratings, rising. */
function usersOf({ users, user }: Ratings, ratings: Int32Array): Int32Array {
  const seen = new Uint8Array(users);
  for (const i of ratings) seen[user[i]] = 1;
  return Int32Array.from(codesWhere(seen));
}

function* codesWhere(flags: Uint8Array): Generator<number> {
  for (let code = 0; code < flags.length; code++) if (flags[code] !== 0) yield code;
}

/** The products that each of these users has among the ratings; a Dataset has each pair of user and product once. */
function productLists({ users: all, user, product }: Ratings, users: Int32Array, ratings: Int32Array): ProductLists {
  const positionOf = new Int32Array(all).fill(-1);
  for (let position = 0; position < users.length; position++) positionOf[users[position]] = position;
  const starts = new Int32Array(users.length + 1);
  for (const i of ratings) {
    const position = positionOf[user[i]];
    if (position >= 0) starts[position + 1]++;
  }
  for (let position = 0; position < users.length; position++) starts[position + 1] += starts[position];
  const products = new Int32Array(starts[users.length]);
  const next = starts.slice();
  for (const i of ratings) {
    const position = positionOf[user[i]];
    if (position >= 0) products[next[position]++] = product[i];
  }
  return { starts, products };
}

/**
 * −log₂ of the share of training users who rated each product (Zhou et al. 2010, "Solving the apparent
 * diversity-accuracy dilemma of recommender systems"). A product without training ratings counts as half a rating:
 * more novel than any that was rated, and still finite.
 */
function selfInformation({ users, products, user, product }: Ratings, training: Int32Array): Float32Array {
  const counts = new Float64Array(products);
  const seen = new Uint8Array(users);
  let population = 0;
  for (const i of training) {
    counts[product[i]]++;
    if (seen[user[i]] === 0) population++;
    seen[user[i]] = 1;
  }
  return Float32Array.from(counts, (count) => -Math.log2((count || 0.5) / Math.max(1, population)));
}
