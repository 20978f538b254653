import { KERNELS_BASE64, RELAXED_KERNELS_BASE64 } from "./kernels.wasm";
import type { SamplerKernels } from "./samplerKernels";

/** The kernels' functions; see kernels/ for what they compute. Pointers are byte offsets. */
export interface Kernels extends SamplerKernels {
  gather(table: number, rows: number, owed: number, count: number, width: number, out: number, outStride: number): void;
  dotScores(
    users: number,
    products: number,
    scores: number,
    count: number,
    width: number,
    factors: number,
    hasBias: number,
  ): void;
  dotGradients(
    users: number,
    products: number,
    slopes: number,
    count: number,
    width: number,
    factors: number,
    hasBias: number,
  ): void;
  linear(
    x: number,
    weights: number,
    bias: number,
    out: number,
    rows: number,
    inputs: number,
    outputs: number,
    relu: number,
  ): void;
  addHalves(user: number, products: number, out: number, rows: number, width: number): void;
  linearWeightGradient(
    x: number,
    slopes: number,
    gradient: number,
    rows: number,
    inputs: number,
    outputs: number,
  ): void;
  addColumns(values: number, sums: number, rows: number, columns: number): void;
  maskByRelu(slopes: number, outputs: number, count: number): void;
  transpose(values: number, out: number, rows: number, columns: number): void;
  rangePredict(scores: number, stride: number, count: number, low: number, span: number): void;
  rangeLoss(
    scores: number,
    stride: number,
    curvatures: number,
    ratings: number,
    shares: number,
    count: number,
    low: number,
    span: number,
  ): number;
  composeRows(
    users: number,
    products: number,
    sides: number,
    features: number,
    ofUser: number,
    composites: number,
    count: number,
    half: number,
  ): void;
  networkInput(composites: number, sides: number, features: number, out: number, count: number, half: number): void;
  hybridScores(
    composites: number,
    masks: number,
    network: number,
    networkStride: number,
    scores: number,
    count: number,
    half: number,
    offset: number,
  ): void;
  compositeGradients(
    composites: number,
    masks: number,
    slopes: number,
    curvatures: number,
    network: number,
    networkStride: number,
    count: number,
    half: number,
  ): number;
  rowGradients(
    rows: number,
    rowStride: number,
    ids: number,
    idStride: number,
    pulls: number,
    precisions: number,
    live: number,
    gradients: number,
    gradientStride: number,
    network: number,
    networkStride: number,
    shares: number,
    count: number,
    half: number,
    scale: number,
  ): void;
  dropOut(values: number, first: number, count: number, key: number, threshold: number, scale: number): void;
  multiply(values: number, count: number, factor: number): void;
  softmaxLoss(scores: number, targets: number, shares: number, rows: number, columns: number): number;
  stepRows(
    table: number,
    touched: number,
    owed: number,
    starts: number,
    order: number,
    count: number,
    steps: number,
    gradient: number,
    gradientStride: number,
    width: number,
    rate: number,
    rootScale: number,
    beta1: number,
    beta2: number,
    epsilon: number,
    keep: number,
  ): void;
  stepDense(
    weights: number,
    first: number,
    second: number,
    gradient: number,
    count: number,
    rate: number,
    rootScale: number,
    beta1: number,
    beta2: number,
    epsilon: number,
    keep: number,
  ): void;
  sweepFactors(matrix: number, stride: number, from: number, inverse: number, right: number, left: number): void;
  sweepRows(matrix: number, stride: number, left: number, right: number, first: number, last: number): void;
  sweepBlock(matrix: number, stride: number, from: number, inverse: number, left: number): void;
}

const PAGE = 65536;
/** Room for the kernels' own constants, which lie at the start of the memory. */
const RESERVED = 4096;

let compiled: WebAssembly.Module | null = null;

/** Throws where the browser has no WebAssembly with 128-bit SIMD. */
export function compileKernels(): WebAssembly.Module {
  if (!compiled) {
    const relaxed = bytesOf(RELAXED_KERNELS_BASE64);
    compiled = new WebAssembly.Module(WebAssembly.validate(relaxed) ? relaxed : bytesOf(KERNELS_BASE64));
  }
  return compiled;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/**
 * A memory of its own with the kernels that work in it. Pieces are allocated once and live as long as the memory.
 * Views into the memory are valid until the next allocation.
 */
export class KernelMemory {
  readonly kernels: Kernels;
  private readonly memory = new WebAssembly.Memory({ initial: 1, maximum: 65536 });
  private used = RESERVED;

  constructor() {
    const instance = new WebAssembly.Instance(compileKernels(), { env: { memory: this.memory } });
    this.kernels = instance.exports as unknown as Kernels;
  }

  /** A pointer to this many zero bytes, at a multiple of 16. Throws when no memory is left. */
  allocate(bytes: number): number {
    const pointer = this.used;
    this.used += Math.ceil(bytes / 16) * 16;
    const missing = this.used - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE));
    return pointer;
  }

  /** The whole memory as floats: the one at a pointer has index pointer / 4. */
  get allFloats(): Float32Array {
    return new Float32Array(this.memory.buffer);
  }

  floats(pointer: number, length: number): Float32Array {
    return new Float32Array(this.memory.buffer, pointer, length);
  }

  doubles(pointer: number, length: number): Float64Array {
    return new Float64Array(this.memory.buffer, pointer, length);
  }

  integers(pointer: number, length: number): Int32Array {
    return new Int32Array(this.memory.buffer, pointer, length);
  }
}
