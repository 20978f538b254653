import { isOrdered } from "../../domain/roles";
import type { TrainingColumns } from "../read/copies";
import { type SingleValues, singleValues } from "../read/severalValues";
import type { SideColumn } from "../read/sides";
import { textOf } from "../read/vocabulary";
import type { Sums } from "./bootstrap";
import { addError, figuresOfSums } from "./errors";
import { bootstrapOf, type EvaluationPart } from "./part";
import type { SegmentFigures, SegmentTable } from "./types";

/** Longest table. */
const MOST_SEGMENTS = 30;

/** Least training ratings of each activity segment, and its label. */
const ACTIVITY: readonly [from: number, label: string][] = [
  [0, "0"],
  [1, "1"],
  [2, "2–4"],
  [5, "5–9"],
  [10, "10–19"],
  [20, "20+"],
];

/**
 * Errors by segment: a table for each side column, and one by the number of training ratings of the user.
 * @param predicted rating of each position of the part
 * @param training indices of the training ratings
 */
export function segmentTables(
  part: EvaluationPart,
  predicted: ArrayLike<number>,
  training: Int32Array,
): SegmentTable[] {
  const { columns } = part;
  const tables = columns.sides.map((side) => {
    const codes = part.part.map((i) => sideCode(columns, side, i));
    const singles = singleValues(side.vocabulary);
    if (singles) return table(part, predicted, side.role, spread(codes, singles), (code) => singles.labels[code]);
    return table(part, predicted, side.role, { codes, positions: null }, (code) => textOf(side.vocabulary, code));
  });
  const activity = { codes: activityOf(part, training), positions: null };
  return [...tables, table(part, predicted, "activity", activity, (code) => ACTIVITY[code][1])];
}

/** The side column's code of a rating of the Dataset. */
export function sideCode({ user, product }: TrainingColumns, { per, codes }: SideColumn, rating: number): number {
  return codes[per === "user" ? user[rating] : per === "product" ? product[rating] : rating];
}

/** The activity segment of each position of the part. */
function activityOf({ columns, part }: EvaluationPart, training: Int32Array): Int32Array {
  const ratings = new Int32Array(columns.users);
  for (const i of training) ratings[columns.user[i]]++;
  return part.map((i) => ACTIVITY.findLastIndex(([from]) => from <= ratings[columns.user[i]]));
}

/** A segment of each position of the part in turn, or of those given, which can be in several. */
interface Divided {
  codes: Int32Array;
  positions: Int32Array | null;
}

/** Each position once for each of its values. */
function spread(codes: Int32Array, { starts, of }: SingleValues): Divided {
  const [values, positions]: [number[], number[]] = [[], []];
  codes.forEach((code, position) => {
    for (let at = starts[code]; at < starts[code + 1]; at++) {
      values.push(of[at]);
      positions.push(position);
    }
  });
  return { codes: Int32Array.from(values), positions: Int32Array.from(positions) };
}

function table(
  part: EvaluationPart,
  predicted: ArrayLike<number>,
  by: SegmentTable["by"],
  divided: Divided,
  labelOf: (code: number) => string,
): SegmentTable {
  const all = largestFirst(divided);
  const shown = all.slice(0, MOST_SEGMENTS);
  // Years and activities have codes in their own order; the unknown year comes last.
  if (by === "activity") shown.sort((a, b) => a - b);
  else if (isOrdered(by)) shown.sort((a, b) => (a || Number.POSITIVE_INFINITY) - (b || Number.POSITIVE_INFINITY));
  const sums = sumsBySegment(part, predicted, divided, shown);
  const segments = shown.flatMap((code, at) => segment(part, labelOf(code), sums[at]));
  return { by, segments, more: all.length - shown.length };
}

/** The codes that occur, the most frequent first, of equally frequent ones the lower first. */
function largestFirst({ codes }: Divided): number[] {
  const counts = new Map<number, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || a - b).map(([code]) => code);
}

/** Sums of errors by cluster, of each segment that is shown. */
function sumsBySegment(
  part: EvaluationPart,
  predicted: ArrayLike<number>,
  { codes, positions }: Divided,
  shown: number[],
): Sums[] {
  const bootstrap = bootstrapOf(part);
  const { rating } = part.columns;
  const sums = new Map(shown.map((code) => [code, bootstrap.emptySums()]));
  for (let at = 0; at < codes.length; at++) {
    const position = positions ? positions[at] : at;
    const own = sums.get(codes[at]);
    if (own) addError(own, bootstrap.clusterOf[position], predicted[position] - rating[part.part[position]]);
  }
  return [...sums.values()];
}

/** One segment's figures; none where its errors are no finite numbers. */
function segment(part: EvaluationPart, label: string, sums: Sums): SegmentFigures[] {
  const { figures, meanError, meanErrorInterval } = figuresOfSums(part, sums);
  if (meanError === null) return [];
  const { n, rmse, mae, interval } = figures;
  return [{ label, n, rmse, mae, interval, meanError, meanErrorInterval }];
}
