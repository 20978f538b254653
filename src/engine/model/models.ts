import type { Random } from "../random";
import { type EarlierRows, startingFrom } from "./earlier";
import type { ModelName } from "./types";

/** What decides a model's shape. */
export interface ModelShape {
  model: ModelName;
  factors: number;
  /** Widths of the hidden layers of the models that have a network; `hybrid` has none where there are none. */
  hidden: number[];
  /** Side features that `hybrid` reads. */
  features?: number;
}

/** Floats an embedding row holds: the factors, then the bias where there is one; twice that, padded, for `hybrid`. */
export function embeddingColumns({ model, factors }: ModelShape): number {
  if (model === "hybrid") return 2 * paddedWidth(factors + 1);
  return model === "dot-product-bias" ? factors + 1 : factors;
}

/** Weights of an embedding row that are trained: for `hybrid` a mean and a variance each. */
export function trainedColumns(shape: ModelShape): number {
  return shape.model === "hybrid" ? 2 * (shape.factors + 1) : embeddingColumns(shape);
}

/** Inputs of the network, widths of its hidden layers, and its one output; empty for a model without. */
export function layerWidths({ model, factors, hidden, features = 0 }: ModelShape): number[] {
  if (model === "collabnn") return [2 * factors, ...hidden, 1];
  return model === "hybrid" && hidden.length > 0 ? [(2 + features) * factors, ...hidden, 1] : [];
}

/** Floats of an embedding row that holds this many weights: whole groups of four, for texels and vectors. */
export function paddedWidth(columns: number): number {
  return Math.ceil(columns / 4) * 4;
}

/** Outputs of a dense layer in memory: the kernels work on eight columns at a time. */
export function paddedOutputs(outputs: number): number {
  return Math.ceil(outputs / 8) * 8;
}

/** One weight matrix or bias vector of a dense layer. */
export interface DenseParameter {
  name: string;
  shape: number[];
  /** Row-major. */
  values: Float32Array;
  /** Biases do not decay (fastai: `norm_bias_params`). */
  decays: boolean;
}

/** Distinct starting weights: a table of millions takes its rows from these at random, for drawing each is slow. */
const DISTINCT_STARTS = 2 ** 16;

/** Writes the starting weights of a table's next row to `target` from index `at` on; the first call is for row 1. */
export type StartRow = (target: Float32Array, at: number) => void;

/**
 * Starting weights of an embedding table: normal with σ 0.01, cut at two σ (fastai's `Embedding`). Row 0, which unknown
 * ids use, and the padding of the rows stay zero.
 */
export function startingRows(rows: number, columns: number, random: Random): StartRow {
  const trained = (rows - 1) * columns;
  const starts = Float32Array.from({ length: Math.min(DISTINCT_STARTS, trained) }, () => random.truncatedNormal(0.01));
  const each = starts.length === trained;
  let next = 0;
  return (target, at) => {
    for (let i = at; i < at + columns; i++) {
      target[i] = starts[each ? next++ : random.uint32() & (DISTINCT_STARTS - 1)];
    }
  };
}

/** Leaves a new table's row at zero. */
export const startingAtZero: StartRow = () => {};

/** The starting weights of a table as one array, rows × width, row-major; at zero without random numbers. */
export function startingTable(
  rows: number,
  width: number,
  columns: number,
  random: Random | null,
  earlier?: EarlierRows,
): Float32Array {
  const weights = new Float32Array(rows * width);
  const anew = random ? startingRows(rows, columns, random) : startingAtZero;
  const startRow = startingFrom(anew, earlier, columns);
  for (let row = 1; row < rows; row++) startRow(weights, row * width);
  return weights;
}

/**
 * Starting weights of the dense layers, uniform within ± 1/√inputs (PyTorch's `nn.Linear`); weights are
 * [inputs, outputs]. Empty for the models without. The output layer of `hybrid` starts at zero: it adds nothing until it
 * has learnt something.
 */
export function initialDense(shape: ModelShape, random: Random): DenseParameter[] {
  const { model, hidden } = shape;
  const widths = layerWidths(shape);
  return widths.slice(1).flatMap((outputs, layer) => {
    const inputs = widths[layer];
    const bound = 1 / Math.sqrt(inputs);
    const isZero = model === "hybrid" && layer === hidden.length;
    const draw = (count: number) =>
      Float32Array.from({ length: count }, () => (isZero ? 0 : (2 * random.next() - 1) * bound));
    const label = layer === hidden.length ? "output" : `hidden ${layer + 1}`;
    return [
      { name: `${label} weights`, shape: [inputs, outputs], values: draw(inputs * outputs), decays: true },
      { name: `${label} bias`, shape: [outputs], values: draw(outputs), decays: false },
    ];
  });
}
