import { madd } from "./madd";

/**
 * out[rows × outputs] = x[rows × inputs] · weights[inputs × outputs] + bias[outputs], through a ReLU when `relu`.
 * rows is a multiple of 4, outputs of 8. A block of 4 × 8 outputs stays in registers over the whole sum.
 */
export function linear(
  x: usize,
  weights: usize,
  bias: usize,
  out: usize,
  rows: i32,
  inputs: i32,
  outputs: i32,
  relu: bool,
): void {
  const zero = f32x4.splat(0);
  const xStride = <usize>inputs << 2;
  const stride = <usize>outputs << 2;
  for (let column: usize = 0; column < stride; column += 32) {
    const bias0 = v128.load(bias + column);
    const bias1 = v128.load(bias + column, 16);
    for (let row = 0; row < rows; row += 4) {
      let a0 = bias0;
      let a1 = bias1;
      let b0 = bias0;
      let b1 = bias1;
      let c0 = bias0;
      let c1 = bias1;
      let d0 = bias0;
      let d1 = bias1;
      let xa = x + <usize>row * xStride;
      let xb = xa + xStride;
      let xc = xb + xStride;
      let xd = xc + xStride;
      const end = xb;
      let w = weights + column;
      while (xa < end) {
        const w0 = v128.load(w);
        const w1 = v128.load(w, 16);
        let s = v128.load32_splat(xa);
        a0 = madd(a0, s, w0);
        a1 = madd(a1, s, w1);
        s = v128.load32_splat(xb);
        b0 = madd(b0, s, w0);
        b1 = madd(b1, s, w1);
        s = v128.load32_splat(xc);
        c0 = madd(c0, s, w0);
        c1 = madd(c1, s, w1);
        s = v128.load32_splat(xd);
        d0 = madd(d0, s, w0);
        d1 = madd(d1, s, w1);
        xa += 4;
        xb += 4;
        xc += 4;
        xd += 4;
        w += stride;
      }
      if (relu) {
        a0 = f32x4.max(a0, zero);
        a1 = f32x4.max(a1, zero);
        b0 = f32x4.max(b0, zero);
        b1 = f32x4.max(b1, zero);
        c0 = f32x4.max(c0, zero);
        c1 = f32x4.max(c1, zero);
        d0 = f32x4.max(d0, zero);
        d1 = f32x4.max(d1, zero);
      }
      let to = out + <usize>row * stride + column;
      v128.store(to, a0);
      v128.store(to, a1, 16);
      to += stride;
      v128.store(to, b0);
      v128.store(to, b1, 16);
      to += stride;
      v128.store(to, c0);
      v128.store(to, c1, 16);
      to += stride;
      v128.store(to, d0);
      v128.store(to, d1, 16);
    }
  }
}

/** gradient[inputs × outputs] += xᵀ · slopes, with x[rows × inputs], slopes[rows × outputs]; inputs a multiple of 4. */
export function linearWeightGradient(
  x: usize,
  slopes: usize,
  gradient: usize,
  rows: i32,
  inputs: i32,
  outputs: i32,
): void {
  const xStride = <usize>inputs << 2;
  const stride = <usize>outputs << 2;
  for (let column: usize = 0; column < stride; column += 32) {
    for (let input: usize = 0; input < xStride; input += 16) {
      const ga = gradient + (input >> 2) * stride + column;
      const gb = ga + stride;
      const gc = gb + stride;
      const gd = gc + stride;
      let a0 = v128.load(ga);
      let a1 = v128.load(ga, 16);
      let b0 = v128.load(gb);
      let b1 = v128.load(gb, 16);
      let c0 = v128.load(gc);
      let c1 = v128.load(gc, 16);
      let d0 = v128.load(gd);
      let d1 = v128.load(gd, 16);
      let from = x + input;
      let slope = slopes + column;
      for (let row = 0; row < rows; row++) {
        const y0 = v128.load(slope);
        const y1 = v128.load(slope, 16);
        let s = v128.load32_splat(from);
        a0 = madd(a0, s, y0);
        a1 = madd(a1, s, y1);
        s = v128.load32_splat(from, 4);
        b0 = madd(b0, s, y0);
        b1 = madd(b1, s, y1);
        s = v128.load32_splat(from, 8);
        c0 = madd(c0, s, y0);
        c1 = madd(c1, s, y1);
        s = v128.load32_splat(from, 12);
        d0 = madd(d0, s, y0);
        d1 = madd(d1, s, y1);
        from += xStride;
        slope += stride;
      }
      v128.store(ga, a0);
      v128.store(ga, a1, 16);
      v128.store(gb, b0);
      v128.store(gb, b1, 16);
      v128.store(gc, c0);
      v128.store(gc, c1, 16);
      v128.store(gd, d0);
      v128.store(gd, d1, 16);
    }
  }
}

/** sums[columns] += the column sums of values[rows × columns]: the gradient of a bias. */
export function addColumns(values: usize, sums: usize, rows: i32, columns: i32): void {
  const stride = <usize>columns << 2;
  for (let column: usize = 0; column < stride; column += 16) {
    let sum = v128.load(sums + column);
    let from = values + column;
    for (let row = 0; row < rows; row++) {
      sum = f32x4.add(sum, v128.load(from));
      from += stride;
    }
    v128.store(sums + column, sum);
  }
}

/** slopes ← 0 where the ReLU's output is 0; count is a multiple of 4. */
export function maskByRelu(slopes: usize, outputs: usize, count: i32): void {
  const zero = f32x4.splat(0);
  const bytes = <usize>count << 2;
  for (let at: usize = 0; at < bytes; at += 16) {
    const open = f32x4.gt(v128.load(outputs + at), zero);
    v128.store(slopes + at, v128.and(v128.load(slopes + at), open));
  }
}

/** out[columns × rows] = values[rows × columns]ᵀ. */
export function transpose(values: usize, out: usize, rows: i32, columns: i32): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const value = load<f32>(values + (<usize>(row * columns + column) << 2));
      store<f32>(out + (<usize>(column * rows + row) << 2), value);
    }
  }
}

/** MurmurHash3's 32-bit finaliser. */
// @ts-ignore: decorator
@inline
function mix(word: u32): u32 {
  let h = word;
  h = (h ^ (h >> 16)) * 0x85ebca6b;
  h = (h ^ (h >> 13)) * 0xc2b2ae35;
  return h ^ (h >> 16);
}

/**
 * values[i] ← values[i] · scale, or 0 where the hash of `key` and first + i lies below `threshold`: which units drop out
 * depends on nothing else, so that a Run can be repeated and gone on with.
 */
export function dropOut(values: usize, first: i32, count: i32, key: u32, threshold: u32, scale: f32): void {
  for (let i = 0; i < count; i++) {
    const at = values + (<usize>i << 2);
    const drops = mix(key ^ mix(<u32>(first + i))) < threshold;
    store<f32>(at, drops ? 0 : load<f32>(at) * scale);
  }
}

/** values[i] ← values[i] · factor; count is a multiple of 4. */
export function multiply(values: usize, count: i32, factor: f32): void {
  const factors = f32x4.splat(factor);
  const bytes = <usize>count << 2;
  for (let at: usize = 0; at < bytes; at += 16) v128.store(values + at, f32x4.mul(v128.load(values + at), factors));
}
