import { assertFitsRanking, createRankingLearner } from "../../models/learners";
import type { Trial } from "./chooseBackend";
import { RankingBatches } from "./rankingBatches";
import type { RankingPlan } from "./rankingPlan";

/** A ranking objective's real first batch: what it costs lies in how long the histories are. */
export function rankingTrial({ data, options }: RankingPlan): Trial {
  return {
    batchSize: options.batchSize,
    assertFits: (backend) => assertFitsRanking(backend, options),
    async open(backend) {
      const learner = await createRankingLearner(backend, options);
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
