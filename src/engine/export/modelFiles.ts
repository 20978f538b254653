import type { Vocabulary } from "../dataset/types";
import { size, textOf } from "../dataset/vocabulary";
import { layerWidths } from "../model/models";
import type { ModelSnapshot, RunSettings } from "../training/types";
import { safetensors, type Tensor } from "../workspace/safetensors";
import { FORMULAS } from "./formulas";
import { MODEL_FORMAT, MODEL_VERSION, type ModelConfig } from "./types";

/** What a model is exported with beside its weights. */
export interface ModelContext {
  /** Of the ratings that it was trained on. */
  name: string;
  users: Vocabulary;
  products: Vocabulary;
  settings: RunSettings;
  /** Row of each year in the table of features, of `hybrid`. */
  years: Record<string, number>;
}

/** The weights under plain names, the ids by code, and how a prediction is computed: see docs/export.md. */
export function modelFiles(snapshot: ModelSnapshot, context: ModelContext): Record<string, Blob> {
  return {
    "model.safetensors": safetensors(tensorsOf(snapshot), { format: MODEL_FORMAT, model: snapshot.model }),
    "users.json": idsFile(context.users),
    "products.json": idsFile(context.products),
    "config.json": new Blob([`${JSON.stringify(configOf(snapshot, context), null, 2)}\n`]),
  };
}

export function configOf(snapshot: ModelSnapshot, { name, settings, years }: ModelContext): ModelConfig {
  const { model, factors, hidden, range, link, hybrid, pooled } = snapshot;
  return {
    format: MODEL_FORMAT,
    version: MODEL_VERSION,
    model,
    trainedOn: name,
    factors,
    hidden: model === "collabnn" || model === "hybrid" ? hidden : [],
    range,
    link: link ?? "sigmoid",
    formula: FORMULAS[model],
    ...(hybrid && {
      offset: hybrid.offset,
      features: hybrid.features.map(({ role, of, rows }) => ({
        role,
        of,
        row: typeof rows === "number" ? rows : null,
      })),
      stranger: hybrid.stranger,
      userPull: [...hybrid.userPull],
      years,
    }),
    ...(pooled && { longest: pooled.longest }),
    settings,
  };
}

/** The ids by code, as a JSON array: any text comes through unharmed. */
function idsFile(ids: Vocabulary): Blob {
  const parts: string[] = [];
  const count = size(ids);
  for (let code = 0; code < count; code++) {
    parts.push(`${code === 0 ? "[" : ""}${JSON.stringify(textOf(ids, code))}${code + 1 < count ? ",\n" : ""}`);
  }
  return new Blob([...parts, count === 0 ? "[]\n" : "]\n"]);
}

function tensorsOf(snapshot: ModelSnapshot): Record<string, Tensor> {
  const { model, factors, width, users, products, userRows, productRows, hybrid, pooled } = snapshot;
  const tensors: Record<string, Tensor> = {
    "users.row": { shape: [userRows.length], values: userRows },
    "products.row": { shape: [productRows.length], values: productRows },
  };
  const hasBias = model === "dot-product-bias" || model === "hybrid";
  const table = (name: string, values: Float32Array) => {
    const rows = values.length / width;
    tensors[`${name}.embedding`] = { shape: [rows, factors], values: columnsOf(values, width, 0, factors) };
    if (hasBias) tensors[`${name}.bias`] = { shape: [rows], values: columnsOf(values, width, factors, 1) };
  };
  if (pooled) {
    const rows = pooled.prior.length;
    const factorsOf = (values: Float32Array) => ({
      shape: [rows, factors],
      values: columnsOf(values, width, 0, factors),
    });
    tensors["products.output"] = factorsOf(products);
    tensors["products.input"] = factorsOf(pooled.inputs);
    tensors["products.prior"] = { shape: [rows], values: pooled.prior };
    return tensors;
  }
  table("users", users);
  table("products", products);
  if (hybrid) {
    table("features", hybrid.sides);
    hybrid.features.forEach(({ rows }, i) => {
      if (typeof rows !== "number") tensors[`features.${i}.row`] = { shape: [rows.length], values: rows };
    });
  }
  layersOf(snapshot).forEach(({ weight, bias, inputs, outputs }, i) => {
    tensors[`layers.${i}.weight`] = { shape: [outputs, inputs], values: weight };
    tensors[`layers.${i}.bias`] = { shape: [outputs], values: bias };
  });
  return tensors;
}

/** Some columns of each row. */
function columnsOf(values: Float32Array, width: number, from: number, count: number): Float32Array {
  const rows = values.length / width;
  const picked = new Float32Array(rows * count);
  for (let row = 0; row < rows; row++) {
    picked.set(values.subarray(row * width + from, row * width + from + count), row * count);
  }
  return picked;
}

/** Weights as other libraries have them, [outputs × inputs]. */
function layersOf({ model, factors, hidden, dense, hybrid }: ModelSnapshot) {
  const widths = layerWidths({ model, factors, hidden, features: hybrid?.features.length ?? 0 });
  return widths.slice(1).map((outputs, layer) => {
    const inputs = widths[layer];
    const { values } = dense[2 * layer];
    const weight = new Float32Array(values.length);
    for (let i = 0; i < inputs; i++) for (let o = 0; o < outputs; o++) weight[o * inputs + i] = values[i * outputs + o];
    return { weight, bias: dense[2 * layer + 1].values, inputs, outputs };
  });
}
