import { concat, type Scalar, type Tensor, type Tensor1D, type Tensor2D, type Tensor3D } from "@tensorflow/tfjs-core";
import { type DropOutMasks, factorColumns, multilayer } from "../tfjsScore";
import { LOG_VARIANCE_UNIT } from "./posterior";

/** A normal distribution by row: [batch, half] each. */
interface Normal {
  means: Tensor2D;
  variances: Tensor2D;
}

/** Rows of a batch, [batch, 2 half], the features' [batch, features, 2 half]. */
export interface HybridRows {
  users: Tensor2D;
  products: Tensor2D;
  sides: Tensor3D;
}

export interface HybridShape {
  half: number;
  factors: number;
  ofUser: number;
  offset: number;
}

export interface HybridScore {
  /** [batch] */
  scores: Tensor1D;
  /** Variance of each score but the network's part, [batch]. */
  spread: Tensor1D;
  /** Each row that a position uses, for `divergence`: of users, of products, of each feature. */
  rows: Normal[];
}

/** `hybrid` by the book (see posterior.ts): what kernels/hybrid.ts computes with its gradients worked out by hand. */
export function hybridScore(
  { users, products, sides }: HybridRows,
  { half, factors, ofUser, offset }: HybridShape,
  dense: Tensor[],
  masks: DropOutMasks,
): HybridScore {
  const [batch, features, width] = sides.shape;
  const ofFeature = Array.from({ length: features }, (_, f) =>
    normal(sides.slice([0, f, 0], [batch, 1, width]).reshape<Tensor2D>([batch, width]), half),
  );
  const [user, product] = [normal(users, half), normal(products, half)];
  const who = ofFeature.slice(0, ofUser).reduce(sum, user);
  const what = ofFeature.slice(ofUser).reduce(sum, product);
  const column = (rows: Tensor2D) => rows.slice([0, factors], [batch, 1]).flatten();
  const dot = (a: Tensor2D, b: Tensor2D) => factorColumns(a, factors).mul(factorColumns(b, factors)).sum(1);
  let scores = dot(who.means, what.means).add(column(who.means)).add(column(what.means)).add<Tensor1D>(offset);
  if (dense.length > 0) {
    const inputs = [who, what, ...ofFeature].map(({ means }) => factorColumns(means, factors));
    scores = scores.add(multilayer(concat(inputs, 1), dense, masks));
  }
  const spread = dot(who.means.square(), what.variances)
    .add(dot(who.variances, what.means.square()))
    .add(dot(who.variances, what.variances))
    .add(column(who.variances))
    .add<Tensor1D>(column(what.variances));
  return { scores, spread, rows: [user, product, ...ofFeature] };
}

/**
 * Kullback–Leibler divergence of the positions' rows from their priors, each row's divided by its training ratings, to
 * the constants: Σ weight · ½ Σ (mean² + variance) · precision − ln variance over the live columns.
 */
export function divergence(
  rows: Normal[],
  /** By kind of row, [1, half] each. */
  precisions: Tensor2D[],
  /** By kind of row, [batch] each: the position's share over the row's training ratings. */
  weights: Tensor1D[],
  columns: number,
): Scalar {
  const parts = rows.map(({ means, variances }, kind) => {
    const live = (values: Tensor2D) => factorColumns(values, columns);
    const pulled = live(means.square().add<Tensor2D>(variances)).mul(live(precisions[kind]));
    return pulled.sub(live(variances).log()).sum(1).mul(weights[kind]).sum<Scalar>();
  });
  return parts.reduce((total, part) => total.add(part)).mul(0.5);
}

function normal(rows: Tensor2D, half: number): Normal {
  const [batch] = rows.shape;
  return {
    means: rows.slice([0, 0], [batch, half]),
    variances: rows.slice([0, half], [batch, half]).mul<Tensor2D>(LOG_VARIANCE_UNIT).exp(),
  };
}

function sum(a: Normal, b: Normal): Normal {
  return { means: a.means.add(b.means), variances: a.variances.add(b.variances) };
}
