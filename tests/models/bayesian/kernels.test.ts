import { expect, test } from "vitest";
import { Random } from "../../../src/domain/random";
import type { SamplerMemory } from "../../../src/models/bayesian/types";
import { STATE_BYTES, writeZiggurat, ZIGGURAT_BYTES } from "../../../src/models/bayesian/ziggurat";
import { samplerMemory } from "./planted";

function randomState(memory: SamplerMemory, seed: number): number {
  const state = memory.allocate(ZIGGURAT_BYTES);
  const random = new Random(seed, "kernels");
  memory.integers(state, 4).set(Int32Array.from({ length: 4 }, () => random.uint32() | 0));
  writeZiggurat(memory.doubles(state + STATE_BYTES, (ZIGGURAT_BYTES - STATE_BYTES) / 8));
  return state;
}

function doubles(memory: SamplerMemory, values: ArrayLike<number>): number {
  const pointer = memory.allocate(8 * values.length);
  memory.doubles(pointer, values.length).set(values);
  return pointer;
}

function integers(memory: SamplerMemory, values: ArrayLike<number>): number {
  const pointer = memory.allocate(4 * values.length);
  memory.integers(pointer, values.length).set(values);
  return pointer;
}

test("draws are standard normal: shares between quantiles, and the first four moments", () => {
  const memory = samplerMemory();
  const n = 1_000_000;
  const [sums, moves, values] = [memory.allocate(16 * n), memory.allocate(8 * n), memory.allocate(8 * n)];
  memory.kernels.drawOwn(n, 0, sums, moves, values, 0, 1, 0, 1, randomState(memory, 1));
  const drawn = memory.doubles(values, n);
  // Φ at these, by tables.
  for (const [z, share] of [
    [-3, 0.0013499],
    [-2, 0.0227501],
    [-1, 0.1586553],
    [-0.25, 0.4012937],
    [0, 0.5],
    [0.5, 0.6914625],
    [1.5, 0.9331928],
    [3.5, 0.9997674],
  ]) {
    const below = drawn.reduce((count, x) => count + (x < z ? 1 : 0), 0) / n;
    expect(Math.abs(below - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / n));
  }
  // Standard errors of the moments of n normals: 1, √2, √15 and √96 by √n.
  for (const [power, mean, error] of [
    [1, 0, 1],
    [2, 1, Math.sqrt(2)],
    [3, 0, Math.sqrt(15)],
    [4, 3, Math.sqrt(96)],
  ]) {
    const found = drawn.reduce((sum, x) => sum + x ** power, 0) / n;
    expect(Math.abs(found - mean)).toBeLessThan((4 * error) / Math.sqrt(n));
  }
});

test("an own value is drawn from its conjugate posterior, and what it leaves is kept", () => {
  const memory = samplerMemory();
  const n = 200_000;
  // Two ratings, x = 2 and −1, that leave 0.7 and 0.4 at a value of 0.3; noise precision 3, prior N(0.5, 1 / 2).
  const [squares, products, held, noise, mean, precision] = [5, 2 * 0.7 - 0.4, 0.3, 3, 0.5, 2];
  const sums = doubles(
    memory,
    Array.from({ length: 2 * n }, (_, at) => (at % 2 === 0 ? squares : products)),
  );
  const values = doubles(memory, new Float64Array(n).fill(held));
  const [moves, ahead] = [memory.allocate(8 * n), memory.allocate(8 * n)];
  memory.kernels.drawOwn(n, 0, sums, moves, values, ahead, noise, mean, precision, randomState(memory, 2));
  const variance = 1 / (precision + noise * squares);
  // Σ x (error + x · held) is what the ratings say of the value from 0.
  const centre = variance * (precision * mean + noise * (2 * (0.7 + 2 * 0.3) - (0.4 - 0.3)));
  const drawn = memory.doubles(values, n);
  const average = drawn.reduce((sum, x) => sum + x, 0) / n;
  const spread = drawn.reduce((sum, x) => sum + (x - centre) ** 2, 0) / n;
  expect(Math.abs(average - centre)).toBeLessThan(4 * Math.sqrt(variance / n));
  expect(Math.abs(spread - variance)).toBeLessThan(4 * variance * Math.sqrt(2 / n));
  for (const key of [0, 1, n - 1]) {
    expect(memory.doubles(moves, n)[key]).toBeCloseTo(drawn[key] - held, 12);
    expect(memory.doubles(ahead, n)[key]).toBeCloseTo(centre - drawn[key], 12);
    expect(memory.doubles(sums, 2 * n)[2 * key + 1]).toBeCloseTo(products - squares * (drawn[key] - held), 12);
  }
});

test("with certain draws own and shared steps are least squares a coordinate at a time, as plain loops say", () => {
  const memory = samplerMemory();
  const random = new Random(3, "rows");
  const [rows, keys, size] = [200, 15, 4];
  const [key, at, year] = [keys, 9, 3].map((n) => Int32Array.from({ length: rows }, () => random.integer(n)));
  const reals = (n: number) => Float64Array.from({ length: n }, () => random.normal());
  const [table, second, errors, own, shared] = [9, 3, rows, keys, size].map(reals);
  const rowWeights = Float64Array.from({ length: rows }, () => 1 + random.integer(3));
  const memberships = Array.from({ length: size }, (_, v) =>
    Array.from({ length: 5 }, (_, m) => (v * 3 + 2 * m) % keys),
  );
  const starts = Int32Array.from({ length: size + 1 }, (_, v) => 5 * v);
  const weights = reals(keys);
  const has = Int32Array.from({ length: keys }, (_, k) => (k % 4 === 3 ? 0 : 1));
  const pointers = {
    key: integers(memory, key),
    at: integers(memory, at),
    year: integers(memory, year),
    table: doubles(memory, table),
    second: doubles(memory, second),
    rowWeights: doubles(memory, rowWeights),
    errors: doubles(memory, errors),
    own: doubles(memory, own),
    shared: doubles(memory, shared),
    weights: doubles(memory, weights),
    members: integers(memory, memberships.flat()),
    starts: integers(memory, starts),
    has: integers(memory, has),
    sums: memory.allocate(16 * keys),
    moves: memory.allocate(8 * keys),
  };
  const state = randomState(memory, 3);
  const { kernels } = memory;
  const x = [pointers.at, pointers.table, pointers.year, pointers.second, pointers.rowWeights] as const;
  // Precisions so large that a draw is its mean; the prior pulls with a tenth of one rating.
  const [noise, precision, mean] = [1e24, 1e23, 0.2];
  kernels.regressionSums(rows, pointers.key, ...x, pointers.errors, pointers.sums);
  const drawn = [pointers.sums, pointers.moves] as const;
  kernels.drawOwn(keys, pointers.has, ...drawn, pointers.own, 0, noise, mean, precision, state);
  const { starts: first, members, weights: by } = pointers;
  kernels.drawShared(size, first, members, by, ...drawn, pointers.shared, noise, mean, precision, state);
  kernels.regressionMove(rows, pointers.key, ...x, pointers.errors, pointers.moves);

  const regressor = (r: number) => table[at[r]] + second[year[r]];
  /** Least squares of one coordinate, which adds slope(r) to row r; moves the errors. */
  const minimise = (held: number, slope: (r: number) => number): number => {
    let [squares, products] = [precision / noise, (precision / noise) * mean];
    for (let r = 0; r < rows; r++) {
      squares += rowWeights[r] * slope(r) ** 2;
      products += slope(r) * (errors[r] + rowWeights[r] * slope(r) * held);
    }
    const found = products / squares;
    for (let r = 0; r < rows; r++) errors[r] -= rowWeights[r] * slope(r) * (found - held);
    return found;
  };
  for (let k = 0; k < keys; k++) if (has[k]) own[k] = minimise(own[k], (r) => (key[r] === k ? regressor(r) : 0));
  for (let v = 0; v < size; v++) {
    const of = new Set(memberships[v]);
    shared[v] = minimise(shared[v], (r) => (of.has(key[r]) ? weights[key[r]] * regressor(r) : 0));
  }
  for (const [pointer, expected] of [
    [pointers.own, own],
    [pointers.shared, shared],
    [pointers.errors, errors],
  ] as const) {
    const found = memory.doubles(pointer, expected.length);
    for (let i = 0; i < expected.length; i++) expect(found[i]).toBeCloseTo(expected[i], 9);
  }
});
