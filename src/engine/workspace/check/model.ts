import * as v from "valibot";
import { SIDE_ROLES } from "../../../domain/roles";
import { MODEL as AVERAGES } from "../../../models/averages/definition";
import { isPlainProduct, MODEL_NAMES, modelOf } from "../../../models/registry";
import { layerWidths, predictingColumns, predictingWidth } from "../../../models/shapes";
import type { HybridSnapshot, ModelSnapshot } from "../../../models/snapshot";
import { conformal } from "./figures";
import { fitsLists, listWeights } from "./lists";
import { averageParts, bayesianParts, fitsAverages, fitsBayesian, MOST_MEMBERS } from "./members";
import { bytes, doubles, floats, ints, number, text } from "./parts";

const small = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1e5));

const member = {
  factors: small,
  hidden: v.pipe(v.array(small), v.maxLength(20)),
  range: v.pipe(
    v.tuple([number, number]),
    v.check(([low, high]) => low < high, "its range of predictions ends before it begins"),
  ),
  userRows: ints,
  productRows: ints,
  linear: v.exactOptional(v.object({ offset: number, userPull: doubles })),
  width: small,
  users: floats,
  products: floats,
  dense: v.array(v.object({ name: text, shape: v.array(small), values: floats })),
  hybrid: v.exactOptional(
    v.object({
      offset: number,
      userPull: doubles,
      stranger: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
      sides: floats,
      features: v.array(
        v.object({
          role: v.picklist([...SIDE_ROLES, "stranger"]),
          of: v.picklist(["user", "product"]),
          rows: v.union([ints, v.pipe(v.number(), v.safeInteger(), v.minValue(0))]),
        }),
      ),
    }),
  ),
  averages: v.exactOptional(averageParts),
  bayesian: v.exactOptional(bayesianParts),
};

export const shape = v.object({
  model: v.picklist(MODEL_NAMES),
  ...member,
  members: v.exactOptional(
    v.pipe(
      v.array(
        v.object({
          weight: v.pipe(number, v.minValue(0)),
          model: v.object({ model: v.picklist([...MODEL_NAMES, AVERAGES]), ...member }),
        }),
      ),
      v.minLength(1),
      v.maxLength(MOST_MEMBERS),
    ),
  ),
  softness: v.exactOptional(v.pipe(number, v.gtValue(0))),
  lists: v.exactOptional(listWeights),
  intervals: v.exactOptional(v.object({ table: conformal, trained: bytes })),
  pooled: v.exactOptional(v.object({ inputs: floats, prior: floats, longest: small, starts: ints, history: ints })),
});

/** The Dataset that a model has to fit. */
export interface Sizes {
  users: number;
  products: number;
  /** True where a model that reads histories may bring those of other users along. */
  otherHistories?: boolean;
}

/** The weights of a model as they have to be for a Dataset of these sizes: whatever passes can be computed with. */
export function modelFor(sizes: Sizes): v.GenericSchema<unknown, ModelSnapshot> {
  return v.pipe(
    shape,
    v.check((model) => fits(model, sizes), "its tables and layers do not fit one another, or not these ratings"),
    v.check((model) => hasNumbers(model), "a weight is no number"),
  );
}

export function allFinite(values: Float32Array | Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return false;
  return true;
}

function hasNumbers(snapshot: ModelSnapshot): boolean {
  const { users, products, dense, hybrid, averages, bayesian, members = [], pooled } = snapshot;
  const tables = [users, products, ...dense.map(({ values }) => values)];
  if (hybrid) tables.push(hybrid.sides);
  if (averages) tables.push(averages.ofUser, averages.ofProduct);
  if (bayesian) tables.push(bayesian.inputs, bayesian.drift);
  if (bayesian && ![bayesian.countBias, bayesian.meanDate].every(allFinite)) return false;
  if (!members.every(({ model }) => hasNumbers(model))) return false;
  // A prior is the log of a share, which may be none.
  if (pooled) tables.push(pooled.inputs);
  return tables.every(allFinite) && (!hybrid || allFinite(hybrid.userPull));
}

/** True where all rows are rows of a table of so many numbers. */
function areRows(rows: Int32Array, table: number, width: number): boolean {
  const end = table / width;
  if (!Number.isInteger(end)) return false;
  for (let i = 0; i < rows.length; i++) if (rows[i] < 0 || rows[i] >= end) return false;
  return true;
}

function fits(snapshot: ModelSnapshot, sizes: Sizes): boolean {
  const { model, factors, userRows, productRows, width, users, products } = snapshot;
  const { linear, hybrid, pooled, lists, intervals, members } = snapshot;
  if (userRows.length !== sizes.users || productRows.length !== sizes.products) return false;
  if (lists && !fitsLists(lists, lists.starts.length - 1, sizes.products)) return false;
  if (lists && !sizes.otherHistories && lists.starts.length !== sizes.users + 1) return false;
  if (intervals && intervals.trained.length !== sizes.users) return false;
  if (model === AVERAGES) return fitsAverages(snapshot, sizes.users, sizes.products);
  const definition = modelOf(model);
  if (definition.learns === "ratings" && typeof definition.trainedBy === "object") {
    return members?.every((member) => fits(member.model, sizes)) ?? false;
  }
  const { reads, learns } = definition;
  if (members || (learns === "ratings" && reads !== "none") !== (hybrid !== undefined)) return false;
  if (learns === "lists" ? (pooled === undefined) === (lists === undefined) : pooled !== undefined) return false;
  if (lists && learns === "lists") return true;
  if (learns === "ratings" && definition.trainedBy === "sampling" && !fitsBayesian(snapshot, sizes.users)) return false;
  if (linear && !fitsLinear(snapshot, linear)) return false;
  const columns = predictingWidth({ model, factors });
  if (width < columns || width % 4 !== 0 || products.length === 0 || !areRows(productRows, products.length, width))
    return false;
  if (pooled) return fitsHistory(snapshot, pooled, sizes);
  if (users.length === 0 || !areRows(userRows, users.length, width)) return false;
  return fitsLayers(snapshot) && (!hybrid || fitsFeatures(hybrid, width, factors, sizes));
}

function fitsLinear({ model, factors, bayesian }: ModelSnapshot, { userPull }: NonNullable<ModelSnapshot["linear"]>) {
  return (
    (isPlainProduct(model) || bayesian !== undefined) &&
    userPull.length === predictingColumns({ model, factors }) &&
    userPull.every((pull) => pull > 0)
  );
}

function fitsLayers({ model, factors, hidden, dense, hybrid }: ModelSnapshot): boolean {
  const widths = layerWidths({ model, factors, hidden, features: hybrid?.features.length ?? 0 });
  const expected = widths.slice(1).flatMap((outputs, layer) => [[widths[layer], outputs], [outputs]]);
  return (
    dense.length === expected.length &&
    dense.every(({ shape, values }, i) => {
      const size = shape.reduce((product, length) => product * length, 1);
      return shape.join() === expected[i].join() && values.length === size;
    })
  );
}

function fitsFeatures(hybrid: HybridSnapshot, width: number, factors: number, sizes: Sizes) {
  const { sides, features, stranger, userPull } = hybrid;
  const isRow = (row: number) => row >= 0 && row < sides.length / width;
  if (sides.length % width !== 0 || sides.length === 0 || !isRow(stranger) || userPull.length !== factors + 1) {
    return false;
  }
  // The network's blocks are in this order.
  const ofProduct = features.findIndex(({ of }) => of === "product");
  if (ofProduct >= 0 && features.slice(ofProduct).some(({ of }) => of === "user")) return false;
  return features.every(({ of, rows }) => {
    if (typeof rows === "number") return isRow(rows);
    return rows.length === (of === "user" ? sizes.users : sizes.products) && areRows(rows, sides.length, width);
  });
}

function fitsHistory({ products, width }: ModelSnapshot, pooled: NonNullable<ModelSnapshot["pooled"]>, sizes: Sizes) {
  const { inputs, prior, starts, history } = pooled;
  if (inputs.length !== products.length || prior.length !== products.length / width) return false;
  const users = sizes.otherHistories ? starts.length - 1 : sizes.users;
  if (starts.length === 0 || starts.length !== users + 1 || starts[0] !== 0 || starts[users] !== history.length)
    return false;
  for (let user = 0; user < users; user++) if (starts[user + 1] < starts[user]) return false;
  return prior.every((value) => !Number.isNaN(value)) && areRows(history, products.length, width);
}
