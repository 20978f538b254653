import { halfWidth } from "../../models/hybrid/posterior";
import type { LearnerWeights } from "../../models/learner";
import type { HybridSnapshot, ModelSnapshot } from "../../models/snapshot";
import type { RatingPlan } from "./plan";
import { type SideRows, STRANGER_ROW } from "./sideRows";

/** The weights with all that predicting needs. Of the hybrid's rows the means alone: they are what it predicts with. */
export function snapshotOf({ learner, users, products, sides }: RatingPlan, weights: LearnerWeights): ModelSnapshot {
  const { model, factors, hidden } = learner.shape;
  const base = {
    model,
    factors,
    hidden,
    range: learner.range,
    userRows: users.rowOf,
    productRows: products.rowOf,
    dense: weights.dense.map(({ name, shape, values }) => ({ name, shape, values })),
  };
  if (!sides) return { ...base, width: weights.width, users: weights.users, products: weights.products };
  const half = halfWidth(factors);
  return {
    ...base,
    width: half,
    users: meansOf(weights.users, half),
    products: meansOf(weights.products, half),
    hybrid: {
      offset: learner.hybrid!.offset,
      userPull: weights.userPull!,
      stranger: sides.rareUsers.includes(1) ? STRANGER_ROW : 0,
      sides: meansOf(weights.sides, half),
      features: sides.features.map((feature) => describe(feature, sides)),
    },
  };
}

function describe({ role, per, rows }: SideRows["features"][number], { newestYear }: SideRows) {
  const feature: HybridSnapshot["features"][number] =
    per === "rating" ? { role, of: "user", rows: newestYear } : { role, of: per, rows };
  return feature;
}

/** The first half of each row. */
function meansOf(rows: Float32Array, half: number): Float32Array {
  const means = new Float32Array(rows.length / 2);
  for (let from = 0, to = 0; to < means.length; from += 2 * half, to += half) {
    means.set(rows.subarray(from, from + half), to);
  }
  return means;
}
