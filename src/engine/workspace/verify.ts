import { modelScorer } from "../evaluation/modelScorer";
import { plainErrors } from "../evaluation/plainErrors";
import { measureRanking, planRanking, relevantFromOf } from "../evaluation/ranking";
import { RowModel } from "../recommend/models/rowModel";
import { mapRows } from "../training/rowMap";
import { type Feature, rowAt, sideRows } from "../training/sideRows";
import { type Split, splitRatings } from "../training/split";
import type { ModelSnapshot, RunSettings, TrainingColumns } from "../training/types";
import type { Recomputed } from "./types";

/** Ratings that are predicted before a cancel is let in. */
const BETWEEN_BREATHS = 2000;

/**
 * What a Run's weights come to on its test part, worked out anew on the CPU in plain loops, apart from the backend that
 * trained them: the errors of a model that predicts ratings, NDCG@10 of one that only ranks.
 * @param settings with every `auto` resolved.
 */
export async function recompute(
  columns: TrainingColumns,
  settings: RunSettings,
  model: ModelSnapshot,
  breathe: () => Promise<void>,
): Promise<Recomputed> {
  const split = splitRatings(columns, settings.split, settings.seed);
  if (model.pooled) {
    const relevantFrom = relevantFromOf(columns, settings.relevantFrom);
    const task = planRanking(columns, split.train, split.test, relevantFrom, settings.seed);
    const ranked = task && (await measureRanking(task, modelScorer(model), breathe));
    return { rmse: null, mae: null, ndcg10: ranked?.figures.ndcg10 ?? null };
  }
  const predicted = await predictTest(columns, settings, model, split, breathe);
  const actual = Float32Array.from(split.test, (i) => columns.rating[i]);
  const { rmse, mae } = plainErrors(predicted, actual);
  return { rmse, mae, ndcg10: null };
}

/**
 * Predicted ratings of the test part. Recommending asks for the newest year; here each rating is predicted in its own.
 */
async function predictTest(
  columns: TrainingColumns,
  settings: RunSettings,
  snapshot: ModelSnapshot,
  split: Split,
  breathe: () => Promise<void>,
): Promise<Float32Array> {
  const model = new RowModel(snapshot);
  const year = yearFeature(columns, settings, split);
  const { width, hybrid } = snapshot;
  const place = year && hybrid ? hybrid.features.filter(({ of }) => of === "user").findIndex(isYear) : -1;
  const predicted = new Float32Array(split.test.length);
  for (let position = 0; position < predicted.length; position++) {
    if (position % BETWEEN_BREATHS === 0) await breathe();
    const i = split.test[position];
    const user = model.userOf(columns.user[i]);
    if (year && hybrid && place >= 0) {
      const from = rowAt(columns, year, i) * width;
      user.vector.set(hybrid.sides.subarray(from, from + width), (1 + place) * width);
    }
    const logit = model.terms(user, columns.product[i]).reduce((sum, { value }) => sum + value, 0);
    predicted[position] = model.ratingOf(logit);
  }
  return predicted;
}

function isYear({ role }: { role: string }): boolean {
  return role === "year";
}

/** The row of each rating's year; null for a model that does not read it. */
function yearFeature(columns: TrainingColumns, settings: RunSettings, split: Split): Feature | null {
  if (settings.model !== "hybrid" || !settings.sides.includes("year")) return null;
  const users = mapRows(columns.user, columns.users, split.train);
  const { features } = sideRows(columns, split.train, settings.sides, users, settings.minimumRatings);
  return features.find(isYear) ?? null;
}
