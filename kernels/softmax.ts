/**
 * e^x for x ≤ 0, within 2 units in the last place; 0 below −87, where float32 leaves its normal numbers. Cephes' expf:
 * x = n ln 2 + r, a polynomial for e^r, and n into the exponent's bits.
 */
// @ts-ignore: decorator
@inline
function expOfNegative(x: v128): v128 {
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504088896341)));
  // ln 2 in two parts, the first of so few bits that n times it is exact.
  let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  let p = f32x4.splat(1.9875691500e-4);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1));
  p = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(p, r), r), r), f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return v128.and(f32x4.mul(p, power), f32x4.ge(x, f32x4.splat(-87)));
}

// @ts-ignore: decorator
@inline
function largest(v: v128): f32 {
  const left = max<f32>(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1));
  return max<f32>(left, max<f32>(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)));
}

/**
 * Softmax loss of each of the `rows` rows of scores against its target column, weighed by its share, and the slopes:
 * scores[i × columns + j] ← d loss / d score. columns is a multiple of 4. Returns the loss.
 */
export function softmaxLoss(scores: usize, targets: usize, shares: usize, rows: i32, columns: i32): f64 {
  const bytes = <usize>columns << 2;
  let loss: f64 = 0;
  for (let i = 0; i < rows; i++) {
    const from = scores + <usize>i * bytes;
    const end = from + bytes;
    const share = load<f32>(shares + (<usize>i << 2));
    if (share == 0) {
      memory.fill(from, 0, bytes);
      continue;
    }
    let highest = v128.load(from);
    for (let at = from; at < end; at += 16) highest = f32x4.max(highest, v128.load(at));
    const most = largest(highest);
    const shift = f32x4.splat(most);
    const target = from + (<usize>load<i32>(targets + (<usize>i << 2)) << 2);
    const score: f64 = load<f32>(target);
    let sums = f32x4.splat(0);
    for (let at = from; at < end; at += 16) {
      const e = expOfNegative(f32x4.sub(v128.load(at), shift));
      sums = f32x4.add(sums, e);
      v128.store(at, e);
    }
    const sum = <f64>(f32x4.extract_lane(sums, 0) + f32x4.extract_lane(sums, 1)) +
      <f64>(f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3));
    const factor = f32x4.splat(<f32>(<f64>share / sum));
    for (let at = from; at < end; at += 16) v128.store(at, f32x4.mul(v128.load(at), factor));
    store<f32>(target, load<f32>(target) - share);
    loss += <f64>share * (<f64>(most + Mathf.log(<f32>sum)) - score);
  }
  return loss;
}
