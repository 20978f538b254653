import type { HybridSnapshot, ModelSnapshot } from "../../training/types";

/** What a model's logit is the sum of; see rowModel.ts. */
export interface RowParts {
  /** The score of the mean rating; null for a model without. */
  offset: number | null;
  /** True where rows end with a bias. */
  hasBias: boolean;
  /** True where the factors of either side are multiplied. */
  hasDot: boolean;
  features: HybridSnapshot["features"];
  /** Rows of the features' values. */
  sides: Float32Array;
  /** Row of the feature `stranger` for a user of whom nothing is known; 0 where nobody trained it. */
  stranger: number;
  /** What a fold-in pulls a user's row with, by column, in squared rating units per squared unit of the row. */
  pull: Float64Array;
}

/**
 * What a fold-in pulls rows with where training decays them by the step, not by the rating, so that there is no prior to
 * take over: the factors, and the bias.
 */
const PULLS = {
  "dot-product": [1, 0],
  "dot-product-bias": [1, 1],
  collabnn: [1, 0],
} as const;

export function rowParts({ model, factors, hybrid }: ModelSnapshot): RowParts {
  if (model === "pooled-history") throw new Error("This model has no rows of users.");
  if (model === "hybrid") {
    if (!hybrid) throw new Error("A snapshot of hybrid without its features.");
    const { offset, features, sides, stranger, userPull } = hybrid;
    return { offset, hasBias: true, hasDot: true, features, sides, stranger, pull: userPull };
  }
  const hasBias = model === "dot-product-bias";
  const [ofFactors, ofBias] = PULLS[model];
  const pull = new Float64Array(factors + (hasBias ? 1 : 0)).fill(ofFactors, 0, factors).fill(ofBias, factors);
  const none = { offset: null, features: [], sides: new Float32Array(0), stranger: 0 };
  return { ...none, hasBias, hasDot: model !== "collabnn", pull };
}
