import * as v from "valibot";
import { triangleRowsOf } from "../../../models/item-item/triangle";
import type { ListWeights } from "../../../models/snapshot";
import { floats, ints, number } from "./parts";

const primal = v.object({ form: v.literal("primal"), chosen: ints, weights: floats });
const dual = v.object({
  form: v.literal("dual"),
  rowOf: ints,
  starts: ints,
  users: ints,
  inverse: floats,
  leverage: floats,
});

/** When a product is liked; null where nothing is rated. */
export const liked = v.nullable(v.object({ relevantFrom: number, step: number, sigma: number }));

/** The ranking model of a Run, in plain arrays; whether they fit one another is `fitsLists`' to say. */
export const listWeights = v.object({
  itemItem: v.object({ lambda: number, counts: ints, solved: v.variant("form", [primal, dual]) }),
  starts: ints,
  history: ints,
  popularity: number,
  liked,
});

/** True where every code is below `end` and none below 0. */
function areCodes(codes: Int32Array, end: number): boolean {
  for (let i = 0; i < codes.length; i++) if (codes[i] < 0 || codes[i] >= end) return false;
  return true;
}

/** True where `starts` cuts a list of this length into so many parts. */
function cuts(starts: Int32Array, parts: number, length: number): boolean {
  if (starts.length !== parts + 1 || starts[0] !== 0 || starts[parts] !== length) return false;
  for (let part = 0; part < parts; part++) if (starts[part + 1] < starts[part]) return false;
  return true;
}

function allFinite(values: Float32Array): boolean {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return false;
  return true;
}

/** True where the weights are those of a catalogue of so many products, and the histories those of so many users. */
export function fitsLists({ itemItem, starts, history, liked }: ListWeights, users: number, products: number): boolean {
  const { counts, solved } = itemItem;
  if (counts.length !== products || counts.some((count) => count < 0)) return false;
  if (!cuts(starts, users, history.length) || !areCodes(history, products)) return false;
  if (liked && !(liked.sigma > 0)) return false;
  if (solved.form === "primal") {
    const { chosen, weights } = solved;
    return areCodes(chosen, products) && weights.length === chosen.length ** 2 && allFinite(weights);
  }
  const { rowOf, inverse, leverage } = solved;
  const rows = triangleRowsOf(inverse);
  return (
    inverse.length === (rows * (rows + 1)) / 2 &&
    rowOf.length === users &&
    rowOf.every((row) => row >= -1 && row < rows) &&
    leverage.length === products &&
    cuts(solved.starts, products, solved.users.length) &&
    areCodes(solved.users, rows) &&
    allFinite(inverse) &&
    allFinite(leverage)
  );
}
