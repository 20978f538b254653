import { forTraining } from "../../dataset/copies";
import type { Dataset, SideColumn, Vocabulary } from "../../dataset/types";
import { size, textOf } from "../../dataset/vocabulary";
import { mapRows } from "../rowMap";
import { type Feature, sideRows } from "../sideRows";
import { splitRatings } from "../split";
import type { HybridSnapshot, ModelSnapshot, RunSettings, TrainingColumns } from "../types";
import type { EarlierStart, Overlap } from "./types";

/** The ratings that an earlier model was trained on: those that its filter let through. */
export interface EarlierData {
  dataset: Dataset;
  rows: Int32Array | null;
}

/** Code by text. */
function codesOf(vocabulary: Vocabulary): Map<string, number> {
  const codes = new Map<string, number>();
  for (let code = 0; code < size(vocabulary); code++) codes.set(textOf(vocabulary, code), code);
  return codes;
}

/** The earlier code of each code; -1 for a text that was not known. */
function match(now: Vocabulary, earlier: Vocabulary): Int32Array {
  const codes = codesOf(earlier);
  return Int32Array.from({ length: size(now) }, (_, code) => codes.get(textOf(now, code)) ?? -1);
}

/** By code: its row by its earlier code, 0 for none. */
function throughEarlier(earlier: Int32Array, rows: Int32Array): Int32Array {
  return earlier.map((code) => (code < 0 ? 0 : rows[code]));
}

/** How many ids of the open data the earlier model has rows for. */
export function overlapOf(userRows: Int32Array, productRows: Int32Array): Overlap {
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
 * @param ids vocabularies of the model's codes.
 * @param earlier what it was trained on; null where that is not at hand.
 */
export function matchEarlier(
  now: { dataset: Dataset; columns: TrainingColumns },
  ids: { users: Vocabulary; products: Vocabulary },
  earlier: EarlierData | null,
  model: ModelSnapshot,
  settings: RunSettings,
  from: Pick<EarlierStart, "name" | "run">,
): EarlierStart {
  const { dataset, columns } = now;
  const users = match(dataset.users, ids.users);
  const products = match(dataset.products, ids.products);
  const userRows = throughEarlier(users, model.userRows);
  const productRows = throughEarlier(products, model.productRows);
  const before = earlier && forTraining(earlier.dataset, earlier.rows);
  const training = before && splitRatings(before, settings.split, settings.seed).train;
  const values = before && training && model.hybrid ? valueRows(before, training, settings) : [];
  const features = model.hybrid?.features.map((feature) => {
    const known = typeof feature.rows === "number" ? feature.rows : featureRows(feature, { users, products }, userRows);
    const side = columns.sides.find(({ role }) => role === feature.role);
    const byText = values.find(({ role }) => role === feature.role);
    if (typeof known === "number" || !side || !byText) return { ...feature, rows: known };
    return { ...feature, rows: valuesRow(side, byText) };
  });
  const { intervals: _, ...weights } = model;
  return {
    ...from,
    model: {
      ...weights,
      userRows,
      productRows,
      ...(model.hybrid && features && { hybrid: { ...model.hybrid, features } }),
    },
    sideRows: values,
    seen: before && training && seenRatings(columns, before, training, users, products),
    overlap: overlapOf(userRows, productRows),
  };

  function featureRows({ role, of, rows }: Feature_, codes: Record<"users" | "products", Int32Array>, own: Int32Array) {
    if (role === "stranger") return own.map((row) => (row === 0 ? model.hybrid!.stranger : 0));
    return throughEarlier(of === "user" ? codes.users : codes.products, rows as Int32Array);
  }
}

type Feature_ = HybridSnapshot["features"][number];

/** Row of each value of each feature that the earlier Run read, by text. */
export function valueRows(
  columns: TrainingColumns,
  training: Int32Array,
  settings: RunSettings,
): EarlierStart["sideRows"] {
  const users = mapRows(columns.user, columns.users, training);
  const { features } = sideRows(columns, training, settings.sides, users, settings.minimumRatings);
  return features.flatMap((feature) => {
    const side = columns.sides.find(({ role }) => role === feature.role);
    if (!side) return [];
    const rowOfCode = rowsByCode(side, feature);
    const values = Array.from(rowOfCode, (_, code) => textOf(side.vocabulary, code));
    return [{ role: side.role, values, rows: rowOfCode }];
  });
}

/** The feature's row of each value of its column; 0 for one that has none. */
export function rowsByCode({ codes, vocabulary }: SideColumn, { rows }: Pick<Feature, "rows">): Int32Array {
  const rowOfCode = new Int32Array(size(vocabulary));
  for (let i = 0; i < codes.length; i++) if (codes[i] !== 0) rowOfCode[codes[i]] = rows[i];
  return rowOfCode;
}

/** Row of each id by its value's text. */
function valuesRow({ codes, vocabulary }: SideColumn, { values, rows }: EarlierStart["sideRows"][number]): Int32Array {
  const byText = new Map(values.map((text, i) => [text, rows[i]]));
  const ofCode = Int32Array.from({ length: size(vocabulary) }, (_, code) =>
    code === 0 ? 0 : (byText.get(textOf(vocabulary, code)) ?? 0),
  );
  return codes.map((code) => ofCode[code]);
}

/**
 * Which of the open ratings the earlier training has seen: those of a user, product and time (where both have times) that
 * its training part has.
 */
function seenRatings(
  now: TrainingColumns,
  before: TrainingColumns,
  training: Int32Array,
  users: Int32Array,
  products: Int32Array,
): Uint8Array {
  const isTimed = now.time !== null && before.time !== null;
  const keyOf = (user: number, product: number, time: number) =>
    `${user} ${product}${isTimed && !Number.isNaN(time) ? ` ${time}` : ""}`;
  const timeOf = ({ time }: TrainingColumns, i: number) => time?.[i] ?? Number.NaN;
  const trained = new Set<string>();
  for (const i of training) trained.add(keyOf(before.user[i], before.product[i], timeOf(before, i)));
  const seen = new Uint8Array(now.size);
  for (let i = 0; i < now.size; i++) {
    const [user, product] = [users[now.user[i]], products[now.product[i]]];
    if (user >= 0 && product >= 0 && trained.has(keyOf(user, product, timeOf(now, i)))) seen[i] = 1;
  }
  return seen;
}
