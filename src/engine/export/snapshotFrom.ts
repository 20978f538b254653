import { isPlainProduct, isRanking, ratingModelOf } from "../../models/registry";
import { layerWidths, predictingColumns, predictingWidth, usedHidden } from "../../models/shapes";
import type { HybridSnapshot, ModelSnapshot } from "../../models/snapshot";
import { SafetensorsError, type SafetensorsFile } from "../workspace/safetensors";
import type { CheckedConfig } from "./configSchema";

/** What pulls a user of a model from elsewhere to 0 that does not say it: as much as a rating's error. */
const PULL = 1;

interface Sizes {
  users: number;
  products: number;
}

/**
 * The tensors of a model as it answers here. Whether rows and tables fit one another is not looked at.
 * @throws SafetensorsError when a tensor is missing, or of another shape or kind than the config says.
 */
export async function snapshotFrom(file: SafetensorsFile, config: CheckedConfig, sizes: Sizes): Promise<ModelSnapshot> {
  const { model, factors, range, features } = config;
  const hidden = usedHidden(config);
  const width = predictingWidth(config);
  const hasBias = predictingColumns(config) > factors;
  const rows = {
    userRows: await rowsOf(file, "users", sizes.users),
    productRows: await rowsOf(file, "products", sizes.products),
  };
  const base = { model, factors, hidden, range, ...rows, width };
  const matrix = (name: string) => tableOf(file, name, null, factors, width);
  const table = (name: string) => tableOf(file, `${name}.embedding`, hasBias ? `${name}.bias` : null, factors, width);
  if (isRanking(model)) {
    const pooled = {
      inputs: await matrix("products.input"),
      prior: await vectorOf(file, "products.prior"),
      longest: config.longest ?? missing("longest"),
      // Histories are those of the ratings that are open.
      starts: new Int32Array(sizes.users + 1),
      history: new Int32Array(0),
    };
    return { ...base, users: new Float32Array(0), products: await matrix("products.output"), dense: [], pooled };
  }
  const widths = layerWidths({ model, factors, hidden, features: features?.length ?? 0 });
  const snapshot: ModelSnapshot = {
    ...base,
    users: await table("users"),
    products: await table("products"),
    dense: await layersOf(file, widths),
  };
  if (config.link === "identity") return { ...snapshot, linear: linearOf(config, hasBias) };
  if (ratingModelOf(model).reads === "none") return snapshot;
  return { ...snapshot, hybrid: await hybridOf(file, config, sizes, await table("features")) };
}

function linearOf({ model, factors, offset = 0, userPull }: CheckedConfig, hasBias: boolean) {
  if (!isPlainProduct(model)) {
    throw new SafetensorsError("only a dot product can have the identity link");
  }
  const columns = factors + (hasBias ? 1 : 0);
  return { offset, userPull: Float64Array.from(userPull ?? new Array<number>(columns).fill(PULL)) };
}

async function hybridOf(
  file: SafetensorsFile,
  config: CheckedConfig,
  sizes: Sizes,
  sides: Float32Array,
): Promise<HybridSnapshot> {
  const { offset, stranger, userPull, features = [] } = config;
  const described = [];
  for (const [i, { role, of, row }] of features.entries()) {
    const count = of === "user" ? sizes.users : sizes.products;
    described.push({ role, of, rows: row ?? (await integersOf(file, `features.${i}.row`, count)) });
  }
  return {
    offset: offset ?? missing("offset"),
    userPull: Float64Array.from(userPull ?? missing("userPull")),
    stranger: stranger ?? missing("stranger"),
    sides,
    features: described,
  };
}

function missing(name: string): never {
  throw new SafetensorsError(`config.json has no ${name} for it`);
}

/** Row of each id: 1, 2, … where the file does not say. */
async function rowsOf(file: SafetensorsFile, side: "users" | "products", count: number): Promise<Int32Array> {
  if (!file.has(`${side}.row`)) return Int32Array.from({ length: count }, (_, code) => code + 1);
  return integersOf(file, `${side}.row`, count);
}

async function integersOf(file: SafetensorsFile, name: string, count: number): Promise<Int32Array> {
  const { shape, values } = await file.tensor(name);
  if (!(values instanceof Int32Array)) throw new SafetensorsError(`its tensor ${name} is not of 32-bit integers (I32)`);
  if (shape.length !== 1 || values.length !== count) {
    throw new SafetensorsError(`its tensor ${name} has ${values.length} rows for ${count} ids`);
  }
  return values;
}

/** Floats of a tensor, whose shape has to be this one; null for any length. */
async function floatsOf(file: SafetensorsFile, name: string, expected: readonly (number | null)[]) {
  const { shape, values } = await file.tensor(name);
  if (!(values instanceof Float32Array || values instanceof Float64Array)) {
    throw new SafetensorsError(`its tensor ${name} is not of floats (F32 or F64)`);
  }
  if (shape.length !== expected.length || shape.some((length, i) => expected[i] !== null && length !== expected[i])) {
    const wanted = expected.map((length) => length ?? "rows").join(", ");
    throw new SafetensorsError(`its tensor ${name} has the shape [${shape.join(", ")}], and should have [${wanted}]`);
  }
  return { shape, values: values instanceof Float32Array ? values : Float32Array.from(values) };
}

async function vectorOf(file: SafetensorsFile, name: string, length: number | null = null): Promise<Float32Array> {
  return (await floatsOf(file, name, [length])).values;
}

/** Factors and, where there is one, the bias of each row, padded: rows × width. */
async function tableOf(file: SafetensorsFile, name: string, biasName: string | null, factors: number, width: number) {
  const { shape, values } = await floatsOf(file, name, [null, factors]);
  const bias = biasName === null ? null : await vectorOf(file, biasName, shape[0]);
  const table = new Float32Array(shape[0] * width);
  for (let row = 0; row < shape[0]; row++) {
    table.set(values.subarray(row * factors, (row + 1) * factors), row * width);
    if (bias) table[row * width + factors] = bias[row];
  }
  return table;
}

/** The layers of these widths, which lie [outputs, inputs] in the file and [inputs, outputs] here. */
async function layersOf(file: SafetensorsFile, widths: readonly number[]): Promise<ModelSnapshot["dense"]> {
  const dense: ModelSnapshot["dense"] = [];
  for (let layer = 0; layer + 1 < widths.length; layer++) {
    const [inputs, outputs] = [widths[layer], widths[layer + 1]];
    const { values } = await floatsOf(file, `layers.${layer}.weight`, [outputs, inputs]);
    const turned = new Float32Array(values.length);
    for (let j = 0; j < outputs; j++) for (let i = 0; i < inputs; i++) turned[i * outputs + j] = values[j * inputs + i];
    const label = layer + 2 < widths.length ? `hidden ${layer + 1}` : "output";
    dense.push({ name: `${label} weights`, shape: [inputs, outputs], values: turned });
    const bias = await vectorOf(file, `layers.${layer}.bias`, outputs);
    dense.push({ name: `${label} bias`, shape: [outputs], values: bias });
  }
  return dense;
}
