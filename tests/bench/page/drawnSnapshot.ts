import { Random } from "../../../src/domain/random";
import type { RecommendColumns } from "../../../src/engine/read/copies";
import { size } from "../../../src/engine/read/vocabulary";
import { layerWidths } from "../../../src/models/shapes";
import type { HybridSnapshot, ModelSnapshot } from "../../../src/models/snapshot";
import type { DrawnModel } from "./protocol";

/** Spreads about as a trained model has them: interactions of half a logit, whatever the number of factors. */
const INTERACTION = 0.5;
const BIAS = 0.3;
const SIDE = 0.1;
/** A rating of 4 on a range of 0.5 to 5.5. */
const OFFSET = 0.85;
/** Distinct weights: a table of millions takes its own from these at random, for drawing each is slow. */
const DISTINCT = 2 ** 16;

/** A model of these columns' users and products, each with a row of its own; of `hybrid` all side features there are. */
export function drawnSnapshot(columns: RecommendColumns, { model, factors, hidden }: DrawnModel): ModelSnapshot {
  const random = new Random(3, `bench ${model} ${factors}`);
  const normals = Float32Array.from({ length: DISTINCT }, () => random.normal());
  const hasBias = model !== "collabnn";
  const width = Math.ceil((factors + (hasBias ? 1 : 0)) / 4) * 4;
  const spread = Math.sqrt(INTERACTION / Math.sqrt(factors));
  const table = (rows: number, share: number) => {
    const weights = new Float32Array((rows + 1) * width);
    for (let at = width; at < weights.length; at += width) {
      for (let k = 0; k < factors; k++) weights[at + k] = share * spread * normals[random.uint32() & (DISTINCT - 1)];
      if (hasBias) weights[at + factors] = share * BIAS * normals[random.uint32() & (DISTINCT - 1)];
    }
    return weights;
  };
  const [users, products] = [size(columns.users), size(columns.products)];
  const hybrid = model === "hybrid" ? features(columns, factors, (rows) => table(rows, SIDE)) : undefined;
  const widths = layerWidths({ model, factors, hidden, features: hybrid?.features.length });
  const dense = widths.slice(1).flatMap((outputs, layer) => {
    const inputs = widths[layer];
    const draw = (length: number) => Float32Array.from({ length }, () => Math.sqrt(2 / inputs) * random.normal());
    const isLast = layer === hidden.length;
    const bias = isLast ? Float32Array.of(hybrid ? 0 : OFFSET) : new Float32Array(outputs);
    return [
      { name: "weights", shape: [inputs, outputs], values: draw(inputs * outputs) },
      { name: "bias", shape: [outputs], values: bias },
    ];
  });
  return {
    ...{ model, factors, hidden, range: [0.5, 5.5], width, dense, hybrid },
    userRows: Int32Array.from({ length: users }, (_, code) => 1 + code),
    productRows: Int32Array.from({ length: products }, (_, code) => 1 + code),
    users: table(users, 1),
    products: table(products, 1),
  };
}

function features(
  { users, userSegments, productSegments }: RecommendColumns,
  factors: number,
  table: (rows: number) => Float32Array,
): HybridSnapshot {
  const found: HybridSnapshot["features"] = [{ role: "stranger", of: "user", rows: new Int32Array(size(users)) }];
  let rows = 1;
  const add = (segments: RecommendColumns["userSegments"], of: "user" | "product") => {
    for (const [role, { codes, vocabulary }] of Object.entries(segments)) {
      const before = rows;
      found.push({ role: role as "brand", of, rows: codes.map((code) => (code === 0 ? 0 : before + code)) });
      rows += size(vocabulary);
    }
  };
  add(userSegments, "user");
  add(productSegments, "product");
  const userPull = new Float64Array(factors + 1).fill(4).fill(2, factors);
  return { offset: OFFSET, userPull, stranger: 1, sides: table(rows + 1), features: found };
}
