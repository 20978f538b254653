import { type AdamWStep, withoutDecay } from "../adamw";
import { type DenseParameter, paddedOutputs } from "../rows";
import type { KernelMemory } from "./memory";

/** Rows that go through all layers together: what they need stays in the processor's cache. */
export const TILE = 128;

interface Layer {
  inputs: number;
  outputs: number;
  /** Pointers, [inputs × outputs] and [outputs]; what exceeds the model's shape is padding and stays zero. */
  weights: number;
  bias: number;
  transposed: number;
  weightGradient: number;
  biasGradient: number;
  firstMoments: number;
  secondMoments: number;
  /** The tile's outputs, and the loss's slope by them. */
  out: number;
  slopes: number;
}

/** What of the hidden layers' outputs is left out in a training step; see `dropOut` in kernels/linear.ts. */
export interface DropOut {
  /** Below this the hash of an output leaves it out: the share of them, of 2³². */
  threshold: number;
  /** What the others are multiplied with. */
  scale: number;
  /** Key of each hidden layer. */
  keys: number[];
  /** Position of the tile's first row in the batch. */
  first: number;
}

/** The kernels work on four rows at a time. */
export function wholeRows(count: number): number {
  return Math.ceil(count / 4) * 4;
}

/** The dense layers in WebAssembly memory: ReLU between them, one output, trained by AdamW. */
export class WasmLayers {
  /** The tile's input, [TILE × inputs], and the loss's slope by it. */
  readonly input: number;
  readonly inputSlopes: number;
  private readonly layers: Layer[];
  private readonly zeros: number;

  /**
   * `parameters` are weights and bias of each layer in turn. The first layer's input has `inputWidth` columns, of
   * which input i of the model is column `columnOf(i)`; the others are zero.
   */
  constructor(
    private readonly memory: KernelMemory,
    private readonly parameters: DenseParameter[],
    readonly inputWidth: number,
    private readonly columnOf: (input: number) => number,
  ) {
    this.layers = [];
    let inputs = inputWidth;
    for (let i = 0; i < parameters.length; i += 2) {
      const outputs = paddedOutputs(parameters[i].shape[1]);
      this.layers.push(this.createLayer(inputs, outputs));
      inputs = outputs;
    }
    const widest = Math.max(inputWidth, ...this.layers.map(({ outputs }) => outputs));
    this.zeros = memory.allocate(widest * 4);
    this.input = memory.allocate(TILE * inputWidth * 4);
    this.inputSlopes = memory.allocate(TILE * inputWidth * 4);
    this.write();
  }

  /** The tile's scores, in column 0 of the last layer's outputs. */
  get scores(): { pointer: number; stride: number } {
    const { out, outputs } = this.layers[this.layers.length - 1];
    return { pointer: out, stride: outputs };
  }

  /** A last, incomplete group of four rows carries what an earlier tile left there: its slopes must not count. */
  clearRest(count: number): void {
    const { pointer, stride } = this.scores;
    this.memory.floats(pointer + count * stride * 4, (wholeRows(count) - count) * stride).fill(0);
  }

  /** Start a step: the gradients are zero and the weights' transposes current. */
  begin(): void {
    const { memory } = this;
    for (const { inputs, outputs, weights, transposed, weightGradient, biasGradient } of this.layers) {
      memory.floats(weightGradient, inputs * outputs).fill(0);
      memory.floats(biasGradient, outputs).fill(0);
      memory.kernels.transpose(weights, transposed, inputs, outputs);
    }
  }

  /** From the tile's input to its scores; `rows` is a multiple of 4. */
  forward(rows: number, drop: DropOut | null = null): void {
    const { kernels } = this.memory;
    let x = this.input;
    this.layers.forEach(({ weights, bias, out, inputs, outputs }, i) => {
      const hidden = i + 1 < this.layers.length;
      kernels.linear(x, weights, bias, out, rows, inputs, outputs, hidden ? 1 : 0);
      if (hidden && drop) {
        kernels.dropOut(out, drop.first * outputs, rows * outputs, drop.keys[i], drop.threshold, drop.scale);
      }
      x = out;
    });
  }

  /** From the slopes by the scores, which stand where the scores stood, to the slopes by the input; sums gradients. */
  backward(rows: number, drop: DropOut | null = null): void {
    const { kernels } = this.memory;
    for (let i = this.layers.length - 1; i >= 0; i--) {
      const layer = this.layers[i];
      const below = this.layers[i - 1];
      const slopes = i === this.layers.length - 1 ? layer.out : layer.slopes;
      const x = below ? below.out : this.input;
      kernels.linearWeightGradient(x, slopes, layer.weightGradient, rows, layer.inputs, layer.outputs);
      kernels.addColumns(slopes, layer.biasGradient, rows, layer.outputs);
      const to = below ? below.slopes : this.inputSlopes;
      kernels.linear(slopes, layer.transposed, this.zeros, to, rows, layer.outputs, layer.inputs, 0);
      if (!below) continue;
      kernels.maskByRelu(to, below.out, rows * below.outputs); // what dropped out is 0 too
      if (drop) kernels.multiply(to, rows * below.outputs, drop.scale);
    }
  }

  update(step: AdamWStep): void {
    for (const { inputs, outputs, weights, weightGradient, biasGradient, firstMoments, secondMoments } of this.layers) {
      const size = inputs * outputs;
      this.stepDense(weights, firstMoments, secondMoments, weightGradient, size, step);
      const bias = weights + size * 4;
      const moments = [firstMoments + size * 4, secondMoments + size * 4] as const;
      this.stepDense(bias, ...moments, biasGradient, outputs, withoutDecay(step));
    }
  }

  /** Weights with bias, first and second moments of each layer in turn, as they lie in memory. */
  save(): Float32Array[] {
    return this.layers.flatMap(({ inputs, outputs, weights, firstMoments, secondMoments }) =>
      [weights, firstMoments, secondMoments].map((pointer) => this.memory.floats(pointer, (inputs + 1) * outputs)),
    );
  }

  restore(parts: Float32Array[]): void {
    this.save().forEach((place, i) => {
      place.set(parts[i]);
    });
  }

  /** Current values in the model's own shapes. */
  read(): DenseParameter[] {
    const memory = this.memory.allFloats;
    return this.parameters.map((parameter, i) => {
      const values = new Float32Array(parameter.values.length);
      this.eachWeight(i, (index, place) => {
        values[index] = memory[place / 4];
      });
      return { ...parameter, values };
    });
  }

  private write(): void {
    const memory = this.memory.allFloats;
    this.parameters.forEach(({ values }, i) => {
      this.eachWeight(i, (index, place) => {
        memory[place / 4] = values[index];
      });
    });
  }

  /** Calls back with each value's index in the parameter and its place in memory. */
  private eachWeight(parameter: number, visit: (index: number, place: number) => void): void {
    const { shape, values } = this.parameters[parameter];
    const layer = this.layers[parameter >> 1];
    const columns = shape[shape.length - 1];
    for (let index = 0; index < values.length; index++) {
      if (shape.length === 1) visit(index, layer.bias + index * 4);
      else {
        const input = Math.floor(index / columns);
        const row = parameter === 0 ? this.columnOf(input) : input;
        visit(index, layer.weights + (row * layer.outputs + (index % columns)) * 4);
      }
    }
  }

  private createLayer(inputs: number, outputs: number): Layer {
    const { memory } = this;
    const size = inputs * outputs;
    const weights = memory.allocate((size + outputs) * 4);
    const weightGradient = memory.allocate((size + outputs) * 4);
    return {
      inputs,
      outputs,
      weights,
      bias: weights + size * 4,
      transposed: memory.allocate(size * 4),
      weightGradient,
      biasGradient: weightGradient + size * 4,
      firstMoments: memory.allocate((size + outputs) * 4),
      secondMoments: memory.allocate((size + outputs) * 4),
      out: memory.allocate(TILE * outputs * 4),
      slopes: memory.allocate(TILE * outputs * 4),
    };
  }

  private stepDense(
    weights: number,
    first: number,
    second: number,
    gradient: number,
    count: number,
    { rate, rootScale, beta1, beta2, epsilon, keep }: AdamWStep,
  ): void {
    this.memory.kernels.stepDense(
      weights,
      first,
      second,
      gradient,
      count,
      rate,
      rootScale,
      beta1,
      beta2,
      epsilon,
      keep,
    );
  }
}
