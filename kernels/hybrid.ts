import { exp4 } from "./exp";
import { sumLanes } from "./lanes";

/** What a log-variance is divided by in a row: Adam's steps are of one length, and variances have further to go. */
const UNIT: f32 = 4;

/**
 * The hybrid's embedding rows are normal distributions: the first half of a row are means, the second log-variances.
 * A half is `half` columns: the factors, a bias, padding. Who rates, and when, is the sum of the user's row and of the
 * rows of the features that describe the user; what is rated is the sum on the product's side. Such a sum, a composite,
 * is again normal: [means, variances] of the user's side, then of the product's.
 *
 * `masks` are three rows of a half: 1 in the columns of factors, 1 in the column of the bias, and their sum.
 */

/** to ← from, or to ← to + from, means as they are; log-variances become variances, in place too. */
// @ts-ignore: decorator
@inline
function addRow(row: usize, to: usize, bytes: usize, first: bool): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const mean = v128.load(row + at);
    const variance = exp4(f32x4.mul(f32x4.splat(UNIT), v128.load(row + bytes + at)));
    v128.store(row + bytes + at, variance);
    if (first) {
      v128.store(to + at, mean);
      v128.store(to + bytes + at, variance);
    } else {
      v128.store(to + at, f32x4.add(v128.load(to + at), mean));
      v128.store(to + bytes + at, f32x4.add(v128.load(to + bytes + at), variance));
    }
  }
}

/**
 * Composites of `count` positions from their gathered rows, in which variances replace the log-variances.
 * Position i has `features` rows at `sides`, those of the user's side first, `ofUser` of them.
 */
export function composeRows(
  users: usize,
  products: usize,
  sides: usize,
  features: i32,
  ofUser: i32,
  composites: usize,
  count: i32,
  half: i32,
): void {
  const bytes = <usize>half << 2;
  const row = bytes << 1;
  for (let i = 0; i < count; i++) {
    const user = composites + <usize>i * (row << 1);
    const product = user + row;
    addRow(users + <usize>i * row, user, bytes, true);
    addRow(products + <usize>i * row, product, bytes, true);
    for (let feature = 0; feature < features; feature++) {
      addRow(sides + <usize>(i * features + feature) * row, feature < ofUser ? user : product, bytes, false);
    }
  }
}

/** What the network reads of a position: the means of both composites, then those of each feature's row. */
export function networkInput(
  composites: usize,
  sides: usize,
  features: i32,
  out: usize,
  count: i32,
  half: i32,
): void {
  const bytes = <usize>half << 2;
  let to = out;
  for (let i = 0; i < count; i++) {
    const composite = composites + <usize>i * (bytes << 2);
    memory.copy(to, composite, bytes);
    memory.copy(to + bytes, composite + (bytes << 1), bytes);
    to += bytes << 1;
    for (let feature = 0; feature < features; feature++) {
      memory.copy(to, sides + <usize>(i * features + feature) * (bytes << 1), bytes);
      to += bytes;
    }
  }
}

/** scores[i] = offset + means' dot product over the factors + both biases + the network's output, where there is one. */
export function hybridScores(
  composites: usize,
  masks: usize,
  network: usize,
  networkStride: i32,
  scores: usize,
  count: i32,
  half: i32,
  offset: f32,
): void {
  const bytes = <usize>half << 2;
  for (let i = 0; i < count; i++) {
    const user = composites + <usize>i * (bytes << 2);
    const product = user + (bytes << 1);
    let lanes = f32x4.splat(0);
    for (let at: usize = 0; at < bytes; at += 16) {
      const u = v128.load(user + at);
      const p = v128.load(product + at);
      const isFactor = v128.load(masks + at);
      const isBias = v128.load(masks + bytes + at);
      lanes = f32x4.add(lanes, f32x4.mul(isFactor, f32x4.mul(u, p)));
      lanes = f32x4.add(lanes, f32x4.mul(isBias, f32x4.add(u, p)));
    }
    let score = offset + sumLanes(lanes);
    if (network != 0) score += load<f32>(network + (<usize>(i * networkStride) << 2));
    store<f32>(scores + (<usize>i << 2), score);
  }
}

/**
 * Replaces composites by the loss's gradient by them. The loss of a position is share · (error² + slope² · variance of
 * the score), with the range's slope taken as constant (Gauss–Newton); slopes[i] is the derivative of its first part by
 * the score, curvatures[i] is share · slope². Returns the sum of the second parts.
 */
export function compositeGradients(
  composites: usize,
  masks: usize,
  slopes: usize,
  curvatures: usize,
  network: usize,
  networkStride: i32,
  count: i32,
  half: i32,
): f64 {
  const bytes = <usize>half << 2;
  let penalty: f64 = 0;
  for (let i = 0; i < count; i++) {
    const user = composites + <usize>i * (bytes << 2);
    const product = user + (bytes << 1);
    const slope = f32x4.splat(load<f32>(slopes + (<usize>i << 2)));
    const curvature = f32x4.splat(load<f32>(curvatures + (<usize>i << 2)));
    const twice = f32x4.add(curvature, curvature);
    const fromNetwork = network + (<usize>(i * networkStride) << 2);
    let spread = f32x4.splat(0);
    for (let at: usize = 0; at < bytes; at += 16) {
      const um = v128.load(user + at);
      const uv = v128.load(user + bytes + at);
      const pm = v128.load(product + at);
      const pv = v128.load(product + bytes + at);
      const isFactor = v128.load(masks + at);
      const isBias = v128.load(masks + bytes + at);
      const byUser = f32x4.mul(isFactor, f32x4.add(f32x4.mul(pm, pm), pv));
      const byProduct = f32x4.mul(isFactor, f32x4.add(f32x4.mul(um, um), uv));
      // um² pv + pm² uv + uv pv, and both variances of the biases
      spread = f32x4.add(spread, f32x4.mul(byUser, uv));
      spread = f32x4.add(spread, f32x4.mul(isFactor, f32x4.mul(f32x4.mul(um, um), pv)));
      spread = f32x4.add(spread, f32x4.mul(isBias, f32x4.add(uv, pv)));
      let gu = f32x4.mul(slope, f32x4.add(f32x4.mul(isFactor, pm), isBias));
      let gp = f32x4.mul(slope, f32x4.add(f32x4.mul(isFactor, um), isBias));
      gu = f32x4.add(gu, f32x4.mul(twice, f32x4.mul(isFactor, f32x4.mul(um, pv))));
      gp = f32x4.add(gp, f32x4.mul(twice, f32x4.mul(isFactor, f32x4.mul(pm, uv))));
      if (network != 0) {
        gu = f32x4.add(gu, v128.load(fromNetwork + at));
        gp = f32x4.add(gp, v128.load(fromNetwork + bytes + at));
      }
      v128.store(user + at, gu);
      v128.store(product + at, gp);
      v128.store(user + bytes + at, f32x4.mul(curvature, f32x4.add(byUser, isBias)));
      v128.store(product + bytes + at, f32x4.mul(curvature, f32x4.add(byProduct, isBias)));
    }
    penalty += <f64>load<f32>(curvatures + (<usize>i << 2)) * <f64>sumLanes(spread);
  }
  return penalty;
}

/**
 * Replaces the rows of `count` positions, `rowStride` floats apart, by the loss's gradient by means and log-variances:
 * what their composite got, what the network's own input of them got, and the pull of the prior. The pull is the row's
 * Kullback–Leibler divergence from a normal of mean 0 and precision `precisions`, divided among its training ratings:
 * pulls[id] is 1 / their number, and the position's part is scale · share.
 */
export function rowGradients(
  rows: usize,
  rowStride: i32,
  ids: usize,
  idStride: i32,
  pulls: usize,
  precisions: usize,
  live: usize,
  gradients: usize,
  gradientStride: i32,
  network: usize,
  networkStride: i32,
  shares: usize,
  count: i32,
  half: i32,
  scale: f32,
): void {
  const bytes = <usize>half << 2;
  for (let i = 0; i < count; i++) {
    const row = rows + (<usize>(i * rowStride) << 2);
    const gradient = gradients + (<usize>(i * gradientStride) << 2);
    const fromNetwork = network + (<usize>(i * networkStride) << 2);
    const id = load<i32>(ids + (<usize>(i * idStride) << 2));
    const pull = f32x4.splat(scale * load<f32>(shares + (<usize>i << 2)) * load<f32>(pulls + (<usize>id << 2)));
    const halfPull = f32x4.mul(pull, f32x4.splat(0.5));
    for (let at: usize = 0; at < bytes; at += 16) {
      const mean = v128.load(row + at);
      const variance = v128.load(row + bytes + at);
      const precision = v128.load(precisions + at);
      let g = f32x4.add(v128.load(gradient + at), f32x4.mul(pull, f32x4.mul(mean, precision)));
      if (network != 0) g = f32x4.add(g, v128.load(fromNetwork + at));
      v128.store(row + at, g);
      const towards = f32x4.mul(halfPull, f32x4.sub(f32x4.mul(variance, precision), v128.load(live + at)));
      const byVariance = f32x4.add(f32x4.mul(variance, v128.load(gradient + bytes + at)), towards);
      v128.store(row + bytes + at, f32x4.mul(f32x4.splat(UNIT), byVariance));
    }
  }
}
