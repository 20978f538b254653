import type { RunSettings } from "../../domain/settings";
import { isRanking } from "../../models/registry";
import type { ModelSnapshot } from "../../models/snapshot";
import { listScorer } from "../evaluate/modelScorer";
import { plainErrors } from "../evaluate/plainErrors";
import { predictRatings } from "../evaluate/predictRatings";
import { measureRanking, planRanking, relevantFromOf } from "../evaluate/ranking";
import type { TrainingColumns } from "../read/copies";
import { valueRows } from "../train/earlier/sideValues";
import type { EarlierKind, EarlierStart } from "../train/earlier/types";
import { splitRatings, withoutSeen } from "../train/split";
import type { Recomputed } from "./types";

/**
 * What a Run's weights come to on its test part, worked out anew on the CPU in plain loops, apart from the backend that
 * trained them: the errors of a model that predicts ratings, NDCG@10 of the lists that a ranking model makes, alone or
 * beside it.
 * @param settings with every `auto` resolved.
 */
export async function recompute(
  columns: TrainingColumns,
  settings: RunSettings,
  model: ModelSnapshot,
  breathe: () => Promise<void>,
  earlier: { start: EarlierStart; kind: EarlierKind } | null = null,
): Promise<Recomputed> {
  const split = withoutSeen(splitRatings(columns, settings), earlier?.start.seen ?? null);
  const ndcg10 = isRanking(model.model) || model.lists ? await listsOf() : null;
  if (isRanking(model.model)) return { rmse: null, mae: null, ndcg10 };
  const rows = earlier?.kind === "scored" ? earlier.start.sideRows : valueRows(columns, split.train, settings);
  const predicted = await predictRatings(
    columns,
    split.test,
    model,
    rows,
    breathe,
    earlier?.kind === "scored" ? null : split,
  );
  const actual = Float32Array.from(split.test, (i) => columns.rating[i]);
  const { rmse, mae } = plainErrors(predicted, actual);
  return { rmse, mae, ndcg10 };

  /** Of the lists as they are shown by default. */
  async function listsOf(): Promise<number | null> {
    const relevantFrom = relevantFromOf(columns, settings.relevantFrom);
    const task = planRanking(columns, split.train, split.test, relevantFrom, settings.seed);
    const ranked = task && (await measureRanking(task, listScorer(model), breathe));
    return ranked?.figures.ndcg10 ?? null;
  }
}
