import { paddedOutputs } from "../../backends/rows";
import { KernelMemory } from "../../backends/wasm/memory";
import { TILE, wholeRows } from "../../backends/wasm/wasmLayers";
import type { Layer, Network } from "./network";

/** Floats of a vector, and bytes of a float. */
const LANES = 4;
const FLOAT = 4;

/** A layer above the first, in memory. */
interface PlacedLayer {
  /** Widths there: what exceeds the model's is padding, and zero. */
  inputs: number;
  outputs: number;
  /** Pointers: [inputs × outputs], [outputs] and, of a tile, [TILE × outputs]. */
  weights: number;
  bias: number;
  out: number;
}

/** A Network in a WebAssembly memory of its own, which goes with it. */
export class KernelNetwork implements Network {
  readonly first: Layer;
  private readonly memory = new KernelMemory();
  /** The whole memory: nothing is allocated after the constructor. */
  private readonly floats: Float32Array;
  /** Of a row of the first layer's answers, a multiple of LANES. */
  private readonly width: number;
  /** Pointers: [width], [products × width] and, of a tile, [TILE × width]. */
  private readonly userHalf: number;
  private readonly productHalves: number;
  private readonly hidden: number;
  private readonly layers: PlacedLayer[];

  /** At least one layer lies above the first. Throws where WebAssembly has no SIMD, or no memory left. */
  constructor(
    [first, ...above]: Layer[],
    private readonly products: number,
  ) {
    const { memory } = this;
    const allocate = (floats: number) => memory.allocate(floats * FLOAT);
    this.first = first;
    this.width = Math.ceil(first.outputs / LANES) * LANES;
    this.userHalf = allocate(this.width);
    this.productHalves = allocate(wholeRows(products) * this.width);
    this.hidden = allocate(TILE * this.width);
    let inputs = this.width;
    this.layers = above.map((layer) => {
      const outputs = paddedOutputs(layer.outputs);
      const weights = allocate(inputs * outputs);
      const placed = { inputs, outputs, weights, bias: allocate(outputs), out: allocate(TILE * outputs) };
      inputs = outputs;
      return placed;
    });
    this.floats = memory.allFloats;
    above.forEach((layer, i) => {
      this.write(layer, this.layers[i]);
    });
  }

  productHalf(product: number): Float32Array {
    const from = this.productHalves / FLOAT + product * this.width;
    return this.floats.subarray(from, from + this.first.outputs);
  }

  scores(userHalf: Float32Array): Float32Array {
    const { floats, products } = this;
    floats.set(userHalf, this.userHalf / FLOAT);
    const scores = new Float32Array(products);
    const { out, outputs } = this.layers[this.layers.length - 1];
    for (let from = 0; from < products; from += TILE) {
      const count = Math.min(TILE, products - from);
      this.forward(from, wholeRows(count));
      for (let i = 0, at = out / FLOAT; i < count; i++, at += outputs) scores[from + i] = floats[at];
    }
    return scores;
  }

  /** A tile's way from the first layer's answers to the last layer's outputs, of which column 0 is the score. */
  private forward(from: number, rows: number): void {
    const { kernels } = this.memory;
    const { width, hidden, layers } = this;
    kernels.addHalves(this.userHalf, this.productHalves + from * width * FLOAT, hidden, rows, width);
    let x = hidden;
    layers.forEach(({ inputs, outputs, weights, bias, out }, i) => {
      kernels.linear(x, weights, bias, out, rows, inputs, outputs, i + 1 < layers.length ? 1 : 0);
      x = out;
    });
  }

  private write({ inputs, outputs, weights, bias }: Layer, placed: PlacedLayer): void {
    this.floats.set(bias, placed.bias / FLOAT);
    for (let i = 0; i < inputs; i++) {
      const row = weights.subarray(i * outputs, (i + 1) * outputs);
      this.floats.set(row, placed.weights / FLOAT + i * placed.outputs);
    }
  }
}
