import * as v from "valibot";
import { SAMPLE_PRESETS, SIDE_ROLES } from "../../dataset/types";
import { BASELINE_NAMES } from "../../evaluation/types";
import { BACKEND_NAMES, MODEL_NAMES, SCHEDULES, SPLIT_METHODS } from "../../training/types";
import { type RunRecord, WORKSPACE_FORMAT, type WorkspaceManifest } from "../types";
import { count, list, number, optionalNumber, share, text } from "./parts";

/** The JSON of a Workspace as it has to be; each schema gives exactly the engine's type. */

const model = v.picklist(MODEL_NAMES);
const backend = v.picklist(BACKEND_NAMES);
const automatic = v.literal("auto");
const interval = v.tuple([number, number]);
const size = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1e6));

const settings = v.object({
  model,
  factors: v.union([size, automatic]),
  hidden: v.pipe(v.array(size), v.maxLength(20)),
  sides: v.pipe(v.array(v.picklist(SIDE_ROLES)), v.maxLength(SIDE_ROLES.length)),
  minimumRatings: count,
  dropout: share,
  epochs: size,
  patience: v.nullable(size),
  batchSize: v.union([size, automatic]),
  schedule: v.picklist(SCHEDULES),
  learningRate: v.pipe(number, v.minValue(0)),
  weightDecay: v.pipe(number, v.minValue(0)),
  range: v.union([interval, automatic]),
  relevantFrom: v.union([number, automatic]),
  split: v.picklist(SPLIT_METHODS),
  only: text,
  seed: v.pipe(v.number(), v.safeInteger()),
  backend: v.union([backend, automatic]),
});

const errors = {
  n: count,
  rmse: optionalNumber,
  mae: optionalNumber,
  interval: v.nullable(interval),
  maeInterval: v.nullable(interval),
};
const errorFigures = v.object(errors);
const errorReport = {
  ...errors,
  known: errorFigures,
  new: errorFigures,
  knownProducts: errorFigures,
  newProducts: errorFigures,
};
const ranking = v.nullable(
  v.object({
    n: count,
    eligible: count,
    relevantFrom: number,
    ndcg10: number,
    ndcgInterval: interval,
    recall10: number,
    hitRate10: number,
    coverage: number,
    novelty: number,
  }),
);
const comparison = {
  metric: v.picklist(["rmse", "ndcg10"]),
  difference: number,
  interval,
  outcome: v.picklist(["better", "no different", "worse"]),
};
export const conformal = v.object({
  level: share,
  groups: list(v.object({ from: count, to: v.nullable(count), n: count, halfWidth: number })),
});

const epoch = v.object({
  epoch: size,
  trainLoss: number,
  validationLoss: optionalNumber,
  validationRmse: optionalNumber,
  validationKnown: optionalNumber,
  validationNew: optionalNumber,
  validationNdcg10: optionalNumber,
  ms: number,
});
export const epochs = list(epoch);

const device = v.object({ name: backend, renderer: v.nullable(text), reason: text });

const result = v.object({
  split: v.object({
    method: v.picklist(SPLIT_METHODS),
    train: count,
    validation: count,
    test: count,
    newUserShare: share,
  }),
  backend: device,
  run: v.object({
    model,
    seed: v.pipe(v.number(), v.safeInteger()),
    settings,
    parameters: count,
    sides: list(v.object({ role: v.picklist(SIDE_ROLES), values: count, conflicts: count })),
    epochs,
    bestEpoch: size,
    ratingsPerSecond: number,
    trainMs: number,
    stopped: v.boolean(),
    notes: list(text),
  }),
  validation: errorFigures,
  validationRanking: ranking,
  test: v.object({
    ...errorReport,
    ranking,
    segments: list(
      v.object({
        by: v.picklist([...SIDE_ROLES, "activity"]),
        segments: list(
          v.object({
            label: text,
            n: count,
            rmse: optionalNumber,
            mae: optionalNumber,
            interval: v.nullable(interval),
            meanError: number,
            meanErrorInterval: v.nullable(interval),
          }),
        ),
        more: count,
      }),
    ),
    biasTests: list(
      v.object({
        product: v.picklist(SIDE_ROLES),
        user: v.picklist(SIDE_ROLES),
        n: count,
        f: number,
        degrees: v.tuple([number, number]),
        p: number,
        partialEtaSquared: number,
      }),
    ),
  }),
  conformal: v.nullable(conformal),
  baselines: list(
    v.object({
      ...errorReport,
      name: v.picklist(BASELINE_NAMES),
      validation: errorFigures,
      validationRanking: ranking,
      ranking,
      note: v.nullable(text),
    }),
  ),
  comparison: v.nullable(v.object({ ...comparison, baseline: v.picklist(BASELINE_NAMES) })),
  verdict: v.nullable(comparison.outcome),
  rivals: list(v.object({ ...comparison, run: count })),
});

export const runRecord: v.GenericSchema<unknown, RunRecord> = v.pipe(
  v.object({
    id: size,
    settings,
    startedBy: v.picklist(["person", "first visit"]),
    status: v.picklist(["finished", "failed", "interrupted"]),
    device: v.nullable(device),
    plan: v.nullable(v.object({ steps: count, stepsPerEpoch: count, batchSize: count, parameters: count })),
    epochs,
    bestEpoch: v.nullable(size),
    result: v.nullable(result),
    notes: list(text),
    error: v.nullable(text),
  }),
  v.check(({ status, result }) => (status === "finished") === (result !== null)),
  v.check(({ bestEpoch, epochs }) => bestEpoch === null || epochs.some(({ epoch }) => epoch === bestEpoch)),
);

export const manifest: v.GenericSchema<unknown, WorkspaceManifest> = v.object({
  format: v.literal(WORKSPACE_FORMAT),
  version: size,
  saved: v.pipe(v.string(), v.isoTimestamp()),
  dataset: v.object({
    name: text,
    sample: v.nullable(v.picklist(SAMPLE_PRESETS)),
    ratings: count,
    users: count,
    products: count,
  }),
  settings,
  runs: v.pipe(
    v.array(size),
    v.maxLength(1000),
    v.check((ids) => new Set(ids).size === ids.length),
  ),
  selectedRun: v.nullable(size),
});
