import type { LearnerOptions } from "../learner";
import type { ModelSteps } from "../steps";
import { MODEL } from "./definition";
import { type HybridOptions, startingIds } from "./posterior";
import { HybridScorer } from "./wasmScorer";

export const hybridSteps: ModelSteps = {
  model: MODEL,
  scorer: (memory, tables, options) => new HybridScorer(memory, tables, options, needed(options)),
  start: (options, table, normal) => {
    const { userBias, productBias } = needed(options);
    return startingIds(options.shape.factors, table === "users" ? userBias : productBias, normal);
  },
};

function needed({ hybrid }: LearnerOptions): HybridOptions {
  if (!hybrid) throw new Error("Its priors and features are missing.");
  return hybrid;
}
