import { REFERENCE_SETTINGS } from "../../domain/settings";
import { bothTables, layersText, ONTO_THE_RANGE, type RatingDefinition } from "../definition";
import { MODEL as ITEM_ITEM } from "../item-item/definition";

export const MODEL = "collabnn";

export const collabnn: RatingDefinition = {
  name: MODEL,
  learns: "ratings",
  trainedBy: "steps",
  label: "CollabNN",
  hint: "Feeds both embeddings through a small neural network.",
  defaults: { ...REFERENCE_SETTINGS, model: MODEL, ranker: ITEM_ITEM },
  unread: ["sides", "minimumRatings", "dropout"],
  reads: "none",
  network: true,
  numbersPerWeight: 1,
  rowGroup: 4,
  hasBias: false,
  hasDot: false,
  networkInputs: 2,
  startsSilent: false,
  pull: { factors: 4, bias: 0 },
  batchOf: null,
  warmUp: 0,
  drawing: "network",
  describe: (shape) => `${bothTables(shape)}, concatenated, through ${layersText(shape.hidden)}, ${ONTO_THE_RANGE}.`,
  formula: "score = layers(users.embedding[u] beside products.embedding[p])",
};
