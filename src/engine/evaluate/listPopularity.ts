import type { LikedFrom } from "../../models/snapshot";
import { listScores, type Opinions, POPULARITIES } from "../recommend/lists/listScore";
import { topN } from "../recommend/topN";
import type { RankingTask } from "./ranking";
import { DetailSums } from "./rankingDetail";

const LENGTH = 10;

/**
 * The weight of popularity beside the interest with the highest NDCG@10 for the users of the task; of equal ones the
 * least. What a file's histories tell differs: on sparse ones the interest is mostly chance.
 * @param task over the validation part
 * @param opinionsOf asked once for each user, by code; valid until the next call
 */
export async function bestPopularity(
  task: RankingTask,
  opinionsOf: (user: number) => Omit<Opinions, "popularity">,
  liked: LikedFrom | null,
  breathe: () => Promise<void>,
): Promise<number> {
  const { users, relevant, excluded, products } = task;
  const candidates = POPULARITIES.map((popularity) => ({ popularity, sums: new DetailSums(products) }));
  const scores = new Float32Array(products);
  for (let position = 0; position < users.length; position++) {
    await breathe();
    const listOf = ({ starts, products: listed }: RankingTask["relevant"]) =>
      listed.subarray(starts[position], starts[position + 1]);
    const owned = new Set(listOf(excluded));
    const wanted = new Set(listOf(relevant));
    const opinions = opinionsOf(users[position]);
    for (const { popularity, sums } of candidates) {
      listScores({ ...opinions, popularity }, liked, scores);
      const list = topN(scores, LENGTH, (product) => !owned.has(product));
      sums.add({ list, isHit: (product) => wanted.has(product), wanted: wanted.size });
    }
  }
  const qualities = candidates.map(({ sums }) => sums.detail().at.find(({ k }) => k === LENGTH)?.ndcg ?? 0);
  return candidates[qualities.indexOf(Math.max(...qualities))].popularity;
}
