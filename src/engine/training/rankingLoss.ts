import type { CatalogueScorer, RankingTask } from "../evaluation/ranking";

/**
 * Mean softmax loss over the relevant ratings of the task's users, in nats: what the log of the rated product's share
 * falls short of 0, among all products that the user has not rated in training.
 */
export async function rankingLoss(
  { users, relevant, excluded }: RankingTask,
  scorer: CatalogueScorer,
  breathe: () => Promise<void>,
): Promise<number> {
  let sum = 0;
  for (let position = 0; position < users.length; position++) {
    await breathe();
    const scores = Float64Array.from(scorer(users[position]));
    for (let at = excluded.starts[position]; at < excluded.starts[position + 1]; at++) {
      scores[excluded.products[at]] = Number.NEGATIVE_INFINITY;
    }
    const logSum = logSumExp(scores);
    for (let at = relevant.starts[position]; at < relevant.starts[position + 1]; at++) {
      sum += logSum - scores[relevant.products[at]];
    }
  }
  return sum / relevant.products.length;
}

function logSumExp(scores: Float64Array): number {
  const highest = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  return highest + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - highest), 0));
}
