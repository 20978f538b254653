import { ratingModelOf } from "../../../models/registry";
import type { HybridSnapshot, ModelSnapshot } from "../../../models/snapshot";

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

export function rowParts(snapshot: ModelSnapshot): RowParts {
  const { model, factors, hybrid } = snapshot;
  const { hasBias, hasDot, pull: ofTraining } = ratingModelOf(model);
  if (hybrid) {
    const { offset, features, sides, stranger, userPull: pull } = hybrid;
    const centre = new Float64Array(pull.length);
    return { offset, hasBias, hasDot, features, sides, stranger, pull, centre };
  }
  const none = { offset: null, features: [], sides: new Float32Array(0), stranger: 0 };
  const { linear } = snapshot;
  if (linear) {
    const centre = new Float64Array(linear.userPull.length);
    return { ...none, offset: linear.offset, hasBias, hasDot, pull: linear.userPull, centre };
  }
  if (!ofTraining) throw new Error(`A snapshot of ${model} without its features.`);
  const pull = new Float64Array(factors + (hasBias ? 1 : 0));
  pull.fill(ofTraining.factors, 0, factors).fill(ofTraining.bias, factors);
  return { ...none, hasBias, hasDot, pull, centre: meanRow(snapshot, pull.length) };
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
