import { expect, it } from "vitest";
import { invertInPlace, invertTriangle } from "../../src/backends/invert";
import { invertByKernels } from "../../src/backends/wasm/invert";
import { Random } from "../../src/domain/random";
import { nowhere } from "../engine/evaluate/baselines/ratings";

/** M Mᵀ + I of a random M: symmetric, positive definite. */
function positiveDefinite(n: number): Float64Array {
  const random = new Random(n, "matrix");
  const root = Float64Array.from({ length: n * n }, () => random.normal());
  return product(root, transposed(root, n), n).map((value, at) => value + (at % (n + 1) === 0 ? 1 : 0));
}

function transposed(a: Float64Array, n: number): Float64Array {
  return a.map((_, at) => a[(at % n) * n + Math.floor(at / n)]);
}

function product(a: Float64Array, b: Float64Array, n: number): Float64Array {
  return a.map((_, at) => {
    let sum = 0;
    for (let k = 0; k < n; k++) sum += a[Math.floor(at / n) * n + k] * b[k * n + (at % n)];
    return sum;
  });
}

// The blocks are 32 wide and the tiles 3: sizes below, at and beyond their borders.
it.each([1, 2, 3, 31, 32, 33, 64, 95, 100])("a matrix of %i rows times its inverse is the identity", async (n) => {
  const matrix = positiveDefinite(n);
  const inverse = matrix.slice();
  await invertInPlace(inverse, n, nowhere);
  product(matrix, inverse, n).forEach((value, at) => {
    expect(Math.abs(value - (at % (n + 1) === 0 ? 1 : 0))).toBeLessThan(1e-8);
  });
  expect(transposed(inverse, n)).toEqual(inverse);
});

it("lets others in while it works", async () => {
  let breaths = 0;
  const breathe = async () => {
    if (++breaths === 3) throw new Error("abandoned");
  };
  await expect(invertInPlace(positiveDefinite(200), 200, breathe)).rejects.toThrow("abandoned");
});

function triangleOf(matrix: Float64Array, n: number): Float32Array {
  return Float32Array.from([...matrix].filter((_, at) => at % n <= Math.floor(at / n)));
}

// The kernels' blocks are 64 wide.
it.each([1, 63, 64, 65, 200])("lower triangles of %i rows are inverted, by the kernels in 32 bits", async (n) => {
  const matrix = positiveDefinite(n);
  const [plain, byKernels] = [triangleOf(matrix, n), triangleOf(matrix, n)];
  await invertInPlace(matrix, n, nowhere);
  const expected = triangleOf(matrix, n);
  await invertTriangle(plain, n, nowhere);
  await invertByKernels(byKernels, n, nowhere);
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  expected.forEach((value, at) => {
    expect(Math.abs(plain[at] - value)).toBeLessThan(2e-4 * largest);
    expect(Math.abs(byKernels[at] - value)).toBeLessThan(2e-4 * largest);
  });
});
