import type { ModelName } from "../training/types";

const RATING = "rating = low + (high - low) * sigmoid(score)";
const ROWS = "u = users.row[user], p = products.row[product]; row 0 stands for an id that training did not know";

/** How each model predicts, in the names of its tensors. */
export const FORMULAS: Readonly<Record<ModelName, string>> = {
  "dot-product": `score = users.embedding[u] . products.embedding[p]; ${RATING}; ${ROWS}`,
  "dot-product-bias": `score = users.embedding[u] . products.embedding[p] + users.bias[u] + products.bias[p]; ${RATING}; ${ROWS}`,
  collabnn: `score = layers(concat(users.embedding[u], products.embedding[p])), ReLU between the layers; ${RATING}; ${ROWS}`,
  hybrid:
    "U = users[u] + the sum of the user features' rows, P = products[p] + the sum of the product features' rows, " +
    "embedding and bias each; score = offset + U.bias + P.bias + U.embedding . P.embedding + layers(concat(U.embedding, " +
    `P.embedding, each feature's embedding in order)) where there are layers; ${RATING}; ${ROWS}; feature i of an id has ` +
    "row features.<i>.row[id] of the features table, the year that of the rating's year in config.years, or the newest",
  "pooled-history":
    "h = rows of the n products of a history; score(p) = sqrt(min(n, longest)) / n * (sum of products.input[h]) . " +
    "products.output[p] + products.prior[p]; it orders products for one user and is no rating",
};
