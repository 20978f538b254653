/**
 * A table row with all that its training touches, in one piece, so that a random row costs one visit to memory: the
 * number of steps after which it was last current (i32, padded to 16 bytes), its weights, first and second moments.
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

/** Bytes that are pulled into the cache together: a third of its first level. */
const PULLED: usize = 16384;

/** Records of this many bytes that are pulled together. */
// @ts-ignore: decorator
@inline
export function pulledRows(size: usize): i32 {
  return max(1, <i32>(PULLED / size));
}

/**
 * Load something of each cache line of some rows' records, for nothing: the processor asks memory for all of them at
 * once, where the work on one row would have it ask for the next row's only at its end.
 */
// @ts-ignore: decorator
@inline
export function pull(table: usize, rows: usize, count: i32, size: usize): void {
  for (let i = 0; i < count; i++) {
    const record = table + <usize>load<i32>(rows + (<usize>i << 2)) * size;
    for (let line: usize = 0; line < size; line += 64) load<i32>(record + line);
    load<i32>(record + size - 4);
  }
}

/**
 * Four weights with the steps that their row owes: kept · w − m · moved · (√v + e) / (√v (√v + 2 e) + eh), the four
 * terms in the lanes of `owed`; see OwedSteps.weightTerms.
 */
// @ts-ignore: decorator
@inline
export function caughtUp(w: v128, m: v128, v: v128, kept: v128, moved: v128, e: v128, eh: v128): v128 {
  const root = f32x4.sqrt(v);
  const above = f32x4.mul(f32x4.mul(m, moved), f32x4.add(root, e));
  const below = f32x4.add(f32x4.mul(root, f32x4.add(root, f32x4.add(e, e))), eh);
  return f32x4.sub(f32x4.mul(w, kept), f32x4.div(above, below));
}
