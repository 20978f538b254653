import { REFERENCE_SETTINGS } from "../../domain/settings";
import type { RankingDefinition } from "../definition";

export const MODEL = "item-item";

export const itemItem: RankingDefinition = {
  name: MODEL,
  learns: "lists",
  label: "Item to item",
  hint: "Which products go with which, solved at once (EASE): quick, and hard to beat.",
  defaults: { ...REFERENCE_SETTINGS, model: MODEL, sides: [], epochs: 1 },
  unread: [
    "ranker",
    "factors",
    "hidden",
    "sides",
    "minimumRatings",
    "dropout",
    "epochs",
    "patience",
    "batchSize",
    "schedule",
    "learningRate",
    "weightDecay",
    "range",
    "backend",
  ],
  reads: "none",
  network: false,
  numbersPerWeight: 1,
  rowGroup: 4,
  closedForm: true,
  drawing: "history",
  describe: ({ done }) =>
    `For every product the weights of all others: the products that a user has ${done} add up, and the highest sums are the top 10.`,
  formula:
    "score = weights[h][p] summed over the products h that a user has, at least 0, + 0.01 * counts[p] / sum(counts)",
};
