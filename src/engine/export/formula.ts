import type { ModelSnapshot } from "../training/types";

const ROWS =
  "u = users.row[i] and p = products.row[j] for the i-th user of users.json and the j-th product of products.json, " +
  "or 0 for an id that is not there";

const SCORES: Readonly<Record<ModelSnapshot["model"], string>> = {
  "dot-product": "score = users.embedding[u] . products.embedding[p]",
  "dot-product-bias": "score = users.bias[u] + products.bias[p] + users.embedding[u] . products.embedding[p]",
  collabnn: "score = layers(users.embedding[u] beside products.embedding[p])",
  hybrid:
    "U = users.embedding[u] + features.embedding[f] summed over the rows f of the user's features, P = " +
    "products.embedding[p] + the same of the product's; score = offset + users.bias[u] + products.bias[p] + " +
    "features.bias[f] summed over all of these rows + U . P; where there are layers, + layers(U beside P beside the " +
    "embedding of each feature in the order of `features`)",
  "pooled-history":
    "h = the rows of the n products that a user has, each once, those of row 0 left out; score = " +
    "(sum of products.input[h]) . products.output[p] * sqrt(min(n, longest)) / n + products.prior[p]",
};

const LAYERS = "layers: x -> layers.<k>.weight x + layers.<k>.bias for k = 0, 1, ..., max(0, x) between them";

const FEATURES =
  "the row f of the k-th of `features` is features.<k>.row[i] of the i-th id, values[text] of a value that is told, `row` " +
  "of the newest year, `stranger` of the feature stranger for a user who is not there, 0 where unknown";

/** How a prediction is computed, in the names of the tensors. */
export function formulaOf({ model, linear, dense }: ModelSnapshot): string {
  const score = linear ? SCORES[model].replace("score =", "score = offset +") : SCORES[model];
  const rating =
    model === "pooled-history"
      ? "a score orders products for one user and is no rating"
      : linear
        ? "rating = score, held between low and high of `range`"
        : "rating = low + (high - low) / (1 + exp(-score)) with low and high of `range`";
  const parts = [score, ...(dense.length > 0 ? [LAYERS] : []), rating, ROWS, ...(model === "hybrid" ? [FEATURES] : [])];
  return `${parts.join("; ")}.`;
}
