import { concat, fused, type Tensor, type Tensor1D, type Tensor2D } from "@tensorflow/tfjs-core";
import type { Random } from "../random";
import type { DenseParameter } from "./denseParameters";
import type { ModelName } from "./types";

/** What decides a model's shape. */
export interface ModelShape {
  model: ModelName;
  factors: number;
  /** Widths of the hidden layers of `collabnn`. */
  hidden: number[];
}

/** Weights an embedding row holds: the factors, then the bias of `dot-product-bias`. */
export function embeddingColumns({ model, factors }: ModelShape): number {
  return model === "dot-product-bias" ? factors + 1 : factors;
}

/**
 * The models' formulas. From the batch's embedding rows, [batch, padded width] each, to one score a rating, [batch];
 * the predicted rating is the score through a sigmoid onto the rating range.
 */
export function score(shape: ModelShape, users: Tensor2D, products: Tensor2D, dense: Tensor[]): Tensor1D {
  switch (shape.model) {
    case "dot-product":
      return users.mul(products).sum(1) as Tensor1D;
    case "dot-product-bias": {
      const batch = users.shape[0];
      const bias = users.add<Tensor2D>(products).slice([0, shape.factors], [batch, 1]).flatten();
      const interaction = factorsOf(users, shape.factors).mul(factorsOf(products, shape.factors)).sum(1);
      return interaction.add(bias) as Tensor1D;
    }
    case "collabnn":
      return multilayer(concat([factorsOf(users, shape.factors), factorsOf(products, shape.factors)], 1), dense);
  }
}

function factorsOf(rows: Tensor2D, factors: number): Tensor2D {
  return rows.shape[1] === factors ? rows : rows.slice([0, 0], [rows.shape[0], factors]);
}

/** Linear layers with ReLU between them; `dense` holds weights and biases in turn. Out: [batch]. */
function multilayer(input: Tensor2D, dense: Tensor[]): Tensor1D {
  let x = input;
  for (let layer = 0; layer < dense.length; layer += 2) {
    const activation = layer + 2 < dense.length ? "relu" : "linear";
    x = fused.matMul({ a: x, b: dense[layer] as Tensor2D, bias: dense[layer + 1], activation }) as Tensor2D;
  }
  return x.flatten();
}

/** Distinct starting weights: a table of millions takes its rows from these at random, for drawing each is slow. */
const DISTINCT_STARTS = 2 ** 16;

/**
 * Starting weights of an embedding table: normal with σ 0.01, cut at two σ (fastai's `Embedding`); row 0, which unknown
 * ids use, and the padding are zero. rows × width, row-major.
 */
export function initialEmbeddings(rows: number, width: number, columns: number, random: Random): Float32Array {
  const starts = Float32Array.from({ length: Math.min(DISTINCT_STARTS, rows * columns) }, () =>
    random.truncatedNormal(0.01),
  );
  const weights = new Float32Array(rows * width);
  const direct = starts.length === rows * columns;
  let next = 0;
  for (let row = 1; row < rows; row++) {
    for (let i = row * width, end = i + columns; i < end; i++) {
      weights[i] = starts[direct ? next++ : random.uint32() & (DISTINCT_STARTS - 1)];
    }
  }
  return weights;
}

/**
 * Starting weights of the dense layers, uniform within ± 1/√inputs (PyTorch's `nn.Linear`); weights are
 * [inputs, outputs]. Empty for the dot products.
 */
export function initialDense({ model, factors, hidden }: ModelShape, random: Random): DenseParameter[] {
  if (model !== "collabnn") return [];
  const widths = [2 * factors, ...hidden, 1];
  return widths.slice(1).flatMap((outputs, layer) => {
    const inputs = widths[layer];
    const bound = 1 / Math.sqrt(inputs);
    const draw = (count: number) => Float32Array.from({ length: count }, () => (2 * random.next() - 1) * bound);
    const label = layer === hidden.length ? "output" : `hidden ${layer + 1}`;
    return [
      { name: `${label} weights`, shape: [inputs, outputs], values: draw(inputs * outputs), decays: true },
      { name: `${label} bias`, shape: [outputs], values: draw(outputs), decays: false },
    ];
  });
}
