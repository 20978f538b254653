import { SIDE_ROLES } from "../../domain/roles";
import { REFERENCE_SETTINGS } from "../../domain/settings";
import { type RatingDefinition, together } from "../definition";
import { MODEL as ITEM_ITEM } from "../item-item/definition";

export const MODEL = "bayesian";

export const bayesian: RatingDefinition = {
  name: MODEL,
  learns: "ratings",
  trainedBy: "sampling",
  label: "Bayesian factors",
  hint: "Biases, tastes and histories, drawn again and again from what the ratings allow; the mean predicts.",
  defaults: { ...REFERENCE_SETTINGS, model: MODEL, ranker: ITEM_ITEM, factors: 8, sides: [...SIDE_ROLES], epochs: 100 },
  unread: [
    "hidden",
    "minimumRatings",
    "dropout",
    "patience",
    "batchSize",
    "schedule",
    "learningRate",
    "weightDecay",
    "range",
    "backend",
  ],
  reads: "all",
  network: false,
  numbersPerWeight: 1,
  rowGroup: 4,
  hasBias: true,
  hasDot: true,
  networkInputs: 0,
  startsSilent: false,
  pull: null,
  batchOf: null,
  warmUp: 0,
  drawing: "features",
  describe: ({ factors, ofUser, ofProduct }) =>
    `Rows of ${factors} factors of ${together("user", ofUser)} and of ${together("product", ofProduct)}, each with its history: the mean plus their biases, plus their dot product, in rating units.`,
  formula:
    "U = users.embedding[u] + features.embedding[f] summed over the rows f of the user's features, P = " +
    "products.embedding[p] + the same of the product's; score = offset + users.bias[u] + products.bias[p] + " +
    "features.bias[f] summed over all of these rows + U . P",
};
