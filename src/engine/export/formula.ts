import { modelOf } from "../../models/registry";
import type { ModelSnapshot } from "../../models/snapshot";

const ROWS =
  "u = users.row[i] and p = products.row[j] for the i-th user of users.json and the j-th product of products.json, " +
  "or 0 for an id that is not there";

const LAYERS = "layers: x -> layers.<k>.weight x + layers.<k>.bias for k = 0, 1, ..., max(0, x) between them";

const FEATURES =
  "the row f of the k-th of `features` is features.<k>.row[i] of the i-th id, values[text] of a value that is told, `row` " +
  "of the newest year, `stranger` of the feature stranger for a user who is not there, 0 where unknown";

/** How a prediction is computed, in the names of the tensors. */
export function formulaOf({ model, linear, dense, hybrid }: ModelSnapshot): string {
  const { formula, learns } = modelOf(model);
  const score = linear ? formula.replace("score =", "score = offset +") : formula;
  const rating =
    learns === "lists"
      ? "a score orders products for one user and is no rating"
      : linear
        ? "rating = score, held between low and high of `range`"
        : "rating = low + (high - low) / (1 + exp(-score)) with low and high of `range`";
  const parts = [score, ...(dense.length > 0 ? [LAYERS] : []), rating, ROWS, ...(hybrid ? [FEATURES] : [])];
  return `${parts.join("; ")}.`;
}
