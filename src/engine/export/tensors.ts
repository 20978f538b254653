import { isRanking } from "../../models/registry";
import { predictingColumns } from "../../models/shapes";
import type { ListWeights, MemberSnapshot, ModelSnapshot } from "../../models/snapshot";
import type { Tensor } from "../workspace/safetensors";

/**
 * Every table and layer under a plain name, padding left out: see docs/export.md. Row 0 of a table stands for unknown ids
 * or values; layers are [outputs, inputs], as PyTorch has them.
 */
export function tensorsOf(snapshot: ModelSnapshot): Record<string, Tensor> {
  const { products, pooled, lists, members } = snapshot;
  const ofLists = lists ? listTensors(lists) : {};
  if (members) {
    const ofMembers = members.flatMap(({ model }, at) =>
      Object.entries(memberTensors(model)).map(([name, tensor]) => [`members.${at}.${name}`, tensor] as const),
    );
    return { ...rowTensors(snapshot), ...Object.fromEntries(ofMembers), ...ofLists };
  }
  if (pooled) {
    return {
      ...rowTensors(snapshot),
      "products.output": matrix(snapshot, products),
      "products.input": matrix(snapshot, pooled.inputs),
      "products.prior": vector(pooled.prior),
    };
  }
  return lists && isRanking(snapshot.model)
    ? { ...rowTensors(snapshot), ...ofLists }
    : { ...memberTensors(snapshot), ...ofLists };
}

function rowTensors({ userRows, productRows }: MemberSnapshot): Record<string, Tensor> {
  return { "users.row": vector(userRows), "products.row": vector(productRows) };
}

/** Who has what is not among them: histories are those of the ratings that are open. */
function listTensors({ itemItem: { counts, solved } }: ListWeights): Record<string, Tensor> {
  if (solved.form === "primal") {
    const { length } = solved.chosen;
    return {
      "lists.counts": vector(counts),
      "lists.chosen": vector(solved.chosen),
      "lists.weights": { shape: [length, length], values: solved.weights },
    };
  }
  return {
    "lists.counts": vector(counts),
    "lists.inverse": vector(solved.inverse),
    "lists.leverage": vector(solved.leverage),
    "lists.owners.start": vector(solved.starts),
    "lists.owners.row": vector(solved.users),
  };
}

/** Of what predicts ratings by itself. */
function memberTensors(snapshot: MemberSnapshot): Record<string, Tensor> {
  const { users, products, hybrid, averages, bayesian } = snapshot;
  if (averages) {
    return {
      ...rowTensors(snapshot),
      "users.average": vector(averages.ofUser),
      "products.average": vector(averages.ofProduct),
    };
  }
  const tensors: Record<string, Tensor> = {
    ...rowTensors(snapshot),
    ...table(snapshot, "users", users),
    ...table(snapshot, "products", products),
    ...(hybrid && table(snapshot, "features", hybrid.sides)),
    ...(bayesian && bayesian.inputs.length > 0 && { "products.input": matrix(snapshot, bayesian.inputs) }),
    ...(bayesian &&
      bayesian.drift.length > 0 && {
        "users.drift": vector(bayesian.drift),
        "users.mean_date": vector(bayesian.meanDate),
      }),
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

function vector(values: Float32Array | Float64Array | Int32Array): Tensor {
  return { shape: [values.length], values };
}

function table(snapshot: MemberSnapshot, name: string, values: Float32Array): Record<string, Tensor> {
  const { model, factors, width } = snapshot;
  const hasBias = predictingColumns({ model, factors }) > factors;
  return {
    [`${name}.embedding`]: matrix(snapshot, values),
    ...(hasBias && { [`${name}.bias`]: vector(columns(values, width, factors, 1)) }),
  };
}

/** The factors of each row. */
function matrix({ factors, width }: MemberSnapshot, values: Float32Array): Tensor {
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
