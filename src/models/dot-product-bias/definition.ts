import { REFERENCE_SETTINGS } from "../../domain/settings";
import { bothTables, ONTO_THE_RANGE, type RatingDefinition } from "../definition";
import { dotProduct } from "../dot-product/definition";
import { MODEL as ITEM_ITEM } from "../item-item/definition";

export const MODEL = "dot-product-bias";

export const dotProductBias: RatingDefinition = {
  ...dotProduct,
  name: MODEL,
  label: "Dot product + bias",
  hint: "Taste match, and who rates high and what is rated high.",
  defaults: { ...REFERENCE_SETTINGS, model: MODEL, ranker: ITEM_ITEM },
  hasBias: true,
  pull: { factors: 4, bias: 2 },
  describe: (shape) => `${bothTables(shape)}, their dot product plus both biases, ${ONTO_THE_RANGE}.`,
  formula: "score = users.bias[u] + products.bias[p] + users.embedding[u] . products.embedding[p]",
};
