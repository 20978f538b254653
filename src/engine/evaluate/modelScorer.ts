import type { ModelSnapshot } from "../../models/snapshot";
import { Interest, predictedRatings } from "../recommend/lists/interest";
import { createModel, ratingsOf } from "../recommend/models/createModel";
import type { CatalogueScorer } from "./ranking";

/** Scores the catalogue by a model's weights: predicted ratings, or the scores of a model that only ranks. */
export function modelScorer(snapshot: ModelSnapshot): CatalogueScorer {
  const model = createModel(snapshot);
  return (user) => ratingsOf(model, user);
}

/** Scores the catalogue as the lists on the page are ordered by default: by interest and liking where both are known. */
export function listScorer(snapshot: ModelSnapshot): CatalogueScorer {
  const model = createModel(snapshot);
  const interest = model.kind === "rating" && snapshot.lists ? new Interest(snapshot.lists) : null;
  if (!interest) return (user) => ratingsOf(model, user);
  return (user) =>
    interest.scores(interest.historyOf(user), predictedRatings(model, model.logits(model.userOf(user))), user);
}
