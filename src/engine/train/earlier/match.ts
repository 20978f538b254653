import type { RunSettings } from "../../../domain/settings";
import type { HybridSnapshot, MemberSnapshot, ModelSnapshot, ValueRows } from "../../../models/snapshot";
import { IdCodes } from "../../read/columns/codes";
import type { TrainingColumns } from "../../read/copies";
import { forTraining } from "../../read/copies";
import type { Dataset, Vocabulary } from "../../read/types";
import { splitRatings, withoutSeen } from "../split";
import { listsThrough } from "./lists";
import { seenRatings } from "./seen";
import { type OpenedRows, rowsByText, valueRows, valueRowsOfSnapshot } from "./sideValues";
import type { EarlierKind, EarlierStart, Overlap } from "./types";

/** What an earlier model was trained on. */
export interface EarlierData {
  dataset: Dataset;
  /** The ratings that its filter let through; null for all. */
  rows: Int32Array | null;
  settings: RunSettings;
  /** Of a Run that itself began with a still earlier model. */
  began: { kind: EarlierKind; start: EarlierStart } | null;
}

/** The earlier code of each code; -1 for a text that was not known. */
function match(now: Vocabulary, earlier: Vocabulary): Int32Array {
  const table = new IdCodes();
  // A vocabulary from elsewhere may hold an id twice: its last row is as good as any.
  const codeOf = new Int32Array(earlier.offsets.length - 1);
  table.codesOf(earlier).forEach((own, code) => {
    codeOf[own] = code;
  });
  const { bytes, offsets } = now;
  return Int32Array.from({ length: offsets.length - 1 }, (_, code) => {
    const own = table.known(bytes, offsets[code], offsets[code + 1]);
    return own < 0 ? -1 : codeOf[own];
  });
}

/** By code: its row by its earlier code, 0 for none. */
function throughEarlier(earlier: Int32Array, rows: Int32Array): Int32Array {
  return earlier.map((code) => (code < 0 ? 0 : rows[code]));
}

/** How many ids of the open data the earlier model has rows for. */
function overlapOf(userRows: Int32Array, productRows: Int32Array): Overlap {
  const known = (rows: Int32Array) => rows.reduce((n, row) => n + (row > 0 ? 1 : 0), 0);
  return {
    users: userRows.length,
    knownUsers: known(userRows),
    products: productRows.length,
    knownProducts: known(productRows),
  };
}

/**
 * An earlier model in the codes of the open Dataset: ids are matched by their text, values of side features too.
 * @param now the open ratings that are to be trained or measured on.
 * @param ids vocabularies of the model's codes, and rows of its values where `data` is null.
 * @param data what it was trained on; null where that is not at hand.
 */
export function matchEarlier(
  now: { dataset: Dataset; columns: TrainingColumns },
  ids: { users: Vocabulary; products: Vocabulary; sideRows: OpenedRows[] },
  data: EarlierData | null,
  model: ModelSnapshot,
  from: Pick<EarlierStart, "name" | "run">,
): EarlierStart & { model: ModelSnapshot } {
  const { dataset, columns } = now;
  const users = match(dataset.users, ids.users);
  const products = match(dataset.products, ids.products);
  const userRows = throughEarlier(users, model.userRows);
  // Of a ranking no row of a user's own: whoever has a history there is known by it.
  const knownUsers = model.pooled ? throughEarlier(users, withHistory(model.pooled.starts)) : userRows;
  const productRows = throughEarlier(products, model.productRows);
  const before = data && forTraining(data.dataset, data.rows);
  const trained = before && trainingOf(before, data);
  const ofSteps = () => (before ? valuesOfSteps(before, trained, data) : ids.sideRows.filter(({ of }) => !of));
  const values = isAnyHybrid(model) ? ofSteps() : [];
  const through = (member: MemberSnapshot) => memberThrough(member, columns, { users, products }, valuesFor(member));
  const { intervals: _, lists: own, members, ...weights } = model;
  const lists = own && listsThrough(own, products, columns.users);
  return {
    ...from,
    model: {
      ...through(weights),
      ...(weights.pooled && { pooled: weights.pooled }),
      ...(members && { members: members.map((member) => ({ ...member, model: through(member.model) })) }),
      ...(lists && { lists }),
    },
    sideRows: model.bayesian ? valuesFor(model) : values,
    seen: before && trained?.isAll ? seenRatings(columns, before, trained.ratings, users, products) : null,
    overlap: overlapOf(knownUsers, productRows),
  };

  function valuesFor(member: MemberSnapshot): ValueRows[] {
    if (!member.bayesian) return values;
    if (before) return valueRowsOfSnapshot(before, member);
    return ids.sideRows.filter(({ of }) => of === (members ? member.model : undefined));
  }
}

/** True where values of features have rows that follow from the ratings of training. */
function isAnyHybrid({ hybrid, bayesian, members = [] }: ModelSnapshot): boolean {
  return (hybrid !== undefined && !bayesian) || members.some(({ model }) => isAnyHybrid(model));
}

/** What predicts ratings, in the codes of these columns. */
function memberThrough(
  member: MemberSnapshot,
  columns: TrainingColumns,
  { users, products }: { users: Int32Array; products: Int32Array },
  values: readonly ValueRows[],
): MemberSnapshot {
  const { hybrid, averages, bayesian } = member;
  const userRows = throughEarlier(users, member.userRows);
  const productRows = throughEarlier(products, member.productRows);
  return {
    ...member,
    userRows,
    productRows,
    ...(hybrid && {
      hybrid: { ...hybrid, features: hybrid.features.map((feature) => ({ ...feature, rows: rowsOf(feature) })) },
    }),
    ...(averages && {
      averages: {
        ...averages,
        ofUser: partsThrough(users, averages.ofUser, averages.unknownUser),
        ofProduct: partsThrough(products, averages.ofProduct, averages.unknownProduct),
      },
    }),
    ...(bayesian &&
      bayesian.drift.length > 0 && {
        bayesian: {
          ...bayesian,
          drift: partsThrough(users, bayesian.drift, 0),
          meanDate: Float64Array.from(users, (code) => (code < 0 ? 0 : bayesian.meanDate[code])),
        },
      }),
  };

  /** A feature's row of each id: by its value here where the file has the column, else as the model knew it. */
  function rowsOf({ role, of, rows }: HybridSnapshot["features"][number]): Int32Array | number {
    if (typeof rows === "number") return rows;
    if (role === "stranger") return userRows.map((row) => (row === 0 ? hybrid!.stranger : 0));
    const side = columns.sides.find((column) => column.role === role);
    const known = values.find((value) => value.role === role);
    if (!side || !known) return throughEarlier(of === "user" ? users : products, rows);
    const ofCode = rowsByText(side, known);
    return side.codes.map((code) => ofCode[code]);
  }
}

/** By code: a number by its earlier code, or that of whoever is unknown. */
function partsThrough(earlier: Int32Array, parts: Float32Array, unknown: number): Float32Array {
  return Float32Array.from(earlier, (code) => (code < 0 ? unknown : parts[code]));
}

/** By user code: 1 where the user has a history. */
function withHistory(starts: Int32Array): Int32Array {
  return Int32Array.from({ length: starts.length - 1 }, (_, user) => (starts[user + 1] > starts[user] ? 1 : 0));
}

/** The ratings that a model's rows come from, and whether these are all that its training has seen. */
interface Trained {
  ratings: Int32Array;
  isAll: boolean;
}

function trainingOf(before: TrainingColumns, { settings, began }: EarlierData): Trained {
  const seen = began?.start.seen ?? null;
  const isAll = began === null || seen !== null;
  if (began?.kind === "scored") {
    // It was trained on none of those ratings but on the ones that it had seen before.
    return { ratings: Int32Array.from(seen ?? [], (flag, i) => (flag === 1 ? i : -1)).filter((i) => i >= 0), isAll };
  }
  return { ratings: withoutSeen(splitRatings(before, settings), seen).train, isAll };
}

function valuesOfSteps(before: TrainingColumns, trained: Trained | null, data: EarlierData | null): ValueRows[] {
  if (!data) return [];
  const { settings, began } = data;
  if (began?.kind === "scored") return began.start.sideRows;
  return trained ? valueRows(before, trained.ratings, settings) : [];
}
