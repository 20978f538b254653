import { Random } from "../../../src/domain/random";
import type { ModelName } from "../../../src/domain/settings";
import { layerWidths } from "../../../src/models/shapes";
import type { ModelSnapshot } from "../../../src/models/snapshot";

export const USERS = 9;
export const PRODUCTS = 14;
/** Values of the features `stranger`, `userGender`, `year` and `brand`. */
const VALUES = [1, 2, 1, 3];
/** Codes of a user and of a product that training has not seen. */
export const STRANGER = 4;
export const UNSEEN = 6;

interface Shape {
  factors?: number;
  hidden?: number[];
  range?: [number, number];
}

/** A model of random weights; `hybrid` has a feature of every kind, and a network if it has hidden layers. */
export function randomSnapshot(
  model: ModelName,
  seed: number,
  { factors = 5, hidden = model === "collabnn" ? [11, 6] : [], range = [0.5, 5.5] }: Shape = {},
): ModelSnapshot {
  const random = new Random(seed, `snapshot of ${model}`);
  const hasBias = model === "dot-product-bias" || model === "hybrid";
  const columns = factors + (hasBias ? 1 : 0);
  const width = Math.ceil(columns / 4) * 4;
  const table = (rows: number) =>
    Float32Array.from({ length: rows * width }, (_, i) =>
      i < width || i % width >= columns ? 0 : 0.6 * random.normal(),
    );
  const rowsBut = (count: number, unseen: number) =>
    Int32Array.from({ length: count }, (_, code) => (code === unseen ? 0 : code < unseen ? code + 1 : code));
  const values = (length: number) => Float32Array.from({ length }, () => 0.4 * random.normal());
  const widths = layerWidths({ model, factors, hidden, features: VALUES.length });
  const dense = widths.slice(1).flatMap((outputs, layer) => [
    { name: "weights", shape: [widths[layer], outputs], values: values(widths[layer] * outputs) },
    { name: "bias", shape: [outputs], values: values(outputs) },
  ]);
  const userRows = rowsBut(USERS, STRANGER);
  const productRows = rowsBut(PRODUCTS, UNSEEN);
  const base: ModelSnapshot = {
    ...{ model, factors, hidden, range, userRows, productRows, width, dense },
    users: model === "pooled-history" ? new Float32Array(0) : table(USERS),
    products: table(PRODUCTS),
  };
  if (model === "pooled-history") {
    const histories = Array.from(userRows, (row) =>
      row === 0 ? [] : Array.from({ length: 1 + random.integer(6) }, () => 1 + random.integer(PRODUCTS - 1)),
    );
    const starts = Int32Array.of(0, ...histories.map((_, u) => histories.slice(0, u + 1).flat().length));
    const history = Int32Array.from(histories.flat());
    return { ...base, pooled: { inputs: table(PRODUCTS), prior: values(PRODUCTS), longest: 4, starts, history } };
  }
  if (model !== "hybrid") return base;
  return {
    ...base,
    hybrid: {
      offset: 0.7,
      userPull: Float64Array.from({ length: columns }, () => 0.5 + 3 * random.next()),
      stranger: 1,
      sides: table(1 + VALUES.reduce((sum, n) => sum + n)),
      features: [
        { role: "stranger", of: "user", rows: userRows.map((row) => (row === 0 ? 1 : 0)) },
        { role: "userGender", of: "user", rows: Int32Array.from(userRows, (_, code) => [0, 2, 3][code % 3]) },
        { role: "year", of: "user", rows: 4 },
        { role: "brand", of: "product", rows: Int32Array.from(productRows, (_, code) => [0, 5, 6, 7][code % 4]) },
      ],
    },
  };
}
