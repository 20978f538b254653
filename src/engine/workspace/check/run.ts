import * as v from "valibot";
import { SIDE_ROLES } from "../../../domain/roles";
import { SAMPLE_PRESETS } from "../../../domain/samples";
import { isWithin, type RunSettings, SCHEDULES, SETTINGS, settingEntry } from "../../../domain/settings";
import { dayStart, SPLIT_METHODS, TEST_SHARE } from "../../../domain/split";
import { MODEL_NAMES, RANKERS } from "../../../models/registry";
import { BASELINE_NAMES } from "../../evaluate/types";
import { EARLIER_KINDS } from "../../train/earlier/types";
import { type RunRecord, WORKSPACE_FORMAT, type WorkspaceManifest } from "../types";
import {
  backend,
  baselineComparison,
  checkedErrorFigures,
  checkedErrorReport,
  checkedSize,
  comparison,
  conformal,
  device,
  epochs,
  folds,
  interval,
  ranking,
  sweeps,
} from "./figures";
import { checkedFigure, count, list, number, optionalNumber, text } from "./parts";

/** The JSON of a Workspace as it has to be; each schema gives exactly the engine's type. */

/** More than anybody trains, or than training makes. */
const MOST_RUNS = 1000;
const MOST_LINES = 1000;
const MOST_TABLES = 100;

const model = v.picklist(MODEL_NAMES);
const range = v.pipe(
  v.tuple([number, number]),
  v.check(([low, high]) => low < high, "its range of predictions ends before it begins"),
);

/** A number that the schema of settings allows. */
function within(name: keyof RunSettings) {
  const { takes } = settingEntry(name);
  return v.custom<number>((value) => typeof value === "number" && "low" in takes && isWithin(takes, value));
}

const automatic = v.literal("auto");
const { most } = SETTINGS.hidden.takes;

export const settings = v.object({
  model,
  // Runs of earlier versions had none.
  ranker: v.optional(v.picklist([...RANKERS, "none"]), "none"),
  factors: v.union([within("factors"), automatic]),
  hidden: v.pipe(v.array(within("hidden")), v.maxLength(most)),
  sides: v.pipe(v.array(v.picklist(SIDE_ROLES)), v.maxLength(SIDE_ROLES.length)),
  minimumRatings: within("minimumRatings"),
  dropout: within("dropout"),
  epochs: within("epochs"),
  patience: v.nullable(within("patience")),
  batchSize: v.union([within("batchSize"), automatic]),
  schedule: v.picklist(SCHEDULES),
  learningRate: within("learningRate"),
  weightDecay: within("weightDecay"),
  range: v.union([range, automatic]),
  relevantFrom: v.union([within("relevantFrom"), automatic]),
  split: v.picklist(["auto", ...SPLIT_METHODS]),
  // Runs of earlier versions had no choice of these three.
  testShare: v.optional(within("testShare"), TEST_SHARE),
  cutDate: v.optional(
    v.pipe(
      v.string(),
      v.check((day) => day === "" || !Number.isNaN(dayStart(day)), "it cuts at a day that there is not"),
    ),
    "",
  ),
  folds: v.optional(v.nullable(within("folds")), null),
  only: text,
  seed: within("seed"),
  backend: v.union([backend, automatic]),
});

const result = v.object({
  split: v.object({
    method: v.picklist(SPLIT_METHODS),
    train: count,
    validation: count,
    test: count,
    newUserShare: checkedFigure,
  }),
  backend: device,
  run: v.object({
    model,
    seed: v.pipe(v.number(), v.safeInteger()),
    settings,
    parameters: count,
    sides: list(v.object({ role: v.picklist(SIDE_ROLES), values: count, conflicts: count }), SIDE_ROLES.length),
    epochs,
    members: v.exactOptional(
      list(
        v.object({
          model: text,
          label: text,
          weight: number,
          validationRmse: optionalNumber,
          testRmse: optionalNumber,
          sweeps: v.exactOptional(sweeps),
        }),
        MOST_TABLES,
      ),
    ),
    bestEpoch: checkedSize,
    ratingsPerSecond: checkedFigure,
    trainMs: checkedFigure,
    stopped: v.boolean(),
    notes: list(text, MOST_LINES),
  }),
  validation: checkedErrorFigures,
  validationRanking: ranking,
  test: v.object({
    ...checkedErrorReport,
    ranking,
    ratingOrder: v.optional(ranking, null),
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
            meanError: checkedFigure,
            meanErrorInterval: v.nullable(interval),
          }),
          MOST_LINES,
        ),
        more: count,
      }),
      MOST_TABLES,
    ),
    biasTests: list(
      v.object({
        product: v.picklist(SIDE_ROLES),
        user: v.picklist(SIDE_ROLES),
        n: count,
        f: checkedFigure,
        degrees: v.tuple([checkedFigure, checkedFigure]),
        p: checkedFigure,
        partialEtaSquared: checkedFigure,
      }),
      MOST_TABLES,
    ),
  }),
  conformal: v.nullable(conformal),
  baselines: list(
    v.object({
      ...checkedErrorReport,
      name: v.picklist(BASELINE_NAMES),
      validation: checkedErrorFigures,
      validationRanking: ranking,
      ranking,
      note: v.nullable(text),
    }),
    MOST_TABLES,
  ),
  comparison: v.nullable(baselineComparison),
  verdict: v.nullable(comparison.outcome),
  lists: v.optional(
    v.nullable(
      v.object({
        comparison: v.nullable(baselineComparison),
        popularity: v.nullable(v.object(comparison)),
        hitsRatio: optionalNumber,
      }),
    ),
    null,
  ),
  rivals: list(v.object({ ...comparison, run: count }), MOST_RUNS),
  folds: v.exactOptional(folds),
});

/** What a Run came to, told twice, is the same. */
function agrees({ settings: asked, status, epochs, bestEpoch, result }: RunRecord): boolean {
  if ((status === "finished") !== (result !== null)) return false;
  if (bestEpoch !== null && !epochs.some(({ epoch }) => epoch === bestEpoch)) return false;
  if (!result) return true;
  const { run, split, test } = result;
  return (
    run.model === asked.model &&
    run.settings.model === asked.model &&
    (asked.split === "auto" || asked.split === split.method) &&
    run.settings.split === split.method &&
    run.settings.only === asked.only &&
    run.settings.seed === asked.seed &&
    run.seed === asked.seed &&
    run.settings.testShare === asked.testShare &&
    run.settings.cutDate === asked.cutDate &&
    split.test === test.n &&
    run.bestEpoch === bestEpoch &&
    run.epochs.length === epochs.length
  );
}

export const runRecord = v.pipe(
  v.object({
    id: checkedSize,
    settings,
    startedBy: v.picklist(["person", "first visit"]),
    status: v.picklist(["finished", "failed", "interrupted"]),
    device: v.nullable(device),
    plan: v.nullable(v.object({ steps: count, stepsPerEpoch: count, batchSize: count, parameters: count })),
    epochs,
    bestEpoch: v.nullable(checkedSize),
    result: v.nullable(result),
    notes: list(text, MOST_LINES),
    error: v.nullable(text),
    earlier: v.nullable(
      v.object({ kind: v.picklist(EARLIER_KINDS), name: text, run: v.nullable(checkedSize), moved: count }),
    ),
  }),
  v.check((record) => agrees(record), "its result is not that of its settings and epochs"),
) satisfies v.GenericSchema<unknown, RunRecord>;

export const manifest = v.pipe(
  v.object({
    format: v.literal(WORKSPACE_FORMAT),
    version: checkedSize,
    saved: v.pipe(v.string(), v.isoTimestamp()),
    dataset: v.object({
      name: text,
      sample: v.nullable(v.picklist(SAMPLE_PRESETS)),
      ratings: count,
      users: count,
      products: count,
    }),
    settings,
    runs: list(checkedSize, MOST_RUNS),
    selectedRun: v.nullable(checkedSize),
  }),
  v.check(({ runs }) => new Set(runs).size === runs.length, "it lists a run twice"),
  v.check(
    ({ runs, selectedRun }) => selectedRun === null || runs.includes(selectedRun),
    "it selects a run that it does not list",
  ),
) satisfies v.GenericSchema<unknown, WorkspaceManifest>;
