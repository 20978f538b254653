import type { RankingDetail } from "./types";

/** Lengths of the lists that are measured. */
export const LIST_LENGTHS = [5, 10, 20] as const;

/** Lists of this length are compared with each other: how even and how personal they are. */
const COMPARED = 10;

/** What one user's list came to. */
export interface Ranked {
  /** Products of the list, best first, at most `LONGEST`. */
  list: readonly number[];
  isHit(product: number): boolean;
  /** Relevant products of the user. */
  wanted: number;
}

export const LONGEST = 20;

/** 1 / log₂(rank + 1), by 0-based rank. */
const DISCOUNTS = Float64Array.from({ length: LONGEST }, (_, rank) => 1 / Math.log2(rank + 2));

/** DCG of the first n ranks all hit, by n. */
const IDEALS = Float64Array.from({ length: LONGEST + 1 }, (_, n) =>
  DISCOUNTS.subarray(0, n).reduce((a, b) => a + b, 0),
);

/**
 * Collects the figures of lists at several lengths, and of the lists beside each other. For a list cut at k with hits at
 * the ranks r of 1 to k, and w relevant products of the user:
 *
 * - NDCG: Σ 1 / log₂(r + 1), relative to that of min(k, w) hits at the top (Järvelin & Kekäläinen 2002);
 * - recall: hits / w; precision: hits / k, whatever the length of the list;
 * - MAP: Σ (hits up to r) / r, divided by min(k, w); MRR: 1 / the first r, 0 without a hit; hit rate: 1 with a hit;
 *
 * each the mean over users. Of the lists of ten: Gini is Σ (2 i − n − 1) x_i / (n Σ x) over all n products of the
 * catalogue by rising number of lists x that they are in, 0 when all are in as many and 1 when one is in all (Fleder &
 * Hosanagar 2009); overlap is the mean share of products that the lists of two users have in common.
 */
export class DetailSums {
  private users = 0;
  private longest = 0;
  private readonly sums = LIST_LENGTHS.map((k) => ({
    k,
    ndcg: 0,
    recall: 0,
    precision: 0,
    map: 0,
    mrr: 0,
    hitRate: 0,
  }));
  private readonly listed: Int32Array;
  private readonly lists = new Map<string, number>();

  constructor(products: number) {
    this.listed = new Int32Array(products);
  }

  add({ list, isHit, wanted }: Ranked): void {
    this.users++;
    const isHitAt = list.map(isHit);
    for (const sums of this.sums) {
      let [hits, gain, precisions, first] = [0, 0, 0, 0];
      for (let rank = 0; rank < Math.min(sums.k, list.length); rank++) {
        if (!isHitAt[rank]) continue;
        hits++;
        gain += DISCOUNTS[rank];
        precisions += hits / (rank + 1);
        if (hits === 1) first = 1 / (rank + 1);
      }
      const most = Math.min(sums.k, wanted);
      sums.ndcg += gain / IDEALS[most];
      sums.recall += hits / wanted;
      sums.precision += hits / sums.k;
      sums.map += precisions / most;
      sums.mrr += first;
      if (hits > 0) sums.hitRate++;
    }
    const compared = list.slice(0, COMPARED);
    this.longest = Math.max(this.longest, compared.length);
    for (const product of compared) this.listed[product]++;
    const key = compared.sort((a, b) => a - b).join();
    this.lists.set(key, (this.lists.get(key) ?? 0) + 1);
  }

  detail(): RankingDetail {
    const n = this.users;
    const pairs = (n * (n - 1)) / 2;
    const shared = this.listed.reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
    return {
      at: this.sums.map(({ k, ...sums }) => ({
        k,
        ndcg: sums.ndcg / n,
        recall: sums.recall / n,
        precision: sums.precision / n,
        map: sums.map / n,
        mrr: sums.mrr / n,
        hitRate: sums.hitRate / n,
      })),
      gini: gini(this.listed),
      overlap: pairs > 0 && this.longest > 0 ? shared / (pairs * this.longest) : 0,
      commonest: Math.max(...this.lists.values()) / n,
    };
  }
}

function gini(counts: Int32Array): number {
  const n = counts.length;
  let [weighted, all] = [0, 0];
  counts
    .slice()
    .sort()
    .forEach((count, at) => {
      weighted += (2 * (at + 1) - n - 1) * count;
      all += count;
    });
  return all > 0 ? weighted / (n * all) : 0;
}
