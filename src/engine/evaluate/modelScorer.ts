import type { ModelSnapshot } from "../../models/snapshot";
import { createModel, ratingsOf } from "../recommend/models/createModel";
import type { CatalogueScorer } from "./ranking";

/** Scores the catalogue by a model's weights: predicted ratings, or the scores of a model that only ranks. */
export function modelScorer(snapshot: ModelSnapshot): CatalogueScorer {
  const model = createModel(snapshot);
  return (user) => ratingsOf(model, user);
}
