import type { RatingDefinition } from "../definition";
import { hybrid } from "../hybrid/definition";

export const MODEL = "blend";

/**
 * Ratings that its neural member is trained on, each as often as there are epochs, beside members that need less time: 50
 * epochs of 250,000. Many ratings are as good as many epochs, and of a million 12 take half a minute.
 */
const MOST_TRAINED = 12.5e6;
const LEAST_EPOCHS = 10;

/** The neural member, with its loss curves, as it is trained by itself; the others are fitted beside it. */
export const blend: RatingDefinition = {
  ...hybrid,
  name: MODEL,
  trainedBy: { blendWith: hybrid.name },
  label: "Blend",
  hint: "Hybrid, Bayesian factors and averages, each with the weight that validation gives it.",
  defaults: { ...hybrid.defaults, model: MODEL },
  mostEpochs: (ratings) => Math.max(LEAST_EPOCHS, Math.round(MOST_TRAINED / ratings)),
  drawing: "features",
  describe: (shape) =>
    `A weighted sum of three predictions, in rating units: the hybrid model (${hybrid.describe(shape)}), Bayesian factors with histories, and averages.`,
  formula: "r = the sum over the members of weight * rating of the member",
};
