import type { RunSettings } from "../../domain/settings";
import type { HybridOptions } from "../../models/hybrid/posterior";
import { bestBiases } from "../evaluate/baselines/dampedBias";
import type { Split } from "../evaluate/part";
import type { TrainingColumns } from "../read/copies";
import { countRows, type RowMap } from "./rowMap";
import type { SideRows } from "./sideRows";

/** Starting biases keep this share of the range from its ends, where the sigmoid's inverse runs away. */
const MARGIN = 0.02;

/** Where `hybrid` starts: at the damped biases, brought through the range's inverse sigmoid. */
export async function startHybrid(
  columns: TrainingColumns,
  split: Split,
  rows: { users: RowMap; products: RowMap; sides: SideRows },
  range: [number, number],
  schedule: Pick<HybridOptions, "stepsPerEpoch" | "steps">,
  { dropout }: Pick<RunSettings, "dropout">,
  breathe: () => Promise<void>,
): Promise<HybridOptions> {
  const { mean, ofUser, ofProduct } = await bestBiases(columns, split, breathe);
  const { users, products, sides } = rows;
  const scoreOf = inverseRange(range);
  const offset = scoreOf(mean);
  const biasesOf = ({ rowOf, rows: count }: RowMap, biases: Float64Array) => {
    const ofRow = new Float32Array(count);
    rowOf.forEach((row, code) => {
      if (row !== 0) ofRow[row] = scoreOf(mean + biases[code]) - offset;
    });
    return ofRow;
  };
  const { user, product, rating } = columns;
  let squares = 0;
  for (const i of split.train) squares += (rating[i] - mean - ofUser[user[i]] - ofProduct[product[i]]) ** 2;
  return {
    ...schedule,
    ofUser: sides.ofUser,
    firstRow: sides.firstRow,
    offset,
    userBias: biasesOf(users, ofUser),
    productBias: biasesOf(products, ofProduct),
    userCounts: countRows(user, users, split.train),
    productCounts: countRows(product, products, split.train),
    sideCounts: sides.counts,
    noise: squares / split.train.length,
    dropout,
  };
}

/** The score whose prediction is this rating, the ratings near the range's ends drawn in. */
function inverseRange([low, high]: [number, number]): (rating: number) => number {
  return (rating) => {
    const share = Math.min(1 - MARGIN, Math.max(MARGIN, (rating - low) / (high - low)));
    return Math.log(share / (1 - share));
  };
}
