import { isRanking } from "../../../models/registry";
import type { ModelSnapshot } from "../../../models/snapshot";
import { AveragesModel } from "./averagesModel";
import { BlendModel } from "./blendModel";
import { HistoryModel } from "./historyModel";
import { ItemItemRanking } from "./itemItemModel";
import { RowModel } from "./rowModel";
import type { RecommendModel } from "./types";

/** The model of this snapshot, ready to answer. */
export function createModel(snapshot: ModelSnapshot): RecommendModel {
  const { pooled, lists, members, softness, averages, range, userRows, productRows } = snapshot;
  if (members) {
    return new BlendModel(
      members.map(({ model, weight }) => ({ model: createModel(model), weight })),
      range,
      productRows.length,
      softness,
    );
  }
  if (averages) return new AveragesModel(averages, range, userRows, productRows);
  if (pooled) return new HistoryModel(snapshot, pooled);
  return lists && isRanking(snapshot.model) ? new ItemItemRanking(lists) : new RowModel(snapshot);
}

/**
 * Of the user with this code, for each product, by code: the predicted rating, or the score of a model that only ranks.
 */
export function ratingsOf(model: RecommendModel, code: number): Float32Array {
  const scores = model.logits(model.userOf(code));
  if (model.kind === "rating") for (let i = 0; i < scores.length; i++) scores[i] = model.ratingOf(scores[i]);
  return scores;
}
