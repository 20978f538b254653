import { owedDecay } from "./decay";

/**
 * out[i × outStride ..] = weights[rows[i] × width ..] × the decay that the row owes, for i in 0 .. count.
 * `seen` holds each row's cumulative log-decay (f64) when it was last current; `total` is today's.
 */
export function gather(
  weights: usize,
  seen: usize,
  total: f64,
  rows: usize,
  count: i32,
  width: i32,
  out: usize,
  outStride: i32,
): void {
  const bytes = <usize>width << 2;
  for (let i = 0; i < count; i++) {
    const row = load<i32>(rows + (<usize>i << 2));
    const factor = f32x4.splat(owedDecay(seen, row, total));
    let from = weights + <usize>row * bytes;
    let to = out + <usize>i * (<usize>outStride << 2);
    const end = from + bytes;
    while (from < end) {
      v128.store(to, f32x4.mul(v128.load(from), factor));
      from += 16;
      to += 16;
    }
  }
}
