import type { Intervals } from "../../domain/intervals";
import type { ModelSnapshot } from "../../models/snapshot";
import { Interest } from "./lists/interest";
import { createModel } from "./models/createModel";
import type { RecommendModel } from "./models/types";

/** A model that answers, and how far off its predictions are; null where that is not known. */
export interface Answering {
  model: RecommendModel;
  intervals: Intervals | null;
  /** What lists are ordered by beside the predicted ratings; null for a Run without a ranking model beside its model. */
  interest: Interest | null;
  /**
   * Floats of each row in a state's vector, where a score is a product of their sum with the product's factors, plus the
   * product's bias and a summand of the user's; null where a network takes part.
   */
  rowWidth: number | null;
}

export function answeringOf(snapshot: ModelSnapshot): Answering {
  const rowWidth = snapshot.dense.length > 0 ? null : snapshot.width;
  const model = createModel(snapshot);
  const interest = snapshot.lists && model.kind === "rating" ? new Interest(snapshot.lists) : null;
  return { model, intervals: snapshot.intervals ?? null, interest, rowWidth };
}
