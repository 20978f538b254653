import type { Learner, LearnerOptions } from "../learner";
import type { CreateTable } from "./embeddingTable";
import { TfjsHybridLearner } from "./tfjsHybridLearner";
import { TfjsLearner } from "./tfjsLearner";

/** What the backends take from tfjs, which is loaded only when a model needs it. */
export { openTfjsCpu, openTfjsWebGL } from "./tfjsBackend";
export { TfjsRankingLearner } from "./tfjsRankingLearner";

/** The learner of any model that predicts ratings; `queue` is how many losses it may owe. */
export function createTfjsLearner(createTable: CreateTable, options: LearnerOptions, queue: number): Learner {
  const { hybrid } = options;
  return hybrid
    ? new TfjsHybridLearner(createTable, options, hybrid, queue)
    : new TfjsLearner(createTable, options, queue);
}
