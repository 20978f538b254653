import type { SideRole } from "../../domain/roles";
import type { ModelSnapshot } from "../snapshot";
import { MODEL } from "./definition";
import type { BayesianSnapshot, SideFeature } from "./types";

/** Rows of the ids that training knows; 0 for the others. */
interface Rows {
  rowOf: Int32Array;
  rows: number;
}

/** A fitted model as the app keeps one: rows of known ids alone, what everybody has added to them. */
export function modelSnapshotOf(
  fitted: BayesianSnapshot,
  features: readonly (SideFeature & { role: SideRole })[],
  users: Rows,
  products: Rows,
  range: [number, number],
): ModelSnapshot {
  const { rank, width, sides, offset, userPull, years, firstRow } = fitted;
  const newest = years.length > 0 ? years[years.length - 1] : 0;
  const described = features.map(({ role, of, starts, values }, f) => ({
    role,
    of,
    rows: Int32Array.from({ length: starts.length - 1 }, (_, code) =>
      starts[code] < starts[code + 1] ? firstRow[f] + values[starts[code]] : 0,
    ),
  }));
  const ofUser = described.filter(({ of }) => of === "user");
  const year = years.length > 0 ? [{ role: "year" as const, of: "user" as const, rows: newest }] : [];
  return {
    model: MODEL,
    factors: rank,
    hidden: [],
    range,
    linear: { offset, userPull },
    userRows: users.rowOf,
    productRows: products.rowOf,
    width,
    users: tableOf(fitted.users, fitted.unknownUser, sides, fitted.everyUser, users, width),
    products: tableOf(fitted.products, fitted.unknownProduct, sides, fitted.everyProduct, products, width),
    dense: [],
    hybrid: {
      offset,
      userPull,
      stranger: 0,
      sides,
      features: [...ofUser, ...year, ...described.filter(({ of }) => of === "product")],
    },
    bayesian: {
      inputs: fitted.inputs.length > 0 ? gather(fitted.inputs, products, width) : new Float32Array(0),
      leastHistory: fitted.leastHistory,
      countBias: fitted.countBias,
      years,
      firstYear: fitted.firstYear,
      drift: fitted.drift,
      meanDate: fitted.meanDate,
    },
  };
}

/** By row what is given by code; row 0 stays zero. */
function gather(byCode: Float32Array, { rowOf, rows }: Rows, width: number): Float32Array {
  const table = new Float32Array(rows * width);
  rowOf.forEach((row, code) => {
    if (row > 0) table.set(byCode.subarray(code * width, (code + 1) * width), row * width);
  });
  return table;
}

function tableOf(
  byCode: Float32Array,
  unknown: Float32Array,
  sides: Float32Array,
  every: number,
  rows: Rows,
  width: number,
): Float32Array {
  const table = gather(byCode, rows, width);
  table.set(unknown, 0);
  for (let at = 0; at < table.length; at++) table[at] += sides[every * width + (at % width)];
  return table;
}
