import { isOfProduct } from "../../domain/roles";
import { REFERENCE_SETTINGS } from "../../domain/settings";
import { type RankingDefinition, together } from "../definition";

export const MODEL = "pooled-history";

export const pooledHistory: RankingDefinition = {
  name: MODEL,
  learns: "lists",
  label: "Pooled history",
  hint: "Learns which products go together, for a good top 10.",
  // Searched in tests/bench/ranking.md.
  defaults: {
    ...REFERENCE_SETTINGS,
    model: MODEL,
    sides: REFERENCE_SETTINGS.sides.filter(isOfProduct),
    epochs: 10,
    weightDecay: 1,
  },
  unread: ["ranker", "hidden", "minimumRatings", "dropout", "range"],
  reads: "of products",
  network: false,
  numbersPerWeight: 1,
  // The kernels' layers work on eight columns at a time.
  rowGroup: 8,
  closedForm: false,
  drawing: "history",
  describe: ({ factors, ofProduct, done }) =>
    `Embeddings of ${factors} factors of the products that a user has ${done}, pooled, and their dot product with every ${together("product", ofProduct)}: the highest are the top 10.`,
  formula:
    "h = the rows of the n products that a user has, each once, those of row 0 left out; score = " +
    "(sum of products.input[h]) . products.output[p] * sqrt(min(n, longest)) / n + products.prior[p]",
};
