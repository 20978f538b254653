import { MODEL as AVERAGES } from "../../models/averages/definition";
import { isPlainProduct, isRanking, modelOf, ratingModelOf } from "../../models/registry";
import { layerWidths, predictingColumns, predictingWidth, usedHidden } from "../../models/shapes";
import type { BlendMember, HybridSnapshot, ListWeights, MemberSnapshot, ModelSnapshot } from "../../models/snapshot";
import { SafetensorsError, type SafetensorsFile } from "../workspace/safetensors";
import type { CheckedConfig, CheckedMember } from "./configSchema";
import { TensorReader } from "./reading";

/** What pulls a user of a model from elsewhere to 0 that does not say it: as much as a rating's error. */
const PULL = 1;

interface Sizes {
  users: number;
  products: number;
}

const NOTHING = new Float32Array(0);

/**
 * The tensors of a model as it answers here. Whether rows and tables fit one another is not looked at.
 * @throws SafetensorsError when a tensor is missing, or of another shape or kind than the config says.
 */
export async function snapshotFrom(file: SafetensorsFile, config: CheckedConfig, sizes: Sizes): Promise<ModelSnapshot> {
  const { model, factors, members, softness } = config;
  const tensors = new TensorReader(file);
  const definition = modelOf(model);
  const lists = config.lists && (await listsFrom(tensors, config.lists, sizes));
  const beside = lists ? { lists } : {};
  if (definition.learns === "ratings" && typeof definition.trainedBy === "object") {
    const read: BlendMember[] = [];
    for (const [at, { weight, ...member }] of (members ?? missing("members")).entries()) {
      read.push({ weight, model: await memberFrom(tensors.within(`members.${at}.`), member, sizes) });
    }
    const whole = { ...(await emptyOf(tensors, config, sizes)), factors: 1, hidden: [], members: read };
    return { ...whole, ...(softness && { softness }), ...beside };
  }
  if (!isRanking(model)) return { ...(await memberFrom(tensors, config, sizes)), ...beside };
  if (definition.learns === "lists" && definition.closedForm) {
    return { ...(await emptyOf(tensors, config, sizes)), lists: lists ?? missing("lists") };
  }
  const width = predictingWidth(config);
  const pooled = {
    inputs: await tensors.table("products.input", null, factors, width),
    prior: await tensors.vector("products.prior"),
    longest: config.longest ?? missing("longest"),
    // Histories are those of the ratings that are open.
    starts: new Int32Array(sizes.users + 1),
    history: new Int32Array(0),
  };
  const products = await tensors.table("products.output", null, factors, width);
  return { ...(await emptyOf(tensors, config, sizes)), width, products, pooled };
}

/** A model without tables of its own. */
async function emptyOf(tensors: TensorReader, config: CheckedMember, sizes: Sizes): Promise<MemberSnapshot> {
  const { model, factors, range } = config;
  return {
    model,
    factors,
    hidden: model === AVERAGES ? [] : usedHidden(config),
    range,
    userRows: await tensors.rows("users", sizes.users),
    productRows: await tensors.rows("products", sizes.products),
    width: 4,
    users: NOTHING,
    products: NOTHING,
    dense: [],
  };
}

async function memberFrom(tensors: TensorReader, config: CheckedMember, sizes: Sizes): Promise<MemberSnapshot> {
  const { model, factors, features, link } = config;
  const base = await emptyOf(tensors, config, sizes);
  if (model === AVERAGES) return { ...base, averages: await averagesFrom(tensors, config, sizes) };
  const { learns, reads } = modelOf(model);
  if (learns === "lists") throw new SafetensorsError(`${model} is no member of a blend`);
  const width = predictingWidth(config);
  const hasBias = predictingColumns(config) > factors;
  const table = (name: string) => tensors.table(`${name}.embedding`, hasBias ? `${name}.bias` : null, factors, width);
  const widths = layerWidths({ model, factors, hidden: base.hidden, features: features?.length ?? 0 });
  const snapshot: MemberSnapshot = {
    ...base,
    width,
    users: await table("users"),
    products: await table("products"),
    dense: await layersOf(tensors, widths),
    ...(link === "identity" && { linear: linearOf(config, hasBias) }),
  };
  if (reads === "none") return snapshot;
  const hybrid = await hybridOf(tensors, config, sizes, await table("features"));
  if (ratingModelOf(model).trainedBy !== "sampling") return { ...snapshot, hybrid };
  return { ...snapshot, hybrid, bayesian: await bayesianOf(tensors, config, sizes, width) };
}

async function averagesFrom(tensors: TensorReader, config: CheckedMember, sizes: Sizes) {
  return {
    // The ratings that they were fitted to do not come along.
    ofBoth: false,
    offset: config.offset ?? missing("offset"),
    ofUser: await tensors.vector("users.average", sizes.users),
    ofProduct: await tensors.vector("products.average", sizes.products),
    unknownUser: config.unknownUser ?? missing("unknownUser"),
    unknownProduct: config.unknownProduct ?? missing("unknownProduct"),
  };
}

async function bayesianOf(tensors: TensorReader, config: CheckedMember, sizes: Sizes, width: number) {
  const { history = missing("history"), years = { first: 0, rows: [] }, factors } = config;
  const drifts = tensors.has("users.drift");
  return {
    inputs: tensors.has("products.input") ? await tensors.table("products.input", null, factors, width) : NOTHING,
    leastHistory: history.least,
    countBias: Float64Array.from(history.countBias),
    years: Int32Array.from(years.rows),
    firstYear: years.first,
    drift: drifts ? await tensors.vector("users.drift", sizes.users) : NOTHING,
    meanDate: drifts ? await tensors.doubles("users.mean_date", sizes.users) : new Float64Array(0),
  };
}

async function listsFrom(
  tensors: TensorReader,
  { form, lambda, popularity, liked }: NonNullable<CheckedConfig["lists"]>,
  sizes: Sizes,
): Promise<ListWeights> {
  const counts = await tensors.integers("lists.counts", sizes.products);
  // Histories are those of the ratings that are open.
  const own = { starts: new Int32Array(sizes.users + 1), history: new Int32Array(0), popularity, liked };
  if (form === "primal") {
    const chosen = await tensors.integers("lists.chosen", null);
    const { values: weights } = await tensors.floats("lists.weights", [chosen.length, chosen.length]);
    return { itemItem: { lambda, counts, solved: { form, chosen, weights } }, ...own };
  }
  const solved = {
    form,
    rowOf: new Int32Array(sizes.users).fill(-1),
    starts: await tensors.integers("lists.owners.start", sizes.products + 1),
    users: await tensors.integers("lists.owners.row", null),
    inverse: await tensors.vector("lists.inverse"),
    leverage: await tensors.vector("lists.leverage", sizes.products),
  };
  return { itemItem: { lambda, counts, solved }, ...own };
}

function linearOf({ model, factors, offset = 0, userPull }: CheckedMember, hasBias: boolean) {
  if (!isPlainProduct(model) && ratingModelOf(model).trainedBy !== "sampling") {
    throw new SafetensorsError("only a dot product can have the identity link");
  }
  const columns = factors + (hasBias ? 1 : 0);
  return { offset, userPull: Float64Array.from(userPull ?? new Array<number>(columns).fill(PULL)) };
}

async function hybridOf(
  tensors: TensorReader,
  config: CheckedMember,
  sizes: Sizes,
  sides: Float32Array,
): Promise<HybridSnapshot> {
  const { offset, stranger, userPull, features = [] } = config;
  const described = [];
  for (const [i, { role, of, row }] of features.entries()) {
    const count = of === "user" ? sizes.users : sizes.products;
    described.push({ role, of, rows: row ?? (await tensors.integers(`features.${i}.row`, count)) });
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

/** The layers of these widths, which lie [outputs, inputs] in the file and [inputs, outputs] here. */
async function layersOf(tensors: TensorReader, widths: readonly number[]): Promise<ModelSnapshot["dense"]> {
  const dense: ModelSnapshot["dense"] = [];
  for (let layer = 0; layer + 1 < widths.length; layer++) {
    const [inputs, outputs] = [widths[layer], widths[layer + 1]];
    const { values } = await tensors.floats(`layers.${layer}.weight`, [outputs, inputs]);
    const turned = new Float32Array(values.length);
    for (let j = 0; j < outputs; j++) for (let i = 0; i < inputs; i++) turned[i * outputs + j] = values[j * inputs + i];
    const label = layer + 2 < widths.length ? `hidden ${layer + 1}` : "output";
    dense.push({ name: `${label} weights`, shape: [inputs, outputs], values: turned });
    const bias = await tensors.vector(`layers.${layer}.bias`, outputs);
    dense.push({ name: `${label} bias`, shape: [outputs], values: bias });
  }
  return dense;
}
