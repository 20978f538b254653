import type { Split } from "../part";
import { type CatalogueScorer, measureRanking, planRanking, type RankingTask } from "../ranking";
import { type BaselineColumns, TRIAL_PAIRS } from "./baseline";

/**
 * Whom a baseline chooses what it has to choose by; null without a validation part to be found anything in.
 * @param leastUsers so many are asked about however large the catalogue: by a handful any choice is chance
 */
export function planTrial(
  columns: BaselineColumns,
  { train, validation }: Pick<Split, "train" | "validation">,
  relevantFrom: number,
  seed: number,
  leastUsers = 0,
): RankingTask | null {
  const mostPairs = Math.max(TRIAL_PAIRS, leastUsers * columns.products);
  return planRanking(columns, train, validation, relevantFrom, seed, mostPairs);
}

/** The candidate with the highest NDCG@10 on the trial, with its scorer; the first one without a trial. */
export async function bestOf<Candidate>(
  trial: RankingTask | null,
  [first, ...others]: readonly [Candidate, ...Candidate[]],
  breathe: () => Promise<void>,
  scorerOf: (candidate: Candidate) => Promise<CatalogueScorer> | CatalogueScorer,
): Promise<{ candidate: Candidate; score: CatalogueScorer }> {
  let best = { candidate: first, score: await scorerOf(first) };
  if (!trial || others.length === 0) return best;
  let most = (await measureRanking(trial, best.score, breathe)).figures.ndcg10;
  for (const candidate of others) {
    const score = await scorerOf(candidate);
    const { ndcg10 } = (await measureRanking(trial, score, breathe)).figures;
    if (ndcg10 > most) [best, most] = [{ candidate, score }, ndcg10];
  }
  return best;
}
