import { expect, test } from "vitest";
import { fitBayesian } from "../../../src/models/bayesian/fit";
import { foldInUser, productRow, scoreOf, userRow } from "../../../src/models/bayesian/predict";
import {
  BAYESIAN_DEFAULTS,
  type BayesianData,
  type BayesianOptions,
  type RatingRows,
} from "../../../src/models/bayesian/types";
import { NOISE, planted, samplerMemory } from "./planted";

const breathe = async () => {};

function fit(data: BayesianData, options: Partial<BayesianOptions> = {}) {
  return fitBayesian(data, { ...BAYESIAN_DEFAULTS, seed: 1, ...options }, { breathe }, samplerMemory());
}

function rmse(predicted: ArrayLike<number>, { rating }: RatingRows): number {
  let squares = 0;
  for (let i = 0; i < predicted.length; i++) squares += (predicted[i] - rating[i]) ** 2;
  return Math.sqrt(squares / predicted.length);
}

test("planted ratings are found to little more than their noise, and 80 % intervals hold 78 to 82 %", async () => {
  const data = planted({ users: 300, products: 120, each: 36, once: 100, seed: 1 });
  const { held, heldVariance, snapshot, reports } = await fit(data, { histories: false });
  const [rows] = data.held;
  expect(rmse(held[0], rows)).toBeLessThan(1.15 * NOISE);
  expect(snapshot.sigma).toBeGreaterThan(0.9 * NOISE);
  expect(snapshot.sigma).toBeLessThan(1.1 * NOISE);
  const z = 1.2815515655446004;
  const inside = held[0].reduce((count, mean, i) => {
    const reach = z * Math.sqrt(snapshot.sigma ** 2 + heldVariance[0][i]);
    return count + (Math.abs(rows.rating[i] - mean) < reach ? 1 : 0);
  }, 0);
  expect(inside / rows.rating.length).toBeGreaterThan(0.78);
  expect(inside / rows.rating.length).toBeLessThan(0.82);
  const last = reports.at(-1)!;
  expect(last.heldRmse[0]).toBeCloseTo(rmse(held[0], rows), 10);
  expect(last.trainRmse).toBeLessThan(last.heldRmse[0]);
});

test("the snapshot predicts what the samples' mean does, users and products without ratings included", async () => {
  const data = planted({ users: 200, products: 80, each: 24, once: 100, seed: 2 });
  const unknown: RatingRows = {
    user: Int32Array.of(299, 300, 0),
    product: Int32Array.of(5, 5, 80),
    rating: [3, 3, 3],
    time: Float64Array.of(1.3e9, 1.3e9, 1.25e9),
  };
  const [feature] = data.features;
  const features = [
    { ...feature, starts: Int32Array.from([...feature.starts, 81]), values: Int32Array.from([...feature.values, 2]) },
  ];
  const more = { ...data, users: 301, products: 81, features, held: [data.held[0], unknown] };
  const { held, snapshot } = await fit(more, { factors: 2, thinning: 1 });
  for (const [part, rows] of more.held.entries()) {
    const found = Array.from(rows.user, (code, i) =>
      scoreOf(
        snapshot,
        userRow(snapshot, features, code, rows.time![i]),
        productRow(snapshot, features, rows.product[i]),
      ),
    );
    const apart = Math.sqrt(found.reduce((sum, score, i) => sum + (score - held[part][i]) ** 2, 0) / found.length);
    // Of ratings with a noise of ½: what the cut to 16 columns may lose.
    expect(apart).toBeLessThan(0.02);
  }
});

test("folding new users in closed form keeps at least 85 % of the gain of having trained on them", async () => {
  const data = planted({ users: 400, products: 100, each: 30, once: 0, seed: 3 });
  const { training, features } = data;
  const isOut = (user: number) => user % 5 === 0;
  const kept = Array.from(training.user.keys()).filter((i) => !isOut(training.user[i]));
  const rows = {
    user: Int32Array.from(kept, (i) => training.user[i]),
    product: Int32Array.from(kept, (i) => training.product[i]),
    rating: Float64Array.from(kept, (i) => training.rating[i]),
    time: Float64Array.from(kept, (i) => training.time![i]),
  };
  const whole = await fit(data);
  const { snapshot } = await fit({ ...data, training: rows });
  const [test] = data.held;
  const asked = Array.from(test.user.keys()).filter((i) => isOut(test.user[i]));
  const figure = (score: (i: number) => number) =>
    Math.sqrt(asked.reduce((sum, i) => sum + (score(i) - test.rating[i]) ** 2, 0) / asked.length);
  const folded = new Map<number, Float64Array>();
  for (const i of asked) {
    const code = test.user[i];
    if (folded.has(code)) continue;
    const given = Array.from(training.user.keys()).filter((at) => training.user[at] === code);
    const ratings = given.map((at) => ({
      product: training.product[at],
      rating: training.rating[at],
      time: training.time![at],
    }));
    const plain = userRow({ ...snapshot, users: new Float32Array(snapshot.users.length) }, features, code, Number.NaN);
    const row = foldInUser(snapshot, features, ratings, code);
    folded.set(
      code,
      row.map((value, k) => value + plain[k]),
    );
  }
  const product = (i: number) => productRow(snapshot, features, test.product[i]);
  const noUser = new Float64Array(snapshot.width);
  const byProduct = figure((i) => snapshot.offset + product(i)[snapshot.rank]);
  const trained = figure((i) => whole.held[0][i]);
  const foldedIn = figure((i) => scoreOf(snapshot, folded.get(test.user[i]) ?? noUser, product(i)));
  expect((byProduct - foldedIn) / (byProduct - trained)).toBeGreaterThan(0.85);
});

test("the same seed gives the same samples, another seed others", async () => {
  const data = planted({ users: 30, products: 20, each: 12, once: 10, seed: 4 });
  const options = { sweeps: 8, burnIn: 3, thinning: 2 };
  const [first, again] = [await fit(data, options), await fit(data, options)];
  const other = await fit(data, { ...options, seed: 2 });
  expect(again.held).toEqual(first.held);
  expect(again.snapshot).toEqual(first.snapshot);
  expect(other.held).not.toEqual(first.held);
});

test("a sweep is where it can be cancelled", async () => {
  const data = planted({ users: 30, products: 20, each: 12, once: 0, seed: 5 });
  let sweeps = 0;
  const breatheOnce = () => (++sweeps < 3 ? Promise.resolve() : Promise.reject(new Error("abandoned")));
  const options = { ...BAYESIAN_DEFAULTS, seed: 1 };
  await expect(fitBayesian(data, options, { breathe: breatheOnce }, samplerMemory())).rejects.toThrow("abandoned");
  expect(sweeps).toBe(3);
});
