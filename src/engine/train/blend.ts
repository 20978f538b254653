import { SIDE_ROLES } from "../../domain/roles";
import { MODEL as AVERAGES, LABEL as AVERAGES_LABEL } from "../../models/averages/definition";
import { fitAverages } from "../../models/averages/fit";
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
import { betweenSweeps, sampleBayesian, sweepsOf } from "./sampling";
import type { EpochOutcome, MemberRecord, TrainingEvent } from "./types";

/** Training ratings from which on a second fit, to the validation part too, costs more time than it gains. */
const MANY_RATINGS = 500_000;

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
 * stays as its best epoch left it. Without a validation part all weigh the same. A Run that was stopped, now or before,
 * keeps the neural member alone, and says so.
 * @param continues whether the neural member went on from an earlier model
 */
export async function blendOutcome(
  columns: TrainingColumns,
  plan: RatingPlan,
  outcome: TrainingOutcome,
  control: RunControl,
  tell: (event: TrainingEvent) => void,
  continues: boolean,
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
  const sample = (part: Int32Array, share: number) =>
    sampleBayesian(
      columns,
      part,
      validation,
      { seed: settings.seed, factors: SAMPLED_FACTORS, sides: SIDE_ROLES, range: scale, ...sweepsOf(part.length) },
      {
        breathe: turn,
        isStopped: () => control.stopped,
        onSweep({ sweep, sweeps, trainRmse, heldRmse }) {
          Object.assign(pace, { sweep, sweeps, began: sweep === 1 ? performance.now() : pace.began });
          tell({ type: "sweep", sweep, sweeps, pass: share, trainRmse, validationRmse: heldRmse[0] ?? null });
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
  const models = [
    neural.model,
    isRefitted && weights[1] > 0 ? (await sample(both, 2)).model : sampled.model,
    isRefitted && weights[2] > 0 ? (await averagesOf(columns, split, true, scale, breathe)).model : averages.model,
  ];
  if (control.stopped) return alone();
  const members: BlendMember[] = models.map((model, at) => ({ model, weight: weights[at] }));
  const kept = members.filter(({ weight }) => weight > 0);
  const model = blendSnapshot(kept, models[1], settings.model, scale);
  const rows = valueRows(columns, train, settings);
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
    testPredictions: await predictRatings(columns, split.test, model, rows, breathe, split),
  };
  const records: MemberRecord[] = [];
  for (const [at, member] of members.entries()) {
    records.push({
      model: member.model.model,
      label: member.model.model === AVERAGES ? AVERAGES_LABEL : modelOf(member.model.model).label,
      weight: member.weight,
      validationRmse: plainErrors(predictions[at], actual).rmse,
      testRmse: plainErrors(
        await predictRatings(columns, split.test, member.model, rows, breathe, split),
        Float32Array.from(split.test, (i) => columns.rating[i]),
      ).rmse,
    });
  }
  return { ...outcome, best, members: records, notes: [...outcome.notes, ...(continues ? [otherThan(label)] : [])] };
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
  split: Pick<Split, "train" | "validation">,
  ofBoth: boolean,
  range: [number, number],
  breathe: () => Promise<void>,
): Promise<{ model: ModelSnapshot; held: Float64Array }> {
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
  return { model, held: fitted.predict(ratingRowsOf(columns, split.validation)) };
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
