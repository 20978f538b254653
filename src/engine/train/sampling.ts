import { KernelMemory } from "../../backends/wasm/memory";
import type { SideRole } from "../../domain/roles";
import { fitBayesian } from "../../models/bayesian/fit";
import { modelSnapshotOf } from "../../models/bayesian/modelSnapshot";
import {
  BAYESIAN_DEFAULTS,
  type BayesianOptions,
  type RatingRows,
  type SideFeature,
  type SweepReport,
} from "../../models/bayesian/types";
import type { ModelSnapshot } from "../../models/snapshot";
import type { TrainingColumns } from "../read/copies";
import { mapRows } from "./rowMap";

/** Training ratings from which on fewer sweeps are as good: measured at 1.29 million, where the error stands after 60. */
const MANY_RATINGS = 300_000;
const FEWER_SWEEPS = { sweeps: 60, burnIn: 20, thinning: 3 };

/** Ratings of a part, in columns of their own. */
export function ratingRowsOf({ user, product, rating, time }: TrainingColumns, part: Int32Array): RatingRows {
  return {
    user: part.map((i) => user[i]),
    product: part.map((i) => product[i]),
    rating: Float64Array.from(part, (i) => rating[i]),
    time: time && Float64Array.from(part, (i) => time[i]),
  };
}

/** The side features of ids; the year is read from the times. */
function featuresOf({ sides }: TrainingColumns, wanted: readonly SideRole[]): (SideFeature & { role: SideRole })[] {
  return sides.flatMap(({ role, per, codes, vocabulary }) => {
    if (per === "rating" || !wanted.includes(role)) return [];
    const starts = new Int32Array(codes.length + 1);
    const values: number[] = [];
    for (let code = 0; code < codes.length; code++) {
      if (codes[code] > 0) values.push(codes[code] - 1);
      starts[code + 1] = values.length;
    }
    return [{ role, of: per, starts, values: Int32Array.from(values), size: vocabulary.offsets.length - 2 }];
  });
}

/** The sweeps of a fit to so many ratings, where at most so many are asked for. */
export function sweepsOf(ratings: number, most = BAYESIAN_DEFAULTS.sweeps): Partial<BayesianOptions> {
  const { sweeps, burnIn, thinning } = ratings < MANY_RATINGS ? BAYESIAN_DEFAULTS : FEWER_SWEEPS;
  if (most >= sweeps) return { sweeps: ratings < MANY_RATINGS ? most : sweeps, burnIn, thinning };
  return { sweeps: most, burnIn: Math.min(burnIn, Math.floor(0.3 * most)), thinning: Math.min(thinning, most) };
}

export interface Sampled {
  model: ModelSnapshot;
  /** Running mean of the predictions for the held part, not held to the scale. */
  held: Float64Array;
}

/** `bayesian` fitted to the ratings of `part`, and what it predicts for those of `held`. Rejects where `breathe` does. */
export async function sampleBayesian(
  columns: TrainingColumns,
  part: Int32Array,
  held: Int32Array,
  settings: {
    seed: number;
    factors: number;
    sides: readonly SideRole[];
    range: [number, number];
  } & Partial<BayesianOptions>,
  hooks: { breathe: () => Promise<void>; onSweep?: (report: SweepReport) => void },
): Promise<Sampled> {
  const { sides, range, ...options } = settings;
  const features = featuresOf(columns, sides);
  const { users, products } = columns;
  const data = {
    users,
    products,
    training: ratingRowsOf(columns, part),
    held: [ratingRowsOf(columns, held)],
    features,
  };
  const fit = await fitBayesian(data, { ...BAYESIAN_DEFAULTS, ...options }, hooks, new KernelMemory());
  const userRows = mapRows(columns.user, users, part);
  const productRows = mapRows(columns.product, products, part);
  return { model: modelSnapshotOf(fit.snapshot, features, userRows, productRows, range), held: fit.held[0] };
}
