import { createHistoryScorer } from "../recommend/historyScorer";
import { createScorer } from "../recommend/scorer";
import type { ModelSnapshot } from "../training/types";
import type { CatalogueScorer } from "./ranking";

/** Scores the catalogue by a model's weights: predicted ratings, or the scores of a model that only ranks. */
export function modelScorer(snapshot: ModelSnapshot): CatalogueScorer {
  if (snapshot.pooled) return createHistoryScorer(snapshot).scoresOf;
  const { userRows, productRows } = snapshot;
  const { rateAll } = createScorer(snapshot);
  const scores = new Float32Array(productRows.length);
  return (user) => {
    const ratings = rateAll(userRows[user]);
    for (let product = 0; product < scores.length; product++) scores[product] = ratings[productRows[product]];
    return scores;
  };
}
