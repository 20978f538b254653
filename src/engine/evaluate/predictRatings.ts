import { fitAverages } from "../../models/averages/fit";
import { deviation } from "../../models/bayesian/design";
import { boundedRating } from "../../models/blend/bound";
import type { BayesianParts, ModelSnapshot, ValueRows } from "../../models/snapshot";
import type { TrainingColumns } from "../read/copies";
import { textOf } from "../read/vocabulary";
import { createModel } from "../recommend/models/createModel";
import type { Split } from "./part";
import { ratingRowsOf } from "./ratingRows";

/** Ratings that are predicted before a cancel is let in. */
const BETWEEN_BREATHS = 2000;

/**
 * Predicted ratings of these ratings of the Dataset by a model's weights, on the CPU in plain loops. Recommending asks for
 * the newest year; here each rating is predicted in its own, where the rows of the years are known.
 * @param split what the model was fitted to, where these are the ratings that it was fitted to
 */
export async function predictRatings(
  columns: TrainingColumns,
  part: Int32Array,
  snapshot: ModelSnapshot,
  valueRows: readonly ValueRows[],
  breathe: () => Promise<void>,
  split: Parts | null = null,
): Promise<Float32Array> {
  if (snapshot.members) return blended(columns, part, snapshot, valueRows, breathe, split);
  if (snapshot.averages && split && columns.time) return averagesAt(columns, part, snapshot, split, breathe);
  const model = createModel(snapshot);
  const { width, hybrid } = snapshot;
  const years = hybrid && !snapshot.bayesian ? yearRows(columns, valueRows) : null;
  const place = hybrid?.features.filter(({ of }) => of === "user").findIndex(({ role }) => role === "year") ?? -1;
  const predicted = new Float32Array(part.length);
  for (let position = 0; position < part.length; position++) {
    if (position % BETWEEN_BREATHS === 0) await breathe();
    const i = part[position];
    const user = model.userOf(columns.user[i]);
    const year = snapshot.bayesian ? yearRowAt(snapshot.bayesian, columns.time?.[i] ?? Number.NaN) : years?.[i];
    if (year !== undefined && hybrid && place >= 0) {
      const from = year * width;
      user.vector.set(hybrid.sides.subarray(from, from + width), (1 + place) * width);
    }
    let logit = model.terms(user, columns.product[i]).reduce((sum, { value }) => sum + value, 0);
    if (snapshot.bayesian && columns.time) logit += driftAt(snapshot.bayesian, columns.user[i], columns.time[i]);
    predicted[position] = model.ratingOf(logit);
  }
  return predicted;
}

/** The parts that a model was fitted to. */
type Parts = Pick<Split, "train" | "validation">;

/** Rows of the training and the validation part, rising. */
export function ratingsOfBoth({ train, validation }: Parts): Int32Array {
  return Int32Array.from([...train, ...validation]).sort();
}

/**
 * The averages as they were at the time of each rating: a snapshot knows them at the newest alone, so they are fitted again,
 * in closed form, to the ratings that they were fitted to.
 */
async function averagesAt(
  columns: TrainingColumns,
  part: Int32Array,
  { averages, range: [low, high] }: ModelSnapshot,
  split: Parts,
  breathe: () => Promise<void>,
): Promise<Float32Array> {
  const { users, products } = columns;
  const training = ratingRowsOf(columns, averages?.ofBoth ? ratingsOfBoth(split) : split.train);
  const fitted = await fitAverages({ users, products, training }, breathe);
  return Float32Array.from(fitted.predict(ratingRowsOf(columns, part)), (rating) =>
    Math.min(high, Math.max(low, rating)),
  );
}

/** A blend's predictions: each member's, held to the scale, times its weight; the sum brought into it. */
async function blended(
  columns: TrainingColumns,
  part: Int32Array,
  { members = [], range, softness }: ModelSnapshot,
  valueRows: readonly ValueRows[],
  breathe: () => Promise<void>,
  split: Parts | null,
): Promise<Float32Array> {
  const sum = new Float64Array(part.length);
  for (const { model, weight } of members) {
    const predicted = await predictRatings(columns, part, model, valueRows, breathe, split);
    for (let i = 0; i < sum.length; i++) sum[i] += weight * predicted[i];
  }
  return Float32Array.from(sum, (rating) => boundedRating(rating, range, softness));
}

/** Row of the year of a time, the first and the newest for those outside; 0 for an unknown time. */
function yearRowAt({ years, firstYear }: BayesianParts, time: number): number | undefined {
  if (years.length === 0) return undefined;
  if (Number.isNaN(time)) return 0;
  const at = new Date(time * 1000).getUTCFullYear() - firstYear;
  return years[Math.min(years.length - 1, Math.max(0, at))];
}

function driftAt({ drift, meanDate }: BayesianParts, user: number, time: number): number {
  return drift.length > 0 ? drift[user] * deviation(time - meanDate[user]) : 0;
}

/** Row of each rating's year; a year after the last that has a row counts as that one. Null where no rows are known. */
function yearRows({ sides }: TrainingColumns, valueRows: readonly ValueRows[]): Int32Array | null {
  const side = sides.find(({ role }) => role === "year");
  const known = valueRows.find(({ role }) => role === "year");
  if (!side || !known) return null;
  const byText = new Map(known.values.map((text, i) => [text, known.rows[i]]));
  let newest = -1;
  known.rows.forEach((row, i) => {
    if (row !== 0) newest = Math.max(newest, Number(known.values[i]));
  });
  const ofCode = Int32Array.from({ length: side.vocabulary.offsets.length - 1 }, (_, code) => {
    if (code === 0) return 0;
    const text = textOf(side.vocabulary, code);
    return byText.get(Number(text) > newest ? String(newest) : text) ?? 0;
  });
  return side.codes.map((code) => ofCode[code]);
}
