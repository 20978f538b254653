import { owedDecay, recordBytes, weightsOf } from "./record";

/**
 * Zero for values whose effect no step can show: without gradients, moments and weights shrink into the denormal
 * numbers, with which processors compute a hundred times slower. What is no number stays so, and ends the Run.
 */
// @ts-ignore: decorator
@inline
function withoutDust(values: v128): v128 {
  return v128.andnot(values, f32x4.lt(f32x4.abs(values), f32x4.splat(1e-30)));
}

/** w ← w · kept − rate · m / (√v · rootScale + epsilon), with the moments taken on by the gradient `g` first. */
// @ts-ignore: decorator
@inline
function stepVector(
  at: usize,
  first: usize,
  second: usize,
  g: v128,
  kept: v128,
  rate: v128,
  rootScale: v128,
  beta1: v128,
  fresh1: v128,
  beta2: v128,
  fresh2: v128,
  epsilon: v128,
): void {
  const m = withoutDust(f32x4.add(f32x4.mul(beta1, v128.load(first)), f32x4.mul(fresh1, g)));
  const v = withoutDust(f32x4.add(f32x4.mul(beta2, v128.load(second)), f32x4.mul(fresh2, f32x4.mul(g, g))));
  v128.store(first, m);
  v128.store(second, v);
  const move = f32x4.div(f32x4.mul(rate, m), f32x4.add(f32x4.mul(f32x4.sqrt(v), rootScale), epsilon));
  v128.store(at, withoutDust(f32x4.sub(f32x4.mul(v128.load(at), kept), move)));
}

/**
 * One lazy AdamW step on `count` touched rows, which are current afterwards at the cumulative log-decay `newTotal`.
 * The gradient of touched[k] is the sum of the gradient rows order[starts[k] .. starts[k + 1]), each `width` floats at
 * `gradient` + position × gradientStride.
 */
export function stepRows(
  table: usize,
  total: f64,
  newTotal: f64,
  touched: usize,
  starts: usize,
  order: usize,
  count: i32,
  gradient: usize,
  gradientStride: i32,
  width: i32,
  rate: f32,
  rootScale: f32,
  beta1: f32,
  beta2: f32,
  epsilon: f32,
  keep: f32,
): void {
  const rates = f32x4.splat(rate);
  const scales = f32x4.splat(rootScale);
  const b1 = f32x4.splat(beta1);
  const f1 = f32x4.splat(1 - beta1);
  const b2 = f32x4.splat(beta2);
  const f2 = f32x4.splat(1 - beta2);
  const epsilons = f32x4.splat(epsilon);
  const bytes = <usize>width << 2;
  const stride = <usize>gradientStride << 2;
  const size = recordBytes(width);
  for (let k = 0; k < count; k++) {
    const record = table + <usize>load<i32>(touched + (<usize>k << 2)) * size;
    const kept = f32x4.splat(owedDecay(record, total) * keep);
    store<f64>(record, newTotal);
    const from = order + (<usize>load<i32>(starts + (<usize>k << 2)) << 2);
    const end = order + (<usize>load<i32>(starts + (<usize>k << 2), 4) << 2);
    const weights = weightsOf(record);
    for (let column: usize = 0; column < bytes; column += 16) {
      let g = f32x4.splat(0);
      for (let position = from; position < end; position += 4) {
        g = f32x4.add(g, v128.load(gradient + <usize>load<i32>(position) * stride + column));
      }
      const at = weights + column;
      stepVector(at, at + bytes, at + 2 * bytes, g, kept, rates, scales, b1, f1, b2, f2, epsilons);
    }
  }
}

/** One AdamW step on `count` weights that every step touches; `count` is a multiple of 4. */
export function stepDense(
  weights: usize,
  first: usize,
  second: usize,
  gradient: usize,
  count: i32,
  rate: f32,
  rootScale: f32,
  beta1: f32,
  beta2: f32,
  epsilon: f32,
  keep: f32,
): void {
  const kept = f32x4.splat(keep);
  const rates = f32x4.splat(rate);
  const scales = f32x4.splat(rootScale);
  const b1 = f32x4.splat(beta1);
  const f1 = f32x4.splat(1 - beta1);
  const b2 = f32x4.splat(beta2);
  const f2 = f32x4.splat(1 - beta2);
  const epsilons = f32x4.splat(epsilon);
  const bytes = <usize>count << 2;
  for (let at: usize = 0; at < bytes; at += 16) {
    const g = v128.load(gradient + at);
    stepVector(weights + at, first + at, second + at, g, kept, rates, scales, b1, f1, b2, f2, epsilons);
  }
}
