import { createHistoryScorer } from "../recommend/historyScorer";
import { createScorer } from "../recommend/scorer";
import type { ModelSnapshot } from "../training/types";
import type { CatalogueScorer } from "./ranking";

/** Scores the catalogue by a model's weights: predicted ratings, or the scores of a model that only ranks. */
export function modelScorer(snapshot: ModelSnapshot): CatalogueScorer {
  if (snapshot.pooled) return createHistoryScorer(snapshot).scoresOf;
  return createScorer(snapshot).rateAll;
}
