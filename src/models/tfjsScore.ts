import { fused, type Tensor, type Tensor1D, type Tensor2D } from "@tensorflow/tfjs-core";

/** Multiplies the outputs of a hidden layer, [batch, outputs], in a training step. */
export type DropOutMasks = Tensor2D[];

/**
 * A model's formula. From the batch's embedding rows, [batch, padded width] each, to one score a rating, [batch]; the
 * predicted rating is the score through a sigmoid onto the rating range.
 */
export type Score = (users: Tensor2D, products: Tensor2D, dense: Tensor[], factors: number) => Tensor1D;

export function factorColumns(rows: Tensor2D, factors: number): Tensor2D {
  return rows.shape[1] === factors ? rows : rows.slice([0, 0], [rows.shape[0], factors]);
}

/** Linear layers with ReLU between them; `dense` holds weights and biases in turn. Out: [batch]. */
export function multilayer(input: Tensor2D, dense: Tensor[], masks: DropOutMasks = []): Tensor1D {
  let x = input;
  for (let layer = 0; layer < dense.length; layer += 2) {
    const activation = layer + 2 < dense.length ? "relu" : "linear";
    x = fused.matMul({ a: x, b: dense[layer] as Tensor2D, bias: dense[layer + 1], activation }) as Tensor2D;
    const mask = masks[layer / 2];
    if (mask) x = x.mul(mask);
  }
  return x.flatten();
}
