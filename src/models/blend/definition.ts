import type { RatingDefinition } from "../definition";
import { hybrid } from "../hybrid/definition";

export const MODEL = "blend";

/** The neural member, with its loss curves, as it is trained by itself; the others are fitted beside it. */
export const blend: RatingDefinition = {
  ...hybrid,
  name: MODEL,
  trainedBy: { blendWith: hybrid.name },
  label: "Blend",
  hint: "Hybrid, Bayesian factors and averages, each with the weight that validation gives it.",
  defaults: { ...hybrid.defaults, model: MODEL },
  drawing: "features",
  describe: (shape) =>
    `A weighted sum of three predictions, in rating units: the hybrid model (${hybrid.describe(shape)}), Bayesian factors with histories, and averages.`,
  formula: "r = the sum over the members of weight * rating of the member",
};
