/** sum + a × b; in one instruction in the build for browsers that offer it (relaxed SIMD). */
// @ts-ignore: decorator
@inline
export function madd(sum: v128, a: v128, b: v128): v128 {
  // RELAXED is given to the compiler: one of the two branches is all that remains.
  return RELAXED ? f32x4.relaxed_madd(a, b, sum) : f32x4.add(sum, f32x4.mul(a, b));
}
