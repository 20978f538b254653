/**
 * out[rows × width] = max(0, user[width] + products[rows × width]): the ReLU of a layer that is linear in a user and a
 * product, from what it answers to either alone. width is a multiple of 4.
 */
export function addHalves(user: usize, products: usize, out: usize, rows: i32, width: i32): void {
  const zero = f32x4.splat(0);
  const bytes = <usize>width << 2;
  for (let row = 0; row < rows; row++) {
    const from = <usize>row * bytes;
    for (let at: usize = 0; at < bytes; at += 16) {
      const sum = f32x4.add(v128.load(user + at), v128.load(products + from + at));
      v128.store(out + from + at, f32x4.max(sum, zero));
    }
  }
}
