import { KernelNetwork } from "./kernelNetwork";
import { type Layer, type Network, PlainNetwork } from "./network";

/** A Network of these layers, in WebAssembly where the browser can. */
export function createNetwork(layers: Layer[], products: number): Network {
  if (layers.length === 1) return new PlainNetwork(layers, products); // there is nothing to multiply
  try {
    return new KernelNetwork(layers, products);
  } catch {
    // No SIMD, or no room for a memory: the answers are the same, some 25 times later.
    return new PlainNetwork(layers, products);
  }
}
