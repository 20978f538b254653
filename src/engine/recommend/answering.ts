import type { Intervals } from "../../domain/intervals";
import type { ModelSnapshot } from "../../models/snapshot";
import { Interest } from "./lists/interest";
import { createModel } from "./models/createModel";
import type { RecommendModel } from "./models/types";

/** A model that answers, and how far off its predictions are; null where that is not known. */
export interface Answering {
  model: RecommendModel;
  intervals: Intervals | null;
  /** What lists are ordered by beside the predicted ratings, or alone; null for a Run without an item-item model. */
  interest: Interest | null;
  /**
   * Floats of each row in a state's vector, where a score is a product of their sum with the product's factors, plus the
   * product's bias and a summand of the user's; null where it is not: with a network, of a blend, and by item-item weights.
   */
  rowWidth: number | null;
}

export function answeringOf(snapshot: ModelSnapshot): Answering {
  const { lists, members, dense, width } = snapshot;
  const model = createModel(snapshot);
  const interest = lists ? new Interest(model.kind === "rating" ? lists : { ...lists, liked: null }) : null;
  const isSum = dense.length === 0 && !members && !(lists && model.kind === "ranking");
  const rowWidth = isSum ? width : null;
  return { model, intervals: snapshot.intervals ?? null, interest, rowWidth };
}
