import { periodAt, periodStarts } from "../calendar";
import type { BayesianData, RatingRows, SideFeature } from "./types";

/** From so many training ratings on, an id has factors of its own. */
export const LEAST_OWN = 2;
/** From so many on, a user has a history, and is part of those of products. */
export const LEAST_HISTORY = 10;
const LAST_BIN = 4;
const DAY = 86_400;

/** Keys that share values: those of value v are members[starts[v] .. starts[v + 1]), each by its own weight. */
export interface Shared {
  size: number;
  starts: Int32Array;
  members: Int32Array;
  /** By key. */
  weights: Float64Array;
}

/** What the sampler reads, laid out once. */
export interface Design {
  /** Training ratings of each user and product code. */
  userCounts: Int32Array;
  productCounts: Int32Array;
  /**
   * Entities of the user side: users with factors of their own or in a held part, then one for all others alike in
   * their features, who have the same vector; by user code. `entityUser` has a user of each.
   */
  entityOf: Int32Array;
  entities: number;
  entityUser: Int32Array;
  ownEntity: Int32Array;
  ownProduct: Int32Array;
  /** Ratings summed that have the same entity, product and year. */
  cellOf: Int32Array;
  cells: { entity: Int32Array; product: Int32Array; year: Int32Array; weight: Float64Array };
  /** Value shared by entities: the products of their histories; shared by products: the entities that rated them. */
  userHistory: Shared;
  productHistory: Shared;
  /** Of the features, in their order: what users share, by entity and by code, and products. */
  userFeatures: { byEntity: Shared; byCode: Shared }[];
  productFeatures: Shared[];
  years: Years;
  drift: Drift | null;
}

export interface Years {
  first: number;
  /** Years from the first to the newest; the index after the last is that of an unknown time. */
  count: number;
  /** Of each, in seconds. */
  starts: Float64Array;
}

export interface Drift {
  /** Seconds; the newest training time for users without one. */
  meanDate: Float64Array;
  newest: number;
  hasDrift: Int32Array;
}

export function designOf(data: BayesianData, histories: boolean): Design {
  const { training, users, products } = data;
  const userCounts = counted(training.user, users);
  const productCounts = counted(training.product, products);
  const years = yearsOf(training.time);
  const { entityOf, entityUser } = entitiesOf(data, userCounts);
  const entities = entityUser.length;
  const ownEntity = Int32Array.from(entityUser, (user) => (userCounts[user] >= LEAST_OWN ? 1 : 0));
  const { cellOf, cells } = cellsOf(training, entityOf, userCounts, years);
  const listens = (i: number) => histories && userCounts[training.user[i]] >= LEAST_HISTORY;
  const rated = Int32Array.from(indices(training.user.length, listens));
  const raters = rated.map((i) => entityOf[training.user[i]]);
  const chosen = rated.map((i) => training.product[i]);
  return {
    userCounts,
    productCounts,
    entityOf,
    entities,
    entityUser,
    ownEntity,
    ownProduct: productCounts.map((count) => (count >= LEAST_OWN ? 1 : 0)),
    cellOf,
    cells,
    userHistory: sharedBy(raters, chosen, entities, histories ? products : 0),
    productHistory: sharedBy(chosen, raters, products, histories ? entities : 0),
    userFeatures: data.features
      .filter((feature) => feature.of === "user")
      .map((feature) => ({
        byEntity: sharedFeature(feature, entityUser),
        byCode: sharedFeature(feature, range(users)),
      })),
    productFeatures: data.features
      .filter((feature) => feature.of === "product")
      .map((feature) => sharedFeature(feature, range(products))),
    years,
    drift: driftOf(training, userCounts),
  };
}

/** ⌈log₂(1 + number of ratings)⌉, held to the last bin. */
export function binOf(ratings: number): number {
  return Math.min(LAST_BIN, Math.ceil(Math.log2(1 + ratings)));
}
export const BINS = LAST_BIN + 1;

/** Index of the year of a time; of the first or newest for those outside, and the one after these for an unknown time. */
export function yearIndex({ count, starts }: Years, time: number): number {
  if (Number.isNaN(time) || count === 0) return count;
  return Math.max(0, periodAt(starts, time));
}

/** ½ sign(d) |d|^0.4 for d days (Koren 2010, "Collaborative filtering with temporal dynamics", halved). */
export function deviation(seconds: number): number {
  const days = seconds / DAY;
  return Number.isNaN(days) ? 0 : (Math.sign(days) * Math.abs(days) ** 0.4) / 2;
}

/** Keys that have a feature's values, by value. */
function sharedFeature({ starts, values, size }: SideFeature, codes: Int32Array): Shared {
  const [keys, held]: [number[], number[]] = [[], []];
  for (let key = 0; key < codes.length; key++) {
    for (let at = starts[codes[key]]; at < starts[codes[key] + 1]; at++) {
      keys.push(key);
      held.push(values[at]);
    }
  }
  return sharedBy(Int32Array.from(keys), Int32Array.from(held), codes.length, size);
}

/** Weights 1 / √n for a key with n values. */
function sharedBy(keys: Int32Array, values: Int32Array, keyCount: number, size: number): Shared {
  const starts = new Int32Array(size + 1);
  for (const value of values) starts[value + 1]++;
  for (let value = 0; value < size; value++) starts[value + 1] += starts[value];
  const next = starts.slice();
  const members = new Int32Array(keys.length);
  const counts = new Int32Array(keyCount);
  for (let at = 0; at < keys.length; at++) {
    members[next[values[at]]++] = keys[at];
    counts[keys[at]]++;
  }
  return { size, starts, members, weights: Float64Array.from(counts, (n) => (n > 0 ? 1 / Math.sqrt(n) : 0)) };
}

/** Keys in one value each. */
export function sharedOnce(values: Int32Array, size: number): Shared {
  return sharedBy(range(values.length), values, values.length, size);
}

function entitiesOf({ users, features }: BayesianData, userCounts: Int32Array) {
  const ofUsers = features.filter((feature) => feature.of === "user");
  const entityOf = new Int32Array(users);
  const entityUser: number[] = [];
  const alike = new Map<string, number>();
  for (let user = 0; user < users; user++) {
    if (userCounts[user] >= LEAST_OWN) {
      entityOf[user] = entityUser.push(user) - 1;
      continue;
    }
    const key = ofUsers.map(({ starts, values }) => values.subarray(starts[user], starts[user + 1]).join()).join(";");
    const known = alike.get(key);
    entityOf[user] = known ?? entityUser.push(user) - 1;
    if (known === undefined) alike.set(key, entityOf[user]);
  }
  return { entityOf, entityUser: Int32Array.from(entityUser) };
}

/** Rows lie by user: what an entity of one user needs to find its cells is forgotten at the next user. */
function cellsOf({ user, product, time }: RatingRows, entityOf: Int32Array, userCounts: Int32Array, years: Years) {
  const n = user.length;
  const [cellOf, entity, ofProduct, year] = Array.from({ length: 4 }, () => new Int32Array(n));
  const weight = new Float64Array(n);
  const ofOwn = new Map<number, number>();
  const ofShared = new Map<number, Map<number, number>>();
  let size = 0;
  for (let i = 0; i < n; i++) {
    const of = entityOf[user[i]];
    let places = ofOwn;
    if (userCounts[user[i]] >= LEAST_OWN) {
      if (i > 0 && user[i] !== user[i - 1]) ofOwn.clear();
    } else {
      places = ofShared.get(of) ?? new Map();
      ofShared.set(of, places);
    }
    const at = yearIndex(years, time ? time[i] : Number.NaN);
    const key = product[i] * (years.count + 1) + at;
    let cell = places.get(key);
    if (cell === undefined) {
      cell = size++;
      entity[cell] = of;
      ofProduct[cell] = product[i];
      year[cell] = at;
      places.set(key, cell);
    }
    weight[cell]++;
    cellOf[i] = cell;
  }
  const cut = (values: Int32Array) => values.slice(0, size);
  const cells = { entity: cut(entity), product: cut(ofProduct), year: cut(year), weight: weight.slice(0, size) };
  return { cellOf, cells };
}

function yearsOf(time: Float64Array | null): Years {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const seconds of time ?? []) {
    first = Math.min(first, Number.isNaN(seconds) ? first : seconds);
    last = Math.max(last, Number.isNaN(seconds) ? last : seconds);
  }
  if (first > last) return { first: 0, count: 0, starts: new Float64Array(0) };
  const starts = periodStarts(first, last, 12);
  return { first: new Date(first * 1000).getUTCFullYear(), count: starts.length, starts };
}

function driftOf({ user, time }: RatingRows, userCounts: Int32Array): Drift | null {
  if (!time) return null;
  const sums = new Float64Array(userCounts.length);
  const timed = new Int32Array(userCounts.length);
  let newest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < user.length; i++) {
    if (Number.isNaN(time[i])) continue;
    sums[user[i]] += time[i];
    timed[user[i]]++;
    newest = Math.max(newest, time[i]);
  }
  if (newest === Number.NEGATIVE_INFINITY) return null;
  return {
    meanDate: sums.map((sum, code) => (timed[code] > 0 ? sum / timed[code] : newest)),
    newest,
    hasDrift: timed.map((count) => (count >= 2 ? 1 : 0)),
  };
}

function counted(codes: Int32Array, size: number): Int32Array {
  const counts = new Int32Array(size);
  for (const code of codes) counts[code]++;
  return counts;
}

function range(length: number): Int32Array {
  return Int32Array.from({ length }, (_, i) => i);
}

function* indices(size: number, belongs: (i: number) => boolean): Generator<number> {
  for (let i = 0; i < size; i++) if (belongs(i)) yield i;
}
