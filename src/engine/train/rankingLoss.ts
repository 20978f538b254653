import { type CatalogueScorer, measureRanking, type RankingTask } from "../evaluate/ranking";

/**
 * How well the scores rank for the task's users: the mean softmax loss over their relevant ratings, in nats, which is
 * what the log of the rated product's share falls short of 0, among all products that the user has not rated in
 * training; and NDCG@10. The catalogue is scored once for both.
 */
export async function judgeRanking(
  task: RankingTask,
  scorer: CatalogueScorer,
  breathe: () => Promise<void>,
): Promise<{ loss: number; ndcg10: number }> {
  let position = 0;
  let sum = 0;
  const counted: CatalogueScorer = (user) => {
    const scores = scorer(user);
    sum += lossOf(task, position++, scores);
    return scores;
  };
  const { figures } = await measureRanking(task, counted, breathe);
  return { loss: sum / task.relevant.products.length, ndcg10: figures.ndcg10 };
}

/** Summed over the relevant ratings of the user at this position. */
function lossOf({ relevant, excluded }: RankingTask, position: number, scored: ArrayLike<number>): number {
  const scores = Float64Array.from(scored);
  for (let at = excluded.starts[position]; at < excluded.starts[position + 1]; at++) {
    scores[excluded.products[at]] = Number.NEGATIVE_INFINITY;
  }
  const logSum = logSumExp(scores);
  let sum = 0;
  for (let at = relevant.starts[position]; at < relevant.starts[position + 1]; at++) {
    sum += logSum - scores[relevant.products[at]];
  }
  return sum;
}

function logSumExp(scores: Float64Array): number {
  const highest = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  return highest + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - highest), 0));
}
