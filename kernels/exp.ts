/**
 * e to the power of each lane, to about 2e-7 of it: x = n ln 2 + r with |r| ≤ ln 2 / 2, the series of e^r to its seventh
 * term, and n into the exponent's bits. Beyond ± 87 it stays at the end of the range.
 */
// @ts-ignore: decorator
@inline
export function exp4(value: v128): v128 {
  const x = f32x4.max(f32x4.min(value, f32x4.splat(87)), f32x4.splat(-87));
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504)));
  // ln 2 in two parts, so that n times the first is exact.
  const r = f32x4.sub(f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375))), f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  let sum = f32x4.add(f32x4.splat(1 / 120.0), f32x4.mul(r, f32x4.splat(1 / 720.0)));
  sum = f32x4.add(f32x4.splat(1 / 24.0), f32x4.mul(r, sum));
  sum = f32x4.add(f32x4.splat(1 / 6.0), f32x4.mul(r, sum));
  sum = f32x4.add(f32x4.splat(0.5), f32x4.mul(r, sum));
  sum = f32x4.add(f32x4.splat(1), f32x4.mul(r, sum));
  sum = f32x4.add(f32x4.splat(1), f32x4.mul(r, sum));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(sum, power);
}
