import { caughtUp, pull, pulledRows, recordBytes, weightsOf } from "./record";

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
  w: v128,
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
  v128.store(at, withoutDust(f32x4.sub(f32x4.mul(w, kept), move)));
}

/** Bytes of what a touched row owes: the four terms of OwedSteps.weightTerms, then the two of momentTerms. */
const OWED: usize = 32;

/**
 * One AdamW step on `count` touched rows: first those that they owe, then the present one, after which they are current
 * at `steps` steps. What touched[k] owes lies at `owed` + 32 k. Its gradient is the sum of the gradient rows
 * order[starts[k] .. starts[k + 1]), each `width` floats at `gradient` + position × gradientStride.
 */
export function stepRows(
  table: usize,
  touched: usize,
  owed: usize,
  starts: usize,
  order: usize,
  count: i32,
  steps: i32,
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
  const kept = f32x4.splat(keep);
  const rates = f32x4.splat(rate);
  const scales = f32x4.splat(rootScale);
  const f1 = f32x4.splat(1 - beta1);
  const f2 = f32x4.splat(1 - beta2);
  const epsilons = f32x4.splat(epsilon);
  const bytes = <usize>width << 2;
  const stride = <usize>gradientStride << 2;
  const size = recordBytes(width);
  const together = pulledRows(size);
  for (let k = 0; k < count; k++) {
    if (k % together == 0) pull(table, touched + (<usize>k << 2), min(together, count - k), size);
    const record = table + <usize>load<i32>(touched + (<usize>k << 2)) * size;
    store<i32>(record, steps);
    const terms = owed + <usize>k * OWED;
    const decayed = v128.load_splat<f32>(terms);
    const isMoved = load<f32>(terms, 4) != 0;
    const moved = v128.load_splat<f32>(terms, 4);
    const e = v128.load_splat<f32>(terms, 8);
    const eh = v128.load_splat<f32>(terms, 12);
    const b1 = f32x4.splat(beta1 * load<f32>(terms, 16));
    const b2 = f32x4.splat(beta2 * load<f32>(terms, 20));
    const from = order + (<usize>load<i32>(starts + (<usize>k << 2)) << 2);
    const end = order + (<usize>load<i32>(starts + (<usize>k << 2), 4) << 2);
    const weights = weightsOf(record);
    for (let column: usize = 0; column < bytes; column += 16) {
      let g = f32x4.splat(0);
      for (let position = from; position < end; position += 4) {
        g = f32x4.add(g, v128.load(gradient + <usize>load<i32>(position) * stride + column));
      }
      const at = weights + column;
      const first = at + bytes;
      const second = first + bytes;
      const stored = v128.load(at);
      const w = isMoved
        ? caughtUp(stored, v128.load(first), v128.load(second), decayed, moved, e, eh)
        : f32x4.mul(stored, decayed);
      stepVector(at, first, second, w, g, kept, rates, scales, b1, f1, b2, f2, epsilons);
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
    const w = v128.load(weights + at);
    stepVector(weights + at, first + at, second + at, w, g, kept, rates, scales, b1, f1, b2, f2, epsilons);
  }
}
