import { sumLanes } from "./lanes";

/**
 * scores[i] = user[i] · product[i] over the first `factors` of `width` columns, plus both rows' biases, which lie in
 * column `factors`, when `hasBias`. Columns beyond are zero.
 */
export function dotScores(
  users: usize,
  products: usize,
  scores: usize,
  count: i32,
  width: i32,
  factors: i32,
  hasBias: bool,
): void {
  const bytes = <usize>width << 2;
  const bias = <usize>factors << 2;
  for (let i = 0; i < count; i++) {
    const user = users + <usize>i * bytes;
    const product = products + <usize>i * bytes;
    let lanes = f32x4.splat(0);
    for (let at: usize = 0; at < bytes; at += 16) {
      lanes = f32x4.add(lanes, f32x4.mul(v128.load(user + at), v128.load(product + at)));
    }
    let score = sumLanes(lanes);
    if (hasBias) {
      // Rows are multiplied whole, so the biases' product is in the sum and is taken out again.
      const b = load<f32>(user + bias);
      const c = load<f32>(product + bias);
      score += b + c - b * c;
    }
    store<f32>(scores + (<usize>i << 2), score);
  }
}

/** Replaces both rows of position i by their gradients: slopes[i] times the other row, slopes[i] for a bias. */
export function dotGradients(
  users: usize,
  products: usize,
  slopes: usize,
  count: i32,
  width: i32,
  factors: i32,
  hasBias: bool,
): void {
  const bytes = <usize>width << 2;
  const bias = <usize>factors << 2;
  for (let i = 0; i < count; i++) {
    const user = users + <usize>i * bytes;
    const product = products + <usize>i * bytes;
    const slope = load<f32>(slopes + (<usize>i << 2));
    const slopeLanes = f32x4.splat(slope);
    for (let at: usize = 0; at < bytes; at += 16) {
      const held = v128.load(user + at);
      v128.store(user + at, f32x4.mul(slopeLanes, v128.load(product + at)));
      v128.store(product + at, f32x4.mul(slopeLanes, held));
    }
    if (hasBias) {
      store<f32>(user + bias, slope);
      store<f32>(product + bias, slope);
    }
  }
}
