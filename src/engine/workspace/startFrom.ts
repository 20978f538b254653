import type { SplitSettings } from "../../domain/split";
import type { ModelSnapshot } from "../../models/snapshot";
import { Explorer } from "../explore/explorer";
import type { TrainingColumns } from "../read/copies";
import { forTraining } from "../read/copies";
import type { Dataset } from "../read/types";
import { type EarlierData, matchEarlier } from "../train/earlier/match";
import { refusalsOf } from "../train/earlier/refusals";
import type { EarlierModel, EarlierRefusals, EarlierStart } from "../train/earlier/types";
import { splitRatings, withoutSeen } from "../train/split";
import { TrainingError } from "../train/types";
import { unpackDataset } from "./datasetFile";
import { unpack } from "./pack";

/** An earlier model as it stands to the open ratings. */
export interface Matched {
  start: EarlierStart;
  refusals: EarlierRefusals;
  /** Ratings that this split holds out, and that the earlier training has seen. */
  moved: number;
}

/**
 * An earlier model in the codes of the open Dataset, for the ratings of these rows (null for all) in this split, and what
 * it cannot be used for there.
 * @throws TrainingError when nothing says which ids its rows are of; SafetensorsError when one of its files is damaged.
 */
export async function startFrom(
  dataset: Dataset,
  rows: Int32Array | null,
  earlier: EarlierModel,
  split: SplitSettings,
): Promise<Matched> {
  const { name, run, settings, vocabularies, sideRows = [] } = earlier;
  const model = (await unpack(earlier.model)) as ModelSnapshot;
  const data = await dataOf(earlier);
  const ids = data?.dataset ?? vocabularies;
  if (!ids) throw new TrainingError(`Which users and products the model of ${name} knows is not known.`);
  const now = { dataset, columns: forTraining(dataset, rows) };
  const start = matchEarlier(now, { ...ids, sideRows }, data, model, { name, run });
  const refusals = refusalsOf(now.columns, model, settings);
  return { start, refusals, moved: movedBy(now.columns, split, start.seen) };
}

function movedBy(columns: TrainingColumns, split: SplitSettings, seen: Uint8Array | null): number {
  try {
    return withoutSeen(splitRatings(columns, split), seen).moved;
  } catch (error) {
    // A split that these ratings do not allow is refused when a Run asks for it.
    if (error instanceof TrainingError) return 0;
    throw error;
  }
}

async function dataOf({ dataset: packed, settings, only, began }: EarlierModel): Promise<EarlierData | null> {
  if (!packed) return null;
  const { dataset } = await unpackDataset(packed);
  const rows = Object.keys(only).length > 0 ? new Explorer(dataset).rows(only) : null;
  const start = began && ((await unpack(began.start)) as EarlierStart);
  return { dataset, rows, settings, began: began && start && { kind: began.kind, start } };
}
