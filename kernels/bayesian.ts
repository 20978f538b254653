/**
 * The Gibbs sampler of `bayesian` (src/models/bayesian/): all floats here are 64 bits. Rows are ratings, or ratings summed
 * that cannot be told apart; row r adds x[r] · value[key[r]] to its prediction, and errors[r] is what is left of it.
 */

/** x of a row: 1 without a table, by row without an index, else table[at[r]] + second[atSecond[r]]. */
// @ts-ignore: decorator
@inline
function regressor(r: i32, at: usize, table: usize, atSecond: usize, second: usize): f64 {
  if (!table) return 1;
  if (!at) return load<f64>(table + (<usize>r << 3));
  const x = load<f64>(table + (<usize>load<i32>(at + (<usize>r << 2)) << 3));
  return second ? x + load<f64>(second + (<usize>load<i32>(atSecond + (<usize>r << 2)) << 3)) : x;
}

/** For each key Σ weight · x² and Σ x · error, side by side; adds to `sums`. */
export function regressionSums(
  rows: i32,
  key: usize,
  at: usize,
  table: usize,
  atSecond: usize,
  second: usize,
  weights: usize,
  errors: usize,
  sums: usize,
): void {
  for (let r = 0; r < rows; r++) {
    const x = regressor(r, at, table, atSecond, second);
    const weighted = weights ? x * load<f64>(weights + (<usize>r << 3)) : x;
    const both = f64x2.replace_lane(f64x2.splat(weighted), 1, load<f64>(errors + (<usize>r << 3)));
    const sum = sums + (<usize>load<i32>(key + (<usize>r << 2)) << 4);
    v128.store(sum, f64x2.add(v128.load(sum), f64x2.mul(f64x2.splat(x), both)));
  }
}

/** errors[r] −= weight · x · moves[key]. */
export function regressionMove(
  rows: i32,
  key: usize,
  at: usize,
  table: usize,
  atSecond: usize,
  second: usize,
  weights: usize,
  errors: usize,
  moves: usize,
): void {
  for (let r = 0; r < rows; r++) {
    let x = regressor(r, at, table, atSecond, second);
    if (weights) x *= load<f64>(weights + (<usize>r << 3));
    const error = errors + (<usize>r << 3);
    store<f64>(error, load<f64>(error) - x * load<f64>(moves + (<usize>load<i32>(key + (<usize>r << 2)) << 3)));
  }
}

/**
 * Draw the value of each key that has one of its own (mask `has`, or all) from its conditional posterior under the prior
 * N(mean, 1 / precision). `moves` gains the change and `sums` follow; `ahead` is the posterior's mean less the draw.
 */
export function drawOwn(
  count: i32,
  has: usize,
  sums: usize,
  moves: usize,
  values: usize,
  ahead: usize,
  noise: f64,
  mean: f64,
  precision: f64,
  random: usize,
): void {
  for (let e = 0; e < count; e++) {
    if (has && !load<i32>(has + (<usize>e << 2))) continue;
    const sum = sums + (<usize>e << 4);
    const squares = load<f64>(sum);
    const products = load<f64>(sum, 8);
    const value = values + (<usize>e << 3);
    const held = load<f64>(value);
    const posterior = precision + noise * squares;
    const centre = (precision * mean + noise * (products + held * squares)) / posterior;
    const drawn = centre + normal(random) / sqrt(posterior);
    const move = drawn - held;
    store<f64>(value, drawn);
    if (ahead) store<f64>(ahead + (<usize>e << 3), centre - drawn);
    store<f64>(sum, products - move * squares, 8);
    const moved = moves + (<usize>e << 3);
    store<f64>(moved, load<f64>(moved) + move);
  }
}

/**
 * The same for values that several keys share: value v adds weights[e] · v to the value of each key e in
 * members[starts[v] .. starts[v + 1]).
 */
export function drawShared(
  count: i32,
  starts: usize,
  members: usize,
  weights: usize,
  sums: usize,
  moves: usize,
  values: usize,
  noise: f64,
  mean: f64,
  precision: f64,
  random: usize,
): void {
  for (let v = 0; v < count; v++) {
    const first = load<i32>(starts + (<usize>v << 2));
    const end = load<i32>(starts + (<usize>v << 2), 4);
    let squares: f64 = 0;
    let products: f64 = 0;
    for (let m = first; m < end; m++) {
      const e = <usize>load<i32>(members + (<usize>m << 2));
      const weight = load<f64>(weights + (e << 3));
      const sum = sums + (e << 4);
      squares += weight * weight * load<f64>(sum);
      products += weight * load<f64>(sum, 8);
    }
    const value = values + (<usize>v << 3);
    const held = load<f64>(value);
    const posterior = precision + noise * squares;
    const centre = (precision * mean + noise * (products + held * squares)) / posterior;
    const drawn = centre + normal(random) / sqrt(posterior);
    store<f64>(value, drawn);
    const move = drawn - held;
    for (let m = first; m < end; m++) {
      const e = <usize>load<i32>(members + (<usize>m << 2));
      const step = load<f64>(weights + (e << 3)) * move;
      const sum = sums + (e << 4);
      store<f64>(sum, load<f64>(sum, 8) - step * load<f64>(sum), 8);
      const moved = moves + (e << 3);
      store<f64>(moved, load<f64>(moved) + step);
    }
  }
}

/** out = the number, the sum and the sum of squares of the values that count (mask `has`, or all). */
export function moments(count: i32, has: usize, values: usize, out: usize): void {
  let n: f64 = 0;
  let sum: f64 = 0;
  let squares: f64 = 0;
  for (let e = 0; e < count; e++) {
    if (has && !load<i32>(has + (<usize>e << 2))) continue;
    const value = load<f64>(values + (<usize>e << 3));
    n += 1;
    sum += value;
    squares += value * value;
  }
  store<f64>(out, n);
  store<f64>(out, sum, 8);
  store<f64>(out, squares, 16);
}

/** target[i] += factor · values[i]. */
export function addScaled(count: i32, target: usize, values: usize, factor: f64): void {
  for (let i = 0; i < count; i++) {
    const at = target + (<usize>i << 3);
    store<f64>(at, load<f64>(at) + factor * load<f64>(values + (<usize>i << 3)));
  }
}

/** cells[cell[r]] += errors[r]. */
export function gatherCells(rows: i32, cell: usize, errors: usize, cells: usize): void {
  for (let r = 0; r < rows; r++) {
    const at = cells + (<usize>load<i32>(cell + (<usize>r << 2)) << 3);
    store<f64>(at, load<f64>(at) + load<f64>(errors + (<usize>r << 3)));
  }
}

/** errors[r] += changes[cell[r]]. */
export function spreadCells(rows: i32, cell: usize, changes: usize, errors: usize): void {
  for (let r = 0; r < rows; r++) {
    const at = errors + (<usize>r << 3);
    store<f64>(at, load<f64>(at) + load<f64>(changes + (<usize>load<i32>(cell + (<usize>r << 2)) << 3)));
  }
}

/** out[r] += (left[atLeft[r]] + second[atSecond[r]]) · right[atRight[r]]; there is no second without an index. */
export function addProducts(
  rows: i32,
  atLeft: usize,
  left: usize,
  atSecond: usize,
  second: usize,
  atRight: usize,
  right: usize,
  out: usize,
): void {
  for (let r = 0; r < rows; r++) {
    let x = load<f64>(left + (<usize>load<i32>(atLeft + (<usize>r << 2)) << 3));
    if (atSecond) x += load<f64>(second + (<usize>load<i32>(atSecond + (<usize>r << 2)) << 3));
    const y = load<f64>(right + (<usize>load<i32>(atRight + (<usize>r << 2)) << 3));
    const at = out + (<usize>r << 3);
    store<f64>(at, load<f64>(at) + x * y);
  }
}

/** xoshiro128** 1.1, its four words at `random`: the same stream as src/engine/random.ts from the same state. */
// @ts-ignore: decorator
@inline
function uint32(random: usize): u32 {
  let a = load<u32>(random);
  const b = load<u32>(random, 4);
  let c = load<u32>(random, 8);
  let d = load<u32>(random, 12);
  const result = rotl<u32>(b * 5, 7) * 9;
  c ^= a;
  d ^= b;
  store<u32>(random, a ^ d);
  store<u32>(random, b ^ c, 4);
  store<u32>(random, c ^ (b << 9), 8);
  store<u32>(random, rotl<u32>(d, 11), 12);
  return result;
}

/** Bytes of the state before the tables of `normal`. */
const TABLES: usize = 16;
const LAYERS: i32 = 128;

/**
 * Standard normal by the ziggurat (Marsaglia & Tsang 2000) with layers of the same area: behind the state lie their right
 * edges, from the base's on, then the density there, as src/models/bayesian/ziggurat.ts writes them. One word gives the
 * layer, the sign and 24 bits of place.
 */
// @ts-ignore: decorator
@inline
function normal(random: usize): f64 {
  const word = uint32(random);
  const layer = <usize>(word & 127) << 3;
  const x = <f64>(word >> 8) * (1.0 / 16777216.0) * load<f64>(random + TABLES + layer);
  const value = x < load<f64>(random + TABLES + layer, 8) ? x : outside(random, layer, x);
  return word & 128 ? -value : value;
}

/** Beyond the edge of the layer above: accepted under the density, in the tail, or drawn again, without its sign. */
function outside(random: usize, first: usize, start: f64): f64 {
  let layer = first;
  let x = start;
  const edges = random + TABLES;
  const densities = edges + (<usize>(LAYERS + 1) << 3);
  while (true) {
    if (x < load<f64>(edges + layer, 8)) return x;
    if (layer == 0) {
      const edge = load<f64>(edges, 8);
      let beyond: f64;
      let height: f64;
      do {
        beyond = -logarithm(uniform(random)) / edge;
        height = -logarithm(uniform(random));
      } while (height + height < beyond * beyond);
      return edge + beyond;
    }
    const low = load<f64>(densities + layer);
    const high = load<f64>(densities + layer, 8);
    if (logarithm(low + uniform(random) * (high - low)) < -0.5 * x * x) return x;
    const word = uint32(random);
    layer = <usize>(word & 127) << 3;
    x = <f64>(word >> 8) * (1.0 / 16777216.0) * load<f64>(edges + layer);
  }
}

/** Between 0 and 1, without both. */
// @ts-ignore: decorator
@inline
function uniform(random: usize): f64 {
  return (<f64>uint32(random) + 0.5) * (1.0 / 4294967296.0);
}

/**
 * Natural logarithm of a positive number, by 2 artanh((m − 1) / (m + 1)) of its mantissa m in [√½, √2): the library's has
 * tables that do not fit below the memory's first piece.
 */
function logarithm(x: f64): f64 {
  const bits = reinterpret<u64>(x);
  let exponent = <i32>(bits >> 52) - 1023;
  let mantissa = reinterpret<f64>((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
  if (mantissa > 1.4142135623730951) {
    mantissa *= 0.5;
    exponent++;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const q = s * s;
  let series: f64 = 0;
  for (let n = 21; n >= 1; n -= 2) series = series * q + 1 / <f64>n;
  return <f64>exponent * 0.6931471805599453 + 2 * s * series;
}
