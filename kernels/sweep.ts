import { madd } from "./madd";

/**
 * The three steps of a blocked sweep of a symmetric matrix, for a block K of 64 pivots (see
 * src/engine/model/wasm/invert.ts):
 *
 *   A_ij ← A_ij − A_iK (A_KK)⁻¹ A_Kj,   A_iK ← A_iK (A_KK)⁻¹,   A_KK ← −(A_KK)⁻¹
 *
 * The matrix has `stride` rows of `stride` floats, a multiple of 64; only its lower triangle is read. Both factors lie
 * in panels, so that the innermost loop reads memory from front to back: `right` holds A_iK, eight rows i to a panel,
 * `left` A_iK (A_KK)⁻¹, four to a panel; within a panel pivot by pivot.
 */
const BLOCK: usize = 64;

/** Bytes of a panel of `left`; one of `right` has twice as many. */
const PANEL: usize = BLOCK << 4;

/** Fill both factors from the columns of the block that begins at pivot `from`; `inverse` is (A_KK)⁻¹, 64 × 64. */
export function sweepFactors(matrix: usize, stride: i32, from: i32, inverse: usize, right: usize, left: usize): void {
  const width = <usize>stride;
  const first = <usize>from;
  for (let row: usize = 0; row < width; row++) {
    let to = right + (row >> 3) * (PANEL << 1) + ((row & 7) << 2);
    // Those above the block are read from its rows, those of the block itself are 0: the products leave it alone.
    const isAbove = row < first;
    const isInside = !isAbove && row < first + BLOCK;
    let at = isAbove ? matrix + ((first * width + row) << 2) : matrix + ((row * width + first) << 2);
    const step: usize = isAbove ? width << 2 : 4;
    for (let k: usize = 0; k < BLOCK; k++) {
      store<f32>(to, isInside ? 0 : load<f32>(at));
      to += 32;
      at += step;
    }
  }
  for (let row: usize = 0; row < width; row += 4) {
    const rows = right + (row >> 3) * (PANEL << 1) + ((row & 7) << 2);
    const to = left + (row >> 2) * PANEL;
    for (let k: usize = 0; k < BLOCK; k += 4) {
      let a = f32x4.splat(0);
      let b = a;
      let c = a;
      let d = a;
      let weights = inverse + (k << 2);
      for (let m: usize = 0; m < BLOCK; m++) {
        const values = v128.load(rows + (m << 5));
        a = madd(a, values, v128.load32_splat(weights));
        b = madd(b, values, v128.load32_splat(weights, 4));
        c = madd(c, values, v128.load32_splat(weights, 8));
        d = madd(d, values, v128.load32_splat(weights, 12));
        weights += BLOCK << 2;
      }
      const out = to + (k << 4);
      v128.store(out, a);
      v128.store(out, b, 16);
      v128.store(out, c, 32);
      v128.store(out, d, 48);
    }
  }
}

/** Subtract the factors' products from the rows first .. last, multiples of 4, up to the diagonal's tile. */
export function sweepRows(matrix: usize, stride: i32, left: usize, right: usize, first: i32, last: i32): void {
  const bytes = <usize>stride << 2;
  // Column by column, so that a panel of `right` stays in the nearest cache for all of these rows.
  for (let column: usize = 0; column < <usize>last; column += 8) {
    const columns = right + (column >> 3) * (PANEL << 1);
    for (let row = max(<usize>first, column); row < <usize>last; row += 4) {
      const rows = left + (row >> 2) * PANEL;
      const end = rows + PANEL;
      let q = columns;
      let a0 = f32x4.splat(0);
      let a1 = a0;
      let b0 = a0;
      let b1 = a0;
      let c0 = a0;
      let c1 = a0;
      let d0 = a0;
      let d1 = a0;
      for (let p = rows; p < end; p += 16) {
        const w0 = v128.load(q);
        const w1 = v128.load(q, 16);
        let s = v128.load32_splat(p);
        a0 = madd(a0, s, w0);
        a1 = madd(a1, s, w1);
        s = v128.load32_splat(p, 4);
        b0 = madd(b0, s, w0);
        b1 = madd(b1, s, w1);
        s = v128.load32_splat(p, 8);
        c0 = madd(c0, s, w0);
        c1 = madd(c1, s, w1);
        s = v128.load32_splat(p, 12);
        d0 = madd(d0, s, w0);
        d1 = madd(d1, s, w1);
        q += 32;
      }
      let at = matrix + row * bytes + (column << 2);
      subtract(at, a0, a1);
      at += bytes;
      subtract(at, b0, b1);
      at += bytes;
      subtract(at, c0, c1);
      at += bytes;
      subtract(at, d0, d1);
    }
  }
}

// @ts-ignore: decorator
@inline
function subtract(at: usize, low: v128, high: v128): void {
  v128.store(at, f32x4.sub(v128.load(at), low));
  v128.store(at, f32x4.sub(v128.load(at, 16), high), 16);
}

/** Put A_iK (A_KK)⁻¹ and −(A_KK)⁻¹ where the block's columns were, in the lower triangle. */
export function sweepBlock(matrix: usize, stride: i32, from: i32, inverse: usize, left: usize): void {
  const width = <usize>stride;
  const first = <usize>from;
  for (let row: usize = 0; row < width; row++) {
    let at = left + (row >> 2) * PANEL + ((row & 3) << 2);
    const isAbove = row < first;
    const isInside = !isAbove && row < first + BLOCK;
    let to = isAbove ? matrix + ((first * width + row) << 2) : matrix + ((row * width + first) << 2);
    const step: usize = isAbove ? width << 2 : 4;
    let own = inverse + (((row - first) * BLOCK) << 2);
    for (let k: usize = 0; k < BLOCK; k++) {
      store<f32>(to, isInside ? -load<f32>(own) : load<f32>(at));
      if (isInside) own += 4;
      at += 16;
      to += step;
    }
  }
}
