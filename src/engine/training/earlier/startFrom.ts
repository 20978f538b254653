import { forTraining } from "../../dataset/copies";
import type { Dataset } from "../../dataset/types";
import { Explorer } from "../../eda/explorer";
import { unpackDataset } from "../../workspace/datasetFile";
import { unpack } from "../../workspace/pack";
import { type ModelSnapshot, TrainingError } from "../types";
import { matchEarlier } from "./match";
import type { EarlierModel, EarlierStart } from "./types";

/**
 * An earlier model in the codes of the open Dataset, for the ratings of these rows (null for all).
 * @throws TrainingError when it knows no user and no product of them.
 */
export async function startFrom(
  dataset: Dataset,
  rows: Int32Array | null,
  earlier: EarlierModel,
): Promise<EarlierStart> {
  const { name, run, settings, only, vocabularies } = earlier;
  const model = (await unpack(earlier.model)) as ModelSnapshot;
  const before = earlier.dataset && (await unpackDataset(earlier.dataset)).dataset;
  const ids = before ?? vocabularies;
  if (!ids) throw new TrainingError(`Which users and products the model of ${name} knows is not known.`);
  const isFiltered = Object.keys(only).length > 0;
  const data = before && { dataset: before, rows: isFiltered ? new Explorer(before).rows(only) : null };
  const now = { dataset, columns: forTraining(dataset, rows) };
  const start = matchEarlier(now, ids, data, model, settings, { name, run });
  if (start.overlap.knownUsers === 0 && start.overlap.knownProducts === 0) {
    throw new TrainingError(`The model of ${name} knows no user and no product of these ratings.`);
  }
  return start;
}
