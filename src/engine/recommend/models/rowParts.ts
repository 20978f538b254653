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
  /** What a fold-in pulls a user's row with, by column, in squared rating units per squared unit of the row, and where. */
  pull: Float64Array;
  centre: Float64Array;
}

/**
 * What a fold-in pulls rows with where training decays them by the step, not by the rating, so that there is no prior to
 * take over: the factors, and the bias, towards the mean of the trained rows. Searched in tests/bench/quality.md.
 */
const PULLS = {
  "dot-product": [4, 0],
  "dot-product-bias": [4, 2],
  collabnn: [4, 0],
} as const;

export function rowParts(snapshot: ModelSnapshot): RowParts {
  const { model, factors, hybrid } = snapshot;
  if (model === "pooled-history") throw new Error("This model has no rows of users.");
  if (model === "hybrid") {
    if (!hybrid) throw new Error("A snapshot of hybrid without its features.");
    const { offset, features, sides, stranger, userPull: pull } = hybrid;
    const centre = new Float64Array(pull.length);
    return { offset, hasBias: true, hasDot: true, features, sides, stranger, pull, centre };
  }
  const hasBias = model === "dot-product-bias";
  const [ofFactors, ofBias] = PULLS[model];
  const pull = new Float64Array(factors + (hasBias ? 1 : 0)).fill(ofFactors, 0, factors).fill(ofBias, factors);
  const none = { offset: null, features: [], sides: new Float32Array(0), stranger: 0 };
  const { linear } = snapshot;
  if (linear) {
    const centre = new Float64Array(linear.userPull.length);
    return { ...none, offset: linear.offset, hasBias, hasDot: true, pull: linear.userPull, centre };
  }
  return { ...none, hasBias, hasDot: model !== "collabnn", pull, centre: meanRow(snapshot, pull.length) };
}

/** The mean of the known users' rows. */
function meanRow({ users, width }: ModelSnapshot, columns: number): Float64Array {
  const mean = new Float64Array(columns);
  const rows = users.length / width - 1;
  for (let row = 1; row <= rows; row++) {
    for (let k = 0; k < columns; k++) mean[k] += users[row * width + k] / rows;
  }
  return mean;
}
