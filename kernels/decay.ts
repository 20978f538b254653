/** What a row's stored weights must be multiplied with to be current. */
// @ts-ignore: decorator
@inline
export function owedDecay(seen: usize, row: i32, total: f64): f32 {
  const owed = total - load<f64>(seen + (<usize>row << 3));
  return owed == 0 ? 1 : <f32>Math.exp(owed);
}
