import { topN } from "../recommend/topN";
import type { Interval } from "../statistics/types";
import { Bootstrap, intervalOf, LANES, type Sums } from "./bootstrap";
import { DetailSums, LONGEST } from "./rankingDetail";
import type { RankingTask } from "./rankingTask";
import type { RankingFigures } from "./types";

export { planRanking, type RankingTask, relevantFromOf, relevantRatings } from "./rankingTask";

/** Scores of every product, by product code, for the user with this code; valid until the next call. No NaN. */
export type CatalogueScorer = (user: number) => ArrayLike<number>;

/** Length of the lists whose figures are named: the 10 of NDCG@10 and recall@10. */
const LENGTH = 10;

/** 1 / log₂(rank + 1), by 0-based rank. */
const DISCOUNTS = Float64Array.from({ length: LENGTH }, (_, rank) => 1 / Math.log2(rank + 2));

/** DCG of the first n ranks all hit, by n. */
const IDEALS = Float64Array.from({ length: LENGTH + 1 }, (_, n) => DISCOUNTS.subarray(0, n).reduce((a, b) => a + b, 0));

/**
 * Rank the whole catalogue for each user of the task, their training products left out, and measure the ten best.
 * Candidates are not sampled: sampled metrics can order models differently (Krichene & Rendle 2020, "On Sampled
 * Metrics for Item Recommendation"). Equal scores rank by product code.
 *
 * Means over users: NDCG@10 with binary relevance, relative to the DCG of min(10, relevant) hits at the top (Järvelin
 * & Kekäläinen 2002); recall@10 is hits / all relevant products of the user, so a user with more than ten cannot reach
 * 1 (as in Microsoft Recommenders; Liang et al. 2018 divide by min(10, relevant)); hit rate is the share of users with a
 * hit. Coverage is the share of the catalogue in anybody's list, which grows with the users measured;
 * novelty is the mean self-information over all places of all lists (see `RankingTask.novelty`).
 *
 * `ndcg` holds the NDCG@10 of each user of the task, in its order. Its interval is 0 to 1 below six users: so few say
 * nothing about others.
 *
 * `detail` has the figures at other lengths, and how even and how personal the lists are: see `DetailSums`.
 *
 * The scorer is asked once for each user of the task, in its order.
 */
export async function measureRanking(
  task: RankingTask,
  scorer: CatalogueScorer,
  breathe: () => Promise<void>,
): Promise<{ figures: RankingFigures; ndcg: Float32Array }> {
  const { users, relevant, excluded } = task;
  const ndcg = new Float32Array(users.length);
  const listed = new Uint8Array(task.products);
  const detail = new DetailSums(task.products);
  // A product is marked with the 1-based position of the user for whom it is excluded, or relevant: no clearing.
  const excludedFor = new Int32Array(task.products);
  const relevantTo = new Int32Array(task.products);
  let [gains, recalls, hitters, places, bits] = [0, 0, 0, 0, 0];
  for (let position = 0; position < users.length; position++) {
    await breathe();
    const mark = position + 1;
    for (let at = excluded.starts[position]; at < excluded.starts[mark]; at++)
      excludedFor[excluded.products[at]] = mark;
    for (let at = relevant.starts[position]; at < relevant.starts[mark]; at++) relevantTo[relevant.products[at]] = mark;
    const longest = topN(scorer(users[position]), LONGEST, (product) => excludedFor[product] !== mark);
    const wanted = relevant.starts[mark] - relevant.starts[position];
    detail.add({ list: longest, isHit: (product) => relevantTo[product] === mark, wanted });
    const list = longest.slice(0, LENGTH);
    let [hits, gain] = [0, 0];
    for (let rank = 0; rank < list.length; rank++) {
      const product = list[rank];
      listed[product] = 1;
      bits += task.novelty[product];
      if (relevantTo[product] !== mark) continue;
      hits++;
      gain += DISCOUNTS[rank];
    }
    places += list.length;
    ndcg[position] = gain / IDEALS[Math.min(LENGTH, wanted)];
    gains += gain / IDEALS[Math.min(LENGTH, wanted)];
    recalls += hits / wanted;
    if (hits > 0) hitters++;
  }
  const n = users.length;
  const figures: RankingFigures = {
    n,
    eligible: task.eligible,
    relevantFrom: task.relevantFrom,
    ndcg10: gains / n,
    ndcgInterval: meanInterval(task, ndcg),
    recall10: recalls / n,
    hitRate10: hitters / n,
    coverage: listed.reduce((sum, flag) => sum + flag, 0) / task.products,
    novelty: places > 0 ? bits / places : 0,
    detail: detail.detail(),
  };
  return { figures, ndcg };
}

const bootstraps = new WeakMap<RankingTask, Bootstrap>();

/** The one bootstrap over the task's users: whatever ranks for them shares its weights, so it is paired. */
export function rankingBootstrapOf(task: RankingTask): Bootstrap {
  const made = bootstraps.get(task);
  if (made) return made;
  const fresh = new Bootstrap(task.users, task.seed);
  bootstraps.set(task, fresh);
  return fresh;
}

/** 95 % interval of the mean of one value per user of the task. */
function meanInterval(task: RankingTask, values: Float32Array): Interval {
  const bootstrap = rankingBootstrapOf(task);
  const sums = bootstrap.emptySums();
  for (let position = 0; position < values.length; position++) {
    const at = bootstrap.clusterOf[position] * LANES;
    sums[at]++;
    sums[at + 1] += values[position];
  }
  return intervalOf(bootstrap.totals(sums), (totals: Sums, at) => totals[at + 1] / totals[at]) ?? [0, 1];
}
