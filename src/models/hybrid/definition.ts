import { REFERENCE_SETTINGS } from "../../domain/settings";
import { layersText, ONTO_THE_RANGE, type RatingDefinition, together } from "../definition";
import { MODEL as ITEM_ITEM } from "../item-item/definition";

export const MODEL = "hybrid";

/**
 * Share of the steps over which the pull of the priors grows to its full strength, and before which they are not
 * estimated: a column that is switched off before it has found its taste does not come back, and priors that hardly pull
 * would be estimated too wide.
 */
export const PRIOR_WARM_UP = 0.6;

/**
 * It takes many epochs, and what pulls it does not depend on the batch: its batches are this many times the root of the
 * ratings (measured: 1,024 at 32,000 to 80,000 ratings).
 */
const ROOTS = 4.6;

export const hybrid: RatingDefinition = {
  name: MODEL,
  learns: "ratings",
  trainedBy: "steps",
  label: "Hybrid",
  hint: "Mean + biases + taste match over brand, category, year, with an optional small network. Several values of a product, such as genres, are one combination here.",
  defaults: {
    ...REFERENCE_SETTINGS,
    model: MODEL,
    ranker: ITEM_ITEM,
    factors: 8,
    hidden: [],
    dropout: 0.5,
    epochs: 50,
    learningRate: 0.1,
  },
  unread: [],
  reads: "all",
  network: "optional",
  networkHints: {
    dropout: "Share of a layer of the network left out at each step, against overfitting.",
    weightDecay: "Pulls the network’s weights towards zero, against overfitting.",
  },
  numbersPerWeight: 2,
  rowGroup: 4,
  hasBias: true,
  hasDot: true,
  networkInputs: 2,
  startsSilent: true,
  pull: null,
  batchOf: (ratings) => ROOTS * Math.sqrt(ratings),
  warmUp: PRIOR_WARM_UP,
  drawing: "features",
  describe({ factors, hidden, ofUser, ofProduct }) {
    const network = hidden.length > 0 ? `, plus a network with ${layersText(hidden)} over both` : "";
    return `Embeddings of ${factors} factors of ${together("user", ofUser)} and of ${together("product", ofProduct)}: the mean plus their biases, plus their dot product${network}; ${ONTO_THE_RANGE}.`;
  },
  formula:
    "U = users.embedding[u] + features.embedding[f] summed over the rows f of the user's features, P = " +
    "products.embedding[p] + the same of the product's; score = offset + users.bias[u] + products.bias[p] + " +
    "features.bias[f] summed over all of these rows + U . P; where there are layers, + layers(U beside P beside the " +
    "embedding of each feature in the order of `features`)",
};
