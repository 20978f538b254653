import { type CatalogueScorer, measureRanking, planRanking, type RankingTask } from "../evaluation/ranking";
import type { Split } from "../training/split";
import { type Ratings, TRIAL_PAIRS } from "./baseline";

/** Whom a baseline chooses what it has to choose by; null without a validation part to be found anything in. */
export function planTrial(
  columns: Ratings,
  { train, validation }: Pick<Split, "train" | "validation">,
  relevantFrom: number,
  seed: number,
): RankingTask | null {
  return planRanking(columns, train, validation, relevantFrom, seed, TRIAL_PAIRS);
}

/** The scorer of the candidate with the highest NDCG@10 on the trial; of the first one without a trial. */
export async function bestScorer<Candidate>(
  trial: RankingTask | null,
  [first, ...others]: readonly [Candidate, ...Candidate[]],
  scorerOf: (candidate: Candidate) => Promise<CatalogueScorer> | CatalogueScorer,
  breathe: () => Promise<void>,
): Promise<CatalogueScorer> {
  let best = await scorerOf(first);
  if (!trial || others.length === 0) return best;
  let most = (await measureRanking(trial, best, breathe)).figures.ndcg10;
  for (const candidate of others) {
    const score = await scorerOf(candidate);
    const { ndcg10 } = (await measureRanking(trial, score, breathe)).figures;
    if (ndcg10 > most) [best, most] = [score, ndcg10];
  }
  return best;
}
