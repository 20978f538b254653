import { Random } from "../../domain/random";
import type { Interval } from "../statistics/types";

/** Even: two are computed at a time. */
const REPLICATES = 1000;
/** Up to this many users are a cluster each; more share so many clusters. */
const MOST_USERS_ALONE = 1000;
const SHARED_CLUSTERS = 500;
/**
 * Below six users there is no interval: even where all of five agree, a two-sided sign test stays above 5 %
 * (2 × 2⁻⁵), while the percentile interval would exclude 0.
 */
const FEWEST_CLUSTERS = 6;

/** Sums that are resampled together; the first of them is always the count n. */
export const LANES = 4;

/** Sums of one figure by cluster, `LANES` numbers each, or their totals by replicate. */
export type Sums = Float64Array;

/**
 * Bootstrap by user: all ratings of a user are drawn together, as they are not independent of each other.
 *
 * Percentile intervals at 95 % over 1,000 multinomial resamples of the clusters (Efron & Tibshirani 1993, "An
 * Introduction to the Bootstrap", chapters 13 and 16; for clusters: Field & Welsh 2007, "Bootstrapping clustered
 * data"). Up to 1,000 users each is a cluster of its own. More are dealt at random into 500 clusters of numbers of users
 * that differ by one at most: sums over such clusters are independent and alike too, so their resampling estimates the
 * same spread. Such an estimate of a standard error has one of 1 / √(2 · 499) = 3.2 % itself.
 *
 * The weights are drawn once and serve every figure over the same ratings. So figures of two predictors are paired, and
 * a figure costs clusters × replicates multiplications, however many ratings it is about (as in Owen & Eckles 2012,
 * "Bootstrapping data arrays of arbitrary order", where one pass over reweighted sums serves all replicates).
 */
export class Bootstrap {
  /** Cluster of each position. */
  readonly clusterOf: Int32Array;
  readonly clusters: number;
  /** How often each cluster is in each replicate: replicates × clusters. */
  private readonly weights: Uint8Array;

  /** @param userOf user code of each position of a part */
  constructor(userOf: ArrayLike<number>, seed: number) {
    const random = new Random(seed, "bootstrap");
    const { clusterOf, clusters } = dealUsers(userOf, random);
    this.clusterOf = clusterOf;
    this.clusters = clusters;
    this.weights = new Uint8Array(REPLICATES * clusters);
    for (let at = 0; at < this.weights.length; at += clusters) {
      for (let draw = 0; draw < clusters; draw++) this.weights[at + random.integer(clusters)]++;
    }
  }

  /** Sums by cluster, all 0. */
  emptySums(): Sums {
    return new Float64Array(this.clusters * LANES);
  }

  /** The sums' totals in each replicate; null when fewer than six clusters have a count. */
  totals(sums: Sums): Sums | null {
    const { clusters, weights } = this;
    const filled = Int32Array.from(clustersWithCount(sums));
    if (filled.length < FEWEST_CLUSTERS) return null;
    const dense = new Float64Array(filled.length * LANES);
    filled.forEach((c, j) => {
      dense.set(sums.subarray(c * LANES, (c + 1) * LANES), j * LANES);
    });
    const totals = new Float64Array(REPLICATES * LANES);
    for (let at = 0, row = 0; at < totals.length; at += 2 * LANES, row += 2 * clusters) {
      addTwoReplicates(totals, at, dense, filled, weights, row, row + clusters);
    }
    return totals;
  }
}

function* clustersWithCount(sums: Sums): Generator<number> {
  for (let at = 0; at < sums.length; at += LANES) if (sums[at] > 0) yield at / LANES;
}

/** Weighted totals of two replicates at once: eight sums that do not wait for each other keep the processor busy. */
function addTwoReplicates(
  totals: Sums,
  at: number,
  dense: Sums,
  filled: Int32Array,
  weights: Uint8Array,
  firstRow: number,
  secondRow: number,
): void {
  let [n1, a1, b1, c1, n2, a2, b2, c2] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let j = 0, k = 0; j < filled.length; j++, k += LANES) {
    const first = weights[firstRow + filled[j]];
    const second = weights[secondRow + filled[j]];
    n1 += first * dense[k];
    a1 += first * dense[k + 1];
    b1 += first * dense[k + 2];
    c1 += first * dense[k + 3];
    n2 += second * dense[k];
    a2 += second * dense[k + 1];
    b2 += second * dense[k + 2];
    c2 += second * dense[k + 3];
  }
  totals.set([n1, a1, b1, c1, n2, a2, b2, c2], at);
}

/**
 * 95 % percentile interval of a statistic of the totals, which start at `at` for the replicate: lane l is
 * totals[at + l]. Replicates that drew none of the figure's ratings are left out.
 */
export function intervalOf(totals: Sums | null, statistic: (totals: Sums, at: number) => number): Interval | null {
  if (!totals) return null;
  const values = new Float64Array(totals.length / LANES);
  let count = 0;
  for (let at = 0; at < totals.length; at += LANES) if (totals[at] > 0) values[count++] = statistic(totals, at);
  const sorted = values.subarray(0, count).sort();
  const interval: Interval = [quantile(sorted, 0.025), quantile(sorted, 0.975)];
  return interval.every(Number.isFinite) ? interval : null;
}

/**
 * Two-sided p-value of "the statistic is 0": twice the share of replicates on the rarer side of 0, or on it. Never 0: the
 * sample itself counts as one replicate more (Davison & Hinkley 1997, "Bootstrap Methods and their Application", 4.2).
 */
export function pValueOf(totals: Sums | null, statistic: (totals: Sums, at: number) => number): number {
  let [below, above, count] = [1, 1, 1];
  for (let at = 0; totals && at < totals.length; at += LANES) {
    if (totals[at] <= 0) continue;
    const value = statistic(totals, at);
    count++;
    if (value <= 0) below++;
    if (value >= 0) above++;
  }
  return Math.min(1, (2 * Math.min(below, above)) / count);
}

/** Linear between the two nearest order statistics (Hyndman & Fan 1996, type 7). */
function quantile(sorted: Float64Array, share: number): number {
  const position = (sorted.length - 1) * share;
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}

/** Every user a cluster, or many users dealt in random order to the shared clusters in turn. */
function dealUsers(userOf: ArrayLike<number>, random: Random): { clusterOf: Int32Array; clusters: number } {
  const rank = new Map<number, number>();
  const clusterOf = new Int32Array(userOf.length);
  for (let position = 0; position < userOf.length; position++) {
    const user = userOf[position];
    let found = rank.get(user);
    if (found === undefined) {
      found = rank.size;
      rank.set(user, found);
    }
    clusterOf[position] = found;
  }
  if (rank.size <= MOST_USERS_ALONE) return { clusterOf, clusters: rank.size };
  const order = random.shuffle(Int32Array.from({ length: rank.size }, (_, i) => i));
  for (let position = 0; position < userOf.length; position++) {
    clusterOf[position] = order[clusterOf[position]] % SHARED_CLUSTERS;
  }
  return { clusterOf, clusters: SHARED_CLUSTERS };
}
