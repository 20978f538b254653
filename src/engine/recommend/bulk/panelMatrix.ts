import { paddedOutputs } from "../../../backends/rows";
import { KernelMemory } from "../../../backends/wasm/memory";
import { wholeRows } from "../../../backends/wasm/wasmLayers";

/** Users who are scored at once, and products that are scored at once: a panel. */
export const BLOCK = 128;
export const PANEL = 256;
const FLOAT = 4;

export interface Panel {
  /** Place of its first product, and how many it has. */
  from: number;
  count: number;
  /** Its width: what exceeds the products is padding. */
  outputs: number;
  /** Pointers: [factors × outputs] and [outputs]. */
  weights: number;
  bias: number;
}

/** Panels of products in a WebAssembly memory, to be multiplied with blocks of users. */
export class PanelMatrix {
  private readonly memory = new KernelMemory();
  private readonly users: number;
  private readonly out: number;

  constructor(private readonly factors: number) {
    this.users = this.memory.allocate(BLOCK * factors * FLOAT);
    this.out = this.memory.allocate(BLOCK * PANEL * FLOAT);
  }

  place(from: number, rows: Float32Array[], biases: Float32Array): Panel {
    const { memory, factors } = this;
    const outputs = paddedOutputs(rows.length);
    const weights = memory.allocate(factors * outputs * FLOAT);
    const bias = memory.allocate(outputs * FLOAT);
    const floats = memory.floats(weights, factors * outputs);
    rows.forEach((row, i) => {
      for (let k = 0; k < factors; k++) floats[k * outputs + i] = row[k];
    });
    memory.floats(bias, outputs).set(biases);
    return { from, count: rows.length, outputs, weights, bias };
  }

  setUsers(directions: readonly Float32Array[]): void {
    const floats = this.memory.floats(this.users, BLOCK * this.factors);
    directions.forEach((direction, row) => {
      floats.set(direction, row * this.factors);
    });
  }

  /** Of each user and each product of the panel, [users × outputs]; valid until the next call. */
  scores({ weights, bias, outputs }: Panel, users: number): Float32Array {
    const { memory, factors } = this;
    memory.kernels.linear(this.users, weights, bias, this.out, wholeRows(users), factors, outputs, 0);
    return memory.floats(this.out, users * outputs);
  }
}
