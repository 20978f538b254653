import { REFERENCE_SETTINGS } from "../../domain/settings";
import { bothTables, ONTO_THE_RANGE, type RatingDefinition } from "../definition";
import { MODEL as ITEM_ITEM } from "../item-item/definition";

export const MODEL = "dot-product";

export const dotProduct: RatingDefinition = {
  name: MODEL,
  learns: "ratings",
  trainedBy: "steps",
  label: "Dot product",
  hint: "Taste match alone.",
  defaults: { ...REFERENCE_SETTINGS, model: MODEL, ranker: ITEM_ITEM },
  unread: ["hidden", "sides", "minimumRatings", "dropout"],
  reads: "none",
  network: false,
  numbersPerWeight: 1,
  rowGroup: 4,
  hasBias: false,
  hasDot: true,
  networkInputs: 0,
  startsSilent: false,
  pull: { factors: 4, bias: 0 },
  batchOf: null,
  warmUp: 0,
  drawing: "dot",
  describe: (shape) => `${bothTables(shape)}, their dot product, ${ONTO_THE_RANGE}.`,
  formula: "score = users.embedding[u] . products.embedding[p]",
};
