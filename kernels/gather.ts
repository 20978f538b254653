import { owedDecay, recordBytes, weightsOf } from "./record";

/**
 * out[i × outStride ..] = the current weights of row rows[i] of the table, for i in 0 .. count; `total` is the
 * cumulative log-decay of today.
 */
export function gather(
  table: usize,
  total: f64,
  rows: usize,
  count: i32,
  width: i32,
  out: usize,
  outStride: i32,
): void {
  const bytes = <usize>width << 2;
  const size = recordBytes(width);
  for (let i = 0; i < count; i++) {
    const record = table + <usize>load<i32>(rows + (<usize>i << 2)) * size;
    const factor = f32x4.splat(owedDecay(record, total));
    let from = weightsOf(record);
    let to = out + <usize>i * (<usize>outStride << 2);
    const end = from + bytes;
    while (from < end) {
      v128.store(to, f32x4.mul(v128.load(from), factor));
      from += 16;
      to += 16;
    }
  }
}
