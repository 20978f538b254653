import type { Trial } from "./chooseBackend";
import { RankingBatches } from "./rankingBatches";
import type { RankingPlan } from "./rankingPlan";

/** A ranking objective's real first batch: what it costs lies in how long the histories are. */
export function rankingTrial({ ranking: { data, options } }: RankingPlan): Trial {
  return {
    batchSize: options.batchSize,
    assertFits: (backend) => backend.assertFitsRanking(options),
    async open(backend) {
      const learner = await backend.createRankingLearner(options);
      const batches = new RankingBatches(data, options);
      batches.beginEpoch(1);
      const batch = batches.fill(0);
      return {
        step: (adamw) => learner.step(batch, adamw),
        takeLosses: (leave) => learner.takeLosses(leave),
        dispose: () => learner.dispose(),
      };
    },
  };
}
