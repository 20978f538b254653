import { SIDE_ROLES } from "../../domain/roles";
import { MODEL as AVERAGES, LABEL as AVERAGES_LABEL } from "../../models/averages/definition";
import { fitAverages } from "../../models/averages/fit";
import { MODEL as SAMPLED } from "../../models/bayesian/definition";
import { boundedRating, softnessOf } from "../../models/blend/bound";
import { blendWeights } from "../../models/blend/weights";
import { modelOf } from "../../models/registry";
import type { AverageParts, BlendMember, ModelSnapshot } from "../../models/snapshot";
import type { Split } from "../evaluate/part";
import { plainErrors } from "../evaluate/plainErrors";
import { predictRatings, ratingsOfBoth } from "../evaluate/predictRatings";
import { ratingRowsOf } from "../evaluate/ratingRows";
import type { TrainingColumns } from "../read/copies";
import { valueRows } from "./earlier/sideValues";
import type { TrainingOutcome } from "./epochLoop";
import type { RatingPlan } from "./plan";
import { mapRows } from "./rowMap";
import type { RunControl } from "./runControl";
import { betweenSweeps, sampleBayesian, sweepRecordOf, sweepsOf } from "./sampling";
import type { EpochOutcome, MemberRecord, SweepRecord, TrainingEvent } from "./types";

/** Training ratings from which on a second fit, to the validation part too, costs more time than it gains. */
const MANY_RATINGS = 500_000;

/** The best epoch is one of the last from this share of the epochs on. */
const LATE = 0.9;

/** Trains the neural member on these ratings for all of its epochs; null where the Run is stopped on the way. */
export type TrainAgain = (train: Int32Array, tell: (event: TrainingEvent) => void) => Promise<ModelSnapshot | null>;

/** The least and the highest rating there is: predictions are held to these. */
export function scaleOf({ rating }: Pick<TrainingColumns, "rating">): [low: number, high: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of rating) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

/**
 * The best epoch of a blend's neural member with the other members beside it: fitted to the training part, weighed by
 * non-negative least squares on the validation part, then fitted to both parts, with the weights kept. The neural member
 * stays as its best epoch left it, unless that is one of the last: only there nothing but more ratings was missing. Without
 * a validation part all weigh the same. A Run that was stopped, now or before, keeps the neural member alone, and says so.
 * @param again trains the neural member on other ratings; null where it went on from an earlier model
 */
export async function blendOutcome(
  columns: TrainingColumns,
  plan: RatingPlan,
  outcome: TrainingOutcome,
  control: RunControl,
  tell: (event: TrainingEvent) => void,
  again: TrainAgain | null,
): Promise<TrainingOutcome> {
  const neural = outcome.best;
  const { label } = modelOf(neural.model.model);
  const alone = (): TrainingOutcome => ({ ...outcome, stopped: true, notes: [...outcome.notes, onlyThe(label)] });

  if (outcome.stopped || control.stopped) return alone();
  const { split, settings } = plan;
  const { train, validation } = split;
  const scale = scaleOf(columns);
  const [low, high] = scale;
  const held = (predicted: ArrayLike<number>) =>
    Float64Array.from(predicted, (rating) => Math.min(high, Math.max(low, rating)));
  const breathe = () => control.breathe();
  tell({ type: "phase", phase: "sampling" });
  const pace = { began: 0, sweep: 0, sweeps: 1 };
  const progress = () => {
    const each = pace.sweep > 0 ? (performance.now() - pace.began) / 1000 / pace.sweep : 0;
    const secondsLeft = each * (pace.sweeps - pace.sweep);
    return {
      step: plan.steps,
      epoch: outcome.epochs.length,
      ratingsPerSecond: each > 0 ? train.length / each : 0,
      secondsLeft,
    };
  };
  const turn = betweenSweeps(control, progress, tell);
  const sweepRecords: SweepRecord[] = [];
  const sample = (part: Int32Array, pass: number) =>
    sampleBayesian(
      columns,
      part,
      validation,
      { seed: settings.seed, factors: SAMPLED_FACTORS, sides: SIDE_ROLES, range: scale, ...sweepsOf(part.length) },
      {
        breathe: turn,
        isStopped: () => control.stopped,
        onSweep(report) {
          const { sweep, sweeps } = report;
          Object.assign(pace, { sweep, sweeps, began: sweep === 1 ? performance.now() : pace.began });
          const record = sweepRecordOf(report, pass === 1 && validation.length > 0);
          if (pass === 1) sweepRecords.push(record);
          tell({ type: "sweep", pass, sweeps, record });
        },
      },
    );
  const sampled = await sample(train, 1);
  if (control.stopped) return alone();
  const averages = await averagesOf(columns, split, false, scale, breathe);
  const actual = Float64Array.from(validation, (i) => columns.rating[i]);
  const predictions = [held(neural.validationPredictions), held(sampled.held), held(averages.held)];
  const weights = validation.length > 0 ? blendWeights(predictions, actual) : predictions.map(() => 1 / 3);
  const both = ratingsOfBoth(split);
  const isRefitted = validation.length > 0 && both.length <= MANY_RATINGS;
  const isLate = neural.record.epoch >= LATE * settings.epochs;
  let first: ModelSnapshot | null = neural.model;
  if (isRefitted && weights[0] > 0 && isLate && again) {
    tell({ type: "phase", phase: "training again" });
    const { steps } = plan;
    first = await again(both, (event) => {
      if (event.type === "progress") tell({ ...event, step: steps, epoch: outcome.epochs.length });
    });
  }
  if (!first || control.stopped) return alone();
  const rows = valueRows(columns, train, settings);
  const tested = (model: ModelSnapshot) => predictRatings(columns, split.test, model, rows, breathe, split);
  const second = isRefitted && weights[1] > 0 ? (await sample(both, 2)).model : sampled.model;
  if (control.stopped) return alone();
  const third = isRefitted && weights[2] > 0 ? await averagesOf(columns, split, true, scale, breathe) : averages;
  const members: (BlendMember & { tested: Float32Array })[] = [
    { model: first, weight: weights[0], tested: await tested(first) },
    { model: second, weight: weights[1], tested: await tested(second) },
    { model: third.model, weight: weights[2], tested: third.tested ?? (await tested(third.model)) },
  ];
  const kept = members.filter(({ weight }) => weight > 0).map(({ model, weight }) => ({ model, weight }));
  const model = blendSnapshot(kept, second, settings.model, scale);
  const validationPredictions = Float32Array.from(actual, (_, i) =>
    boundedRating(
      predictions.reduce((sum, predicted, at) => sum + weights[at] * predicted[i], 0),
      scale,
      model.softness,
    ),
  );
  const best: EpochOutcome = {
    record: { ...neural.record, ...errorsOf(validationPredictions, actual) },
    model,
    validationPredictions,
    testPredictions: Float32Array.from(split.test, (_, i) =>
      boundedRating(
        members.reduce((sum, member) => sum + member.weight * member.tested[i], 0),
        scale,
        model.softness,
      ),
    ),
  };
  const actualTest = Float32Array.from(split.test, (i) => columns.rating[i]);
  const records: MemberRecord[] = [];
  for (const [at, member] of members.entries()) {
    records.push({
      model: member.model.model,
      label: member.model.model === AVERAGES ? AVERAGES_LABEL : modelOf(member.model.model).label,
      weight: member.weight,
      validationRmse: plainErrors(predictions[at], actual).rmse,
      testRmse: plainErrors(member.tested, actualTest).rmse,
      ...(member.model.model === SAMPLED && { sweeps: sweepRecords }),
    });
  }
  return { ...outcome, best, members: records, notes: [...outcome.notes, ...(again ? [] : [otherThan(label)])] };
}

const onlyThe = (label: string) => `The run ended before all members of the blend were there: ${label} is kept alone.`;
const otherThan = (label: string) =>
  `${label} went on from the earlier model; the other members of the blend were fitted anew.`;

/** Tastes that the Bayesian member draws: more did not help on any file measured. */
const SAMPLED_FACTORS = 8;

function errorsOf(predicted: Float32Array, actual: Float64Array) {
  const { rmse } = plainErrors(predicted, actual);
  return rmse === null ? {} : { validationRmse: rmse };
}

async function averagesOf(
  columns: TrainingColumns,
  split: Split,
  ofBoth: boolean,
  range: [number, number],
  breathe: () => Promise<void>,
): Promise<{ model: ModelSnapshot; held: Float64Array; tested: Float32Array | null }> {
  const { users, products } = columns;
  const part = ofBoth ? ratingsOfBoth(split) : split.train;
  const fitted = await fitAverages({ users, products, training: ratingRowsOf(columns, part) }, breathe);
  const averages: AverageParts = { ofBoth, ...fitted.at(Number.NaN) };
  const model: ModelSnapshot = {
    ...EMPTY,
    model: AVERAGES,
    range,
    userRows: mapRows(columns.user, users, part).rowOf,
    productRows: mapRows(columns.product, products, part).rowOf,
    averages,
  };
  const [low, high] = range;
  // With times it is what `predictRatings` comes to, which would have to fit again.
  const tested =
    columns.time &&
    Float32Array.from(fitted.predict(ratingRowsOf(columns, split.test)), (rating) =>
      Math.min(high, Math.max(low, rating)),
    );
  return { model, held: fitted.predict(ratingRowsOf(columns, split.validation)), tested };
}

/** A snapshot without tables of its own. */
const EMPTY = {
  factors: 1,
  hidden: [],
  width: 4,
  users: new Float32Array(0),
  products: new Float32Array(0),
  dense: [],
};

function blendSnapshot(
  members: BlendMember[],
  known: ModelSnapshot,
  model: string,
  range: [number, number],
): ModelSnapshot {
  const { userRows, productRows } = known;
  return { ...EMPTY, model, range, softness: softnessOf(range), userRows, productRows, members };
}
