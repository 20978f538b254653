import type { Intervals } from "../evaluation/types";
import type { ModelSnapshot } from "../training/types";
import { createModel } from "./models/createModel";
import type { RecommendModel } from "./models/types";

/** A model that answers, and how far off its predictions are; null where that is not known. */
export interface Answering {
  model: RecommendModel;
  intervals: Intervals | null;
}

export function answeringOf(snapshot: ModelSnapshot): Answering {
  return { model: createModel(snapshot), intervals: snapshot.intervals ?? null };
}
