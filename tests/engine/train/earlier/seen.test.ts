import { expect, test } from "vitest";
import type { TrainingColumns } from "../../../../src/engine/read/copies";
import { forTraining } from "../../../../src/engine/read/copies";
import { scoreEarlier } from "../../../../src/engine/train/earlier/score";
import { seenRatings } from "../../../../src/engine/train/earlier/seen";
import { trainRun } from "../../../../src/engine/train/run";
import { splitRatings, withoutSeen } from "../../../../src/engine/train/split";
import { pack } from "../../../../src/engine/workspace/pack";
import { startFrom } from "../../../../src/engine/workspace/startFrom";
import type { ModelSnapshot } from "../../../../src/models/snapshot";
import { splitBy } from "../../../setup/splitBy";
import { breathe, control, idsOf, keyOf, newerExport, remembered, settingsOf, shop } from "./newerShop";

const NO_TIME = Number.NaN;

/** Ratings as user, product, time. */
function columnsOf(ratings: [user: number, product: number, time: number][]): TrainingColumns {
  const size = ratings.length;
  const column = (k: 0 | 1) => Int32Array.from(ratings, (rating) => rating[k]);
  const time = Float64Array.from(ratings, ([, , at]) => at);
  const sizes = { feedback: "explicit", size, users: 9, products: 9, split: null, sides: [] } as const;
  return { ...sizes, user: column(0), product: column(1), rating: new Float32Array(size).fill(3), time, sides: [] };
}

test("a rating counts as seen with the same user, product and time, or where either has no time", () => {
  const earlier = columnsOf([
    [0, 0, 10],
    [0, 1, NO_TIME],
    [1, 0, 10],
    [2, 2, 10],
  ]);
  const now = columnsOf([
    [0, 0, 10], // the same
    [0, 0, 11], // rated again later
    [0, 0, NO_TIME],
    [0, 1, 55],
    [1, 0, 10], // by somebody who is the earlier user 2
    [3, 0, 10], // unknown user
    [0, 3, 10], // unknown product
    [2, 2, 10], // the earlier test part's
  ]);
  const users = Int32Array.of(0, 2, 2, -1, 4, 5, 6, 7, 8);
  const products = Int32Array.of(0, 1, 2, -1, 4, 5, 6, 7, 8);
  const training = Int32Array.of(0, 1, 2);
  expect([...seenRatings(now, earlier, training, users, products)]).toEqual([1, 0, 1, 1, 0, 0, 0, 0]);
  const without = { ...now, time: null };
  expect([...seenRatings(without, earlier, training, users, products)]).toEqual([1, 1, 1, 1, 0, 0, 0, 0]);
});

test("what the earlier training has seen is in no test or validation part, and no rating is lost", async () => {
  const { before, now, columns, settings, start, moved } = await shop({ model: "dot-product-bias" });
  const training = splitRatings(forTraining(before.dataset), settings).train;
  const trained = new Set(Array.from(training, (i) => keyOf(before, i)));
  const seen = Array.from({ length: columns.size }, (_, i) => (trained.has(keyOf(now, i)) ? 1 : 0));
  expect([...start.seen!]).toEqual(seen);
  const whole = splitBy(columns, "random", settings.seed);
  const split = withoutSeen(whole, start.seen);
  expect([...split.validation, ...split.test].some((i) => seen[i] === 1)).toBe(false);
  expect(split.moved).toBe([...whole.validation, ...whole.test].filter((i) => seen[i] === 1).length);
  expect(split.moved).toBeGreaterThan(100);
  expect(moved).toBe(split.moved);
  const all = [...split.train, ...split.validation, ...split.test].sort((a, b) => a - b);
  expect(all).toEqual(Array.from({ length: columns.size }, (_, i) => i));
});

test("a model that knows its training ratings by heart, and nothing else, gains nothing by them", async () => {
  const { before, now, columns, settings, earlier } = await shop({ model: "dot-product" });
  const { users, products, user, product, rating } = before.dataset;
  const training = splitRatings(forTraining(before.dataset), settings).train;
  const [rows, factors] = [users.offsets.length, products.offsets.length - 1];
  const width = 4 * Math.ceil(factors / 4);
  // A factor for each product: a user's holds the score of the rating, 0, the middle of the range, without one.
  const byHeart: ModelSnapshot = {
    model: "dot-product",
    factors,
    hidden: [],
    range: [0, 6],
    userRows: Int32Array.from({ length: rows - 1 }, (_, code) => code + 1),
    productRows: Int32Array.from({ length: factors }, (_, code) => code + 1),
    width,
    users: new Float32Array(rows * width),
    products: new Float32Array((factors + 1) * width),
    dense: [],
  };
  for (let code = 0; code < factors; code++) byHeart.products[(code + 1) * width + code] = 1;
  for (const i of training) byHeart.users[(user[i] + 1) * width + product[i]] = Math.log(rating[i] / (6 - rating[i]));
  const { start } = await startFrom(now.dataset, null, { ...earlier, model: pack(byHeart) }, settings);
  const honest = await scoreEarlier(columns, settings, start, [], breathe);
  const { test: part } = withoutSeen(splitBy(columns, "random", settings.seed), start.seen);
  const pairs = new Set(Array.from(training, (i) => idsOf(before, i).join()));
  const squares = Array.from(part, (i) => (pairs.has(idsOf(now, i).join()) ? null : (columns.rating[i] - 3) ** 2));
  // But for products that were rated on another day too, of which it knows one rating.
  const other = squares.filter((square) => square !== null);
  expect(other.length / squares.length).toBeGreaterThan(0.5);
  const predicted = honest.trace.predicted!;
  for (const [k, square] of squares.entries()) if (square !== null) expect(predicted[k]).toBeCloseTo(3, 5);
  const leaky = await scoreEarlier(columns, settings, { ...start, seen: null }, [], breathe);
  expect(leaky.result.test.rmse!).toBeLessThan(honest.result.test.rmse! - 0.1);
  expect(honest.result.run.notes[0]).toMatch(/that its training had seen went from the validation and test parts/);
  expect(leaky.result.run.notes[0]).toMatch(/cannot be told/);
});

test("a Run that itself began with an earlier model has seen what that had seen too", async () => {
  const { columns, settings, start, now } = await shop({ model: "dot-product-bias" });
  const third = await newerExport();
  const continued = await trainRun(columns, { ...settings, epochs: 1 }, control(), () => {}, null, [], start);
  const scored = await scoreEarlier(columns, settings, start, [], breathe);
  const began = (kind: "continued" | "scored") => ({ kind, start: pack({ ...start, model: null }) });
  const after = async (kind: "continued" | "scored") => {
    const earlier = remembered(now, kind === "scored" ? scored : continued, 2);
    const matched = await startFrom(third.dataset, null, { ...earlier, began: began(kind) }, settingsOf({ seed: 99 }));
    return [...matched.start.seen!];
  };
  // The third export is the second once more: its ratings have the same places.
  const split = withoutSeen(splitBy(columns, "random", settings.seed), start.seen);
  const trained = new Set(Array.from(split.train, (i) => keyOf(now, i)));
  const isTrained = Array.from({ length: columns.size }, (_, i) => (trained.has(keyOf(now, i)) ? 1 : 0));
  expect(await after("continued")).toEqual(isTrained);
  expect(await after("scored")).toEqual([...start.seen!]);
});

test("of a model whose training ratings are not at hand nothing is known to have been seen", async () => {
  const { earlier, before, now, settings } = await shop({ model: "dot-product-bias" });
  const { users, products } = before.dataset;
  const alone = { ...earlier, run: null, dataset: null, vocabularies: { users, products } };
  const { start, moved } = await startFrom(now.dataset, null, alone, settings);
  expect([start.seen, moved]).toEqual([null, 0]);
});
