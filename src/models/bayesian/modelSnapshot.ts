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
  const { rank, width, offset, userPull, years } = fitted;
  const newest = years.length > 0 ? years[years.length - 1] : 0;
  const { sides, rows } = featureRows(fitted, features);
  const described = features.map(({ role, of }, f) => ({ role, of, rows: rows[f] }));
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

/**
 * The row of each feature by code. Several values have a row of their own behind all others, for each list of them that
 * occurs: what they come to together, Σ rows / √n.
 */
function featureRows({ sides, width, firstRow }: BayesianSnapshot, features: readonly SideFeature[]) {
  const lists: Float32Array[] = [];
  let next = sides.length / width;
  const rows = features.map(({ starts, values }, f) => {
    const known = new Map<string, number>();
    return Int32Array.from({ length: starts.length - 1 }, (_, code) => {
      const own = values.subarray(starts[code], starts[code + 1]);
      if (own.length < 2) return own.length === 0 ? 0 : firstRow[f] + own[0];
      const key = own.join();
      const found = known.get(key);
      if (found !== undefined) return found;
      const row = new Float32Array(width);
      for (const value of own) {
        for (let k = 0; k < width; k++) row[k] += sides[(firstRow[f] + value) * width + k] / Math.sqrt(own.length);
      }
      lists.push(row);
      known.set(key, next);
      return next++;
    });
  });
  const table = new Float32Array(next * width);
  table.set(sides);
  for (const [at, row] of lists.entries()) table.set(row, sides.length + at * width);
  return { sides: table, rows };
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
