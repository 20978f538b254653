import { type Inverter, invertPivots, invertTriangle } from "../invert";
import { compileKernels, KernelMemory } from "./memory";

/** Width of a block of pivots, as in kernels/sweep.ts. */
const BLOCK = 64;

/** Rows between two breaths: some milliseconds where there are thousands, and few enough for a processor's cache. */
const ROWS_PER_BREATH = 64;

/**
 * `invertTriangle` by the kernels: eight multiplications at a time, in 32 bits. The matrix is copied into a memory of its
 * own, padded to whole blocks by an identity. Throws where there is no WebAssembly with SIMD, or no memory left.
 */
export const invertByKernels: Inverter = async (triangle, n, breathe, progress) => {
  const memory = new KernelMemory();
  const { kernels } = memory;
  const stride = Math.ceil(n / BLOCK) * BLOCK;
  const pointer = memory.allocate(stride * stride * 4);
  const inversePointer = memory.allocate(BLOCK * BLOCK * 4);
  const right = memory.allocate(stride * BLOCK * 4);
  const left = memory.allocate(stride * BLOCK * 4);
  // Nothing is allocated any more: the views stay valid.
  const padded = memory.floats(pointer, stride * stride);
  for (let i = 0, at = 0; i < n; at += ++i) padded.set(triangle.subarray(at, at + i + 1), i * stride);
  for (let i = n; i < stride; i++) padded[i * stride + i] = 1;
  const inverse = new Float64Array(BLOCK * BLOCK);
  const stored = memory.floats(inversePointer, BLOCK * BLOCK);
  for (let from = 0; from < stride; from += BLOCK) {
    invertPivots(padded, stride, from, from + BLOCK, inverse, BLOCK);
    stored.set(inverse);
    kernels.sweepFactors(pointer, stride, from, inversePointer, right, left);
    for (let first = 0; first < stride; first += ROWS_PER_BREATH) {
      kernels.sweepRows(pointer, stride, left, right, first, first + ROWS_PER_BREATH);
      await breathe();
    }
    kernels.sweepBlock(pointer, stride, from, inversePointer, left);
    progress?.((from + BLOCK) / stride);
  }
  for (let i = 0, at = 0; i < n; i++) {
    if (i % 64 === 0) await breathe();
    for (let j = 0; j <= i; j++) triangle[at++] = -padded[i * stride + j];
  }
};

/** The kernels where there are any, else TypeScript. */
export function fastestInverter(): Inverter {
  try {
    compileKernels();
    return invertByKernels;
  } catch {
    return invertTriangle;
  }
}
