import { predictingColumns } from "../../models/shapes";
import type { ModelSnapshot } from "../../models/snapshot";
import type { Tensor } from "../workspace/safetensors";

/**
 * Every table and layer under a plain name, padding left out: see docs/export.md. Row 0 of a table stands for unknown ids
 * or values; layers are [outputs, inputs], as PyTorch has them.
 */
export function tensorsOf(snapshot: ModelSnapshot): Record<string, Tensor> {
  const { users, products, userRows, productRows, hybrid, pooled } = snapshot;
  const rows = {
    "users.row": vector(userRows),
    "products.row": vector(productRows),
  };
  if (pooled) {
    return {
      ...rows,
      "products.output": matrix(snapshot, products),
      "products.input": matrix(snapshot, pooled.inputs),
      "products.prior": vector(pooled.prior),
    };
  }
  const tensors: Record<string, Tensor> = {
    ...rows,
    ...table(snapshot, "users", users),
    ...table(snapshot, "products", products),
    ...(hybrid && table(snapshot, "features", hybrid.sides)),
  };
  hybrid?.features.forEach((feature, i) => {
    if (typeof feature.rows !== "number") tensors[`features.${i}.row`] = vector(feature.rows);
  });
  for (let i = 0; i < snapshot.dense.length; i += 2) {
    const { shape, values } = snapshot.dense[i];
    tensors[`layers.${i / 2}.weight`] = turned(shape[0], shape[1], values);
    tensors[`layers.${i / 2}.bias`] = vector(snapshot.dense[i + 1].values);
  }
  return tensors;
}

function vector(values: Float32Array | Int32Array): Tensor {
  return { shape: [values.length], values };
}

function table(snapshot: ModelSnapshot, name: string, values: Float32Array): Record<string, Tensor> {
  const { model, factors, width } = snapshot;
  const hasBias = predictingColumns({ model, factors }) > factors;
  return {
    [`${name}.embedding`]: matrix(snapshot, values),
    ...(hasBias && { [`${name}.bias`]: vector(columns(values, width, factors, 1)) }),
  };
}

/** The factors of each row. */
function matrix({ factors, width }: ModelSnapshot, values: Float32Array): Tensor {
  return { shape: [values.length / width, factors], values: columns(values, width, 0, factors) };
}

/** `count` columns of each row, from this one on. */
function columns(values: Float32Array, width: number, from: number, count: number): Float32Array {
  const picked = new Float32Array((values.length / width) * count);
  for (let at = from, to = 0; to < picked.length; at += width, to += count) {
    picked.set(values.subarray(at, at + count), to);
  }
  return picked;
}

function turned(inputs: number, outputs: number, values: Float32Array): Tensor {
  const weights = new Float32Array(values.length);
  for (let i = 0; i < inputs; i++) for (let j = 0; j < outputs; j++) weights[j * inputs + i] = values[i * outputs + j];
  return { shape: [outputs, inputs], values: weights };
}
