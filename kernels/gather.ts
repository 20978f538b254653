import { caughtUp, pull, pulledRows, recordBytes, weightsOf } from "./record";

/**
 * out[i × outStride ..] = the current weights of row rows[i] of the table, for i in 0 .. count. Row i's four terms of
 * what it owes lie at `owed` + 16 i; see OwedSteps.weightTerms.
 */
export function gather(
  table: usize,
  rows: usize,
  owed: usize,
  count: i32,
  width: i32,
  out: usize,
  outStride: i32,
): void {
  const bytes = <usize>width << 2;
  const size = recordBytes(width);
  const together = pulledRows(size);
  for (let i = 0; i < count; i++) {
    if (i % together == 0) pull(table, rows + (<usize>i << 2), min(together, count - i), size);
    const record = table + <usize>load<i32>(rows + (<usize>i << 2)) * size;
    const terms = owed + (<usize>i << 4);
    const kept = v128.load_splat<f32>(terms);
    let from = weightsOf(record);
    let to = out + <usize>i * (<usize>outStride << 2);
    const end = from + bytes;
    if (load<f32>(terms, 4) == 0) {
      while (from < end) {
        v128.store(to, f32x4.mul(v128.load(from), kept));
        from += 16;
        to += 16;
      }
    } else {
      const moved = v128.load_splat<f32>(terms, 4);
      const e = v128.load_splat<f32>(terms, 8);
      const eh = v128.load_splat<f32>(terms, 12);
      while (from < end) {
        const m = v128.load(from + bytes);
        v128.store(to, caughtUp(v128.load(from), m, v128.load(from + 2 * bytes), kept, moved, e, eh));
        from += 16;
        to += 16;
      }
    }
  }
}
