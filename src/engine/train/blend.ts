import { SIDE_ROLES } from "../../domain/roles";
import { MODEL as AVERAGES, LABEL as AVERAGES_LABEL } from "../../models/averages/definition";
import { fitAverages } from "../../models/averages/fit";
import { blendWeights } from "../../models/blend/weights";
import { modelOf } from "../../models/registry";
import type { AverageParts, BlendMember, ModelSnapshot } from "../../models/snapshot";
import { plainErrors } from "../evaluate/plainErrors";
import { predictRatings } from "../evaluate/predictRatings";
import type { TrainingColumns } from "../read/copies";
import { valueRows } from "./earlier/sideValues";
import type { TrainingOutcome } from "./epochLoop";
import type { RatingPlan } from "./plan";
import { mapRows } from "./rowMap";
import type { RunControl } from "./runControl";
import { ratingRowsOf, sampleBayesian, sweepsOf } from "./sampling";
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
 * stays as its best epoch left it. Without a validation part all weigh the same. A Run that was stopped keeps the neural
 * member alone.
 */
export async function blendOutcome(
  columns: TrainingColumns,
  plan: RatingPlan,
  outcome: TrainingOutcome,
  control: RunControl,
  tell: (event: TrainingEvent) => void,
): Promise<TrainingOutcome> {
  const neural = outcome.best;
  if (outcome.stopped || control.stopped) return outcome;
  const { split, settings } = plan;
  const { train, validation } = split;
  const scale = scaleOf(columns);
  const [low, high] = scale;
  const held = (predicted: ArrayLike<number>) =>
    Float64Array.from(predicted, (rating) => Math.min(high, Math.max(low, rating)));
  const breathe = () => control.breathe();
  tell({ type: "phase", phase: "sampling" });
  const sample = (part: Int32Array, share: number) =>
    sampleBayesian(
      columns,
      part,
      validation,
      { seed: settings.seed, factors: SAMPLED_FACTORS, sides: SIDE_ROLES, range: scale, ...sweepsOf(part.length) },
      {
        breathe,
        onSweep: ({ sweep, sweeps, trainRmse, heldRmse }) =>
          tell({ type: "sweep", sweep, sweeps, pass: share, trainRmse, validationRmse: heldRmse[0] ?? null }),
      },
    );
  const sampled = await sample(train, 1);
  const averages = await averagesOf(columns, train, validation, scale, breathe);
  const actual = Float64Array.from(validation, (i) => columns.rating[i]);
  const predictions = [held(neural.validationPredictions), held(sampled.held), held(averages.held)];
  const weights = validation.length > 0 ? blendWeights(predictions, actual) : predictions.map(() => 1 / 3);
  const both = Int32Array.from([...train, ...validation]).sort();
  const isRefitted = validation.length > 0 && both.length <= MANY_RATINGS;
  const models = [
    neural.model,
    isRefitted && weights[1] > 0 ? (await sample(both, 2)).model : sampled.model,
    isRefitted && weights[2] > 0 ? (await averagesOf(columns, both, validation, scale, breathe)).model : averages.model,
  ];
  const members: BlendMember[] = models.map((model, at) => ({ model, weight: weights[at] }));
  const kept = members.filter(({ weight }) => weight > 0);
  const model = blendSnapshot(kept, models[1], settings.model, scale);
  const rows = valueRows(columns, train, settings);
  const validationPredictions = Float32Array.from(actual, (_, i) =>
    Math.min(
      high,
      Math.max(
        low,
        predictions.reduce((sum, predicted, at) => sum + weights[at] * predicted[i], 0),
      ),
    ),
  );
  const best: EpochOutcome = {
    record: { ...neural.record, ...errorsOf(validationPredictions, actual) },
    model,
    validationPredictions,
    testPredictions: await predictRatings(columns, split.test, model, rows, breathe),
  };
  const records: MemberRecord[] = [];
  for (const [at, member] of members.entries()) {
    records.push({
      model: member.model.model,
      label: member.model.model === AVERAGES ? AVERAGES_LABEL : modelOf(member.model.model).label,
      weight: member.weight,
      validationRmse: plainErrors(predictions[at], actual).rmse,
      testRmse: plainErrors(
        await predictRatings(columns, split.test, member.model, rows, breathe),
        Float32Array.from(split.test, (i) => columns.rating[i]),
      ).rmse,
    });
  }
  return { ...outcome, best, members: records };
}

/** Tastes that the Bayesian member draws: more did not help on any file measured. */
const SAMPLED_FACTORS = 8;

function errorsOf(predicted: Float32Array, actual: Float64Array) {
  const { rmse } = plainErrors(predicted, actual);
  return rmse === null ? {} : { validationRmse: rmse };
}

async function averagesOf(
  columns: TrainingColumns,
  part: Int32Array,
  validation: Int32Array,
  range: [number, number],
  breathe: () => Promise<void>,
): Promise<{ model: ModelSnapshot; held: Float64Array }> {
  const { users, products } = columns;
  const fitted = await fitAverages({ users, products, training: ratingRowsOf(columns, part) }, breathe);
  const averages: AverageParts = fitted.at(Number.NaN);
  const model: ModelSnapshot = {
    ...EMPTY,
    model: AVERAGES,
    range,
    userRows: mapRows(columns.user, users, part).rowOf,
    productRows: mapRows(columns.product, products, part).rowOf,
    averages,
  };
  const held = Float64Array.from(
    validation,
    (i) => averages.offset + averages.ofUser[columns.user[i]] + averages.ofProduct[columns.product[i]],
  );
  return { model, held };
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
  return { ...EMPTY, model, range, userRows, productRows, members };
}
