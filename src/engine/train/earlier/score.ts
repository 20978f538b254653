import type { RunSettings } from "../../../domain/settings";
import { isRanking } from "../../../models/registry";
import { layerWidths, trainedColumns } from "../../../models/shapes";
import type { ModelSnapshot } from "../../../models/snapshot";
import { evaluationPart } from "../../evaluate/part";
import { plainErrors } from "../../evaluate/plainErrors";
import { predictRatings } from "../../evaluate/predictRatings";
import { productsByUser } from "../../evaluate/productLists";
import { relevantFromOf } from "../../evaluate/ranking";
import type { TrainingColumns } from "../../read/copies";
import { evaluateRun, type RivalTrace } from "../evaluateRun";
import { automaticRange } from "../range";
import type { RunOutcome } from "../run";
import { sidesRead } from "../sidesRead";
import { methodOf, splitFigures, splitNotes, splitRatings, withoutSeen } from "../split";
import { type EpochRecord, type RunResult, TrainingError } from "../types";
import { earlierNotes } from "./notes";
import { refusalsOf } from "./refusals";
import type { EarlierStart } from "./types";
import { modelToContinue } from "./weights";

/** Training ratings that the error there is measured on, at most. */
const TRAINING_SAMPLE = 20_000;

/**
 * An earlier model measured on the open ratings as it is, without a step of training: beside the same baselines, on a
 * test part that its training has not seen. Everything is computed on the CPU.
 * @param asked settings of the earlier Run, with the split and seed that are asked for now.
 * @throws TrainingError when the open ratings cannot be split as asked, or the model says nothing about such data.
 */
export async function scoreEarlier(
  columns: TrainingColumns,
  asked: RunSettings,
  start: EarlierStart,
  rivals: readonly RivalTrace[],
  breathe: () => Promise<void>,
): Promise<RunOutcome> {
  const split = withoutSeen(splitRatings(columns, asked), start.seen);
  const relevantFrom = relevantFromOf(columns, asked.relevantFrom);
  const method = methodOf(columns, asked);
  const settings = {
    ...asked,
    split: method,
    relevantFrom,
    range: asked.range === "auto" ? automaticRange(columns) : asked.range,
  };
  const earlier = modelToContinue(start);
  const refusal = refusalsOf(columns, earlier, asked).scored;
  if (refusal) throw new TrainingError(refusal);
  const model = withHistories(earlier, columns, split.train);
  const began = performance.now();
  const predict = (part: Int32Array) => predictRatings(columns, part, model, start.sideRows, breathe);
  const [validationPredictions, testPredictions] = isRanking(model.model)
    ? [new Float32Array(0), new Float32Array(0)]
    : [await predict(split.validation), await predict(split.test)];
  const best = { model, validationPredictions, testPredictions };
  const { trace, intervals, ...evaluation } = await evaluateRun(columns, { split, settings }, best, rivals, breathe);
  const ms = performance.now() - began;
  const sample = split.train.subarray(0, TRAINING_SAMPLE);
  const onTraining = isRanking(model.model)
    ? null
    : plainErrors(await predict(sample), ratingsOf(columns, sample)).rmse;
  const { validation, test, validationRanking } = evaluation;
  const { knownUsers } = evaluationPart(columns, split.train, split.validation, settings.seed);
  const onValidation = (known: 0 | 1) =>
    plainErrors(
      validationPredictions,
      ratingsOf(columns, split.validation),
      (position) => knownUsers[columns.user[split.validation[position]]] === known,
    ).rmse;
  const epoch: EpochRecord = {
    epoch: 1,
    trainLoss: onTraining === null ? 0 : onTraining ** 2,
    validationLoss: validation.rmse === null ? null : validation.rmse ** 2,
    validationRmse: validation.rmse,
    validationKnown: isRanking(model.model) ? null : onValidation(1),
    validationNew: isRanking(model.model) ? null : onValidation(0),
    validationNdcg10: validationRanking?.ndcg10 ?? null,
    ms,
  };
  const result: RunResult = {
    split: splitFigures(split, method, test),
    backend: { name: "cpu", renderer: null, reason: "scored as it is, without training" },
    run: {
      model: settings.model,
      seed: settings.seed,
      settings,
      parameters: countWeights(model),
      sides: model.hybrid || model.members ? sidesRead(columns, settings) : [],
      epochs: [epoch],
      bestEpoch: 1,
      ratingsPerSecond: 0,
      trainMs: 0,
      stopped: false,
      notes: [...earlierNotes(start, split.moved, "scored"), ...splitNotes(columns, settings)],
    },
    ...evaluation,
  };
  return { result, best: intervals ? { ...model, intervals } : model, trace };
}

/** Trained weights, the padding and the unknown rows not counted. */
function countWeights(model: ModelSnapshot): number {
  if (model.members) return model.members.reduce((sum, member) => sum + countWeights(member.model), 0);
  // Averages are no weights that are trained.
  if (model.averages) return 0;
  const { users, products, width, hybrid, pooled } = model;
  const shape = { ...model, features: hybrid?.features.length ?? 0 };
  const rowsOf = (table: Float32Array) => Math.max(0, table.length / width - 1);
  const rows = [users, products, hybrid?.sides, pooled?.inputs].reduce(
    (sum, table) => sum + (table ? rowsOf(table) : 0),
    0,
  );
  const layers = layerWidths(shape);
  const dense = layers.slice(1).reduce((sum, outputs, layer) => sum + (layers[layer] + 1) * outputs, 0);
  return rows * trainedColumns(shape) + dense;
}

function ratingsOf({ rating }: TrainingColumns, part: Int32Array): Float32Array {
  return Float32Array.from(part, (i) => rating[i]);
}

/** A model that reads histories reads those of the open ratings' training part. */
function withHistories(model: ModelSnapshot, columns: TrainingColumns, training: Int32Array): ModelSnapshot {
  const { pooled, lists } = model;
  if (!pooled && !lists) return model;
  const { starts, products } = productsByUser(columns, training);
  if (lists) return { ...model, lists: { ...lists, starts, history: products } };
  if (!pooled) return model;
  const history = products.map((code) => model.productRows[code]);
  return { ...model, pooled: { ...pooled, starts, history } };
}
