/**
 * A table row with all that its training touches, in one piece, so that a random row costs one visit to memory:
 * the cumulative log-decay at which it was last current (f64, padded to 16 bytes), its weights, first and second
 * moments.
 */
const HEAD: usize = 16;

// @ts-ignore: decorator
@inline
export function recordBytes(width: i32): usize {
  return HEAD + <usize>width * 12;
}

// @ts-ignore: decorator
@inline
export function weightsOf(record: usize): usize {
  return record + HEAD;
}

/** What the record's weights must be multiplied with to be current, when the cumulative log-decay stands at `total`. */
// @ts-ignore: decorator
@inline
export function owedDecay(record: usize, total: f64): f32 {
  const owed = total - load<f64>(record);
  return owed == 0 ? 1 : <f32>Math.exp(owed);
}
