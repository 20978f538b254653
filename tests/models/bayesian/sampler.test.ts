import { expect, test } from "vitest";
import { Random } from "../../../src/domain/random";
import { binOf, designOf, deviation, yearIndex } from "../../../src/models/bayesian/design";
import { drawPrior, gamma } from "../../../src/models/bayesian/priors";
import { Sampler } from "../../../src/models/bayesian/sampler";
import { BAYESIAN_DEFAULTS } from "../../../src/models/bayesian/types";
import { planted, samplerMemory } from "./planted";

test("after some sweeps the errors are what the formula leaves of the ratings", () => {
  const data = planted({ users: 40, products: 25, each: 14, once: 60, seed: 1 });
  const { training } = data;
  const memory = samplerMemory();
  const design = designOf(data, true);
  const standard = Float64Array.from(training.rating, (rating) => rating - 3);
  const options = { ...BAYESIAN_DEFAULTS, factors: 3, seed: 1 };
  const sampler = new Sampler(memory, design, { rows: training, standard }, options, null);
  for (let sweep = 0; sweep < 4; sweep++) sampler.sweep(sweep);
  // Users who rate once are alike: their ratings of one product in one year are one.
  expect(design.cells.entity.length).toBeLessThan(standard.length);
  const column = (pointer: number, keys: number, k = 0) => memory.doubles(pointer + 8 * k * keys, keys);
  const { user, product, years, yearBias, drift, bins, userBias, productBias } = sampler;
  const errors = column(sampler.errors, standard.length);
  for (let i = 0; i < standard.length; i++) {
    const [u, j, time] = [training.user[i], training.product[i], training.time![i]];
    const entity = design.entityOf[u];
    const year = yearIndex(design.years, time);
    let score =
      sampler.offset + column(userBias.total, userBias.keys)[u] + column(productBias.total, productBias.keys)[j];
    score +=
      column(bins.values, bins.count)[binOf(design.userCounts[u] - 1)] + column(yearBias.values, yearBias.count)[year];
    score += column(drift!.values, drift!.count)[u] * deviation(time - design.drift!.meanDate[u]);
    for (let k = 0; k < 3; k++) {
      const a = column(user.total, user.keys, k)[entity] + column(years.values, years.count, k)[year];
      score += a * column(product.total, product.keys, k)[j];
    }
    expect(errors[i]).toBeCloseTo(standard[i] - score, 9);
  }
  // The vector of a user with a history: own factors, Σ y / √|N|, and what every user has.
  const history = new Map<number, number[]>();
  for (let i = 0; i < training.user.length; i++) {
    history.set(training.user[i], [...(history.get(training.user[i]) ?? []), training.product[i]]);
  }
  for (const u of [0, 39]) {
    const rated = history.get(u)!;
    const y = column(user.history!.values, data.products);
    const expected = rated.reduce((sum, j) => sum + y[j] / Math.sqrt(rated.length), 0);
    const entity = design.entityOf[u];
    const vector = column(user.own.values, user.keys)[entity] + expected + column(user.every.values, 1)[0];
    expect(column(user.total, user.keys)[entity]).toBeCloseTo(vector, 9);
  }
});

test("gamma draws have the mean and the variance of their shape", () => {
  const random = new Random(1, "gamma");
  const n = 100_000;
  for (const shape of [0.5, 1, 7.5]) {
    const draws = Float64Array.from({ length: n }, () => gamma(shape, random));
    const mean = draws.reduce((sum, x) => sum + x, 0) / n;
    const variance = draws.reduce((sum, x) => sum + (x - shape) ** 2, 0) / n;
    expect(Math.abs(mean - shape)).toBeLessThan(4 * Math.sqrt(shape / n));
    // Var (x − a)² = a (2a + 6) for Gamma(a, 1).
    expect(Math.abs(variance - shape)).toBeLessThan(4 * Math.sqrt((shape * (2 * shape + 6)) / n));
  }
});

test("a prior drawn many times is normal–gamma about its group's values", () => {
  const values = [0.4, 1.1, -0.2, 0.9, 0.3];
  const n = values.length;
  const sum = values.reduce((a, b) => a + b, 0);
  const squares = values.reduce((a, b) => a + b * b, 0);
  const random = new Random(2, "prior");
  const prior = { mean: 0, precision: 1 };
  let [mean, precision] = [0, 0];
  const draws = 200_000;
  for (let i = 0; i < draws; i++) {
    drawPrior(prior, [n, sum, squares], true, random);
    mean += prior.mean / draws;
    precision += prior.precision / draws;
  }
  // Marginally precision ~ Gamma((n + 1) / 2, ½ + ½ (Σθ² − (Σθ)² / (n + 1))), and the mean lies about Σθ / (n + 1).
  expect(mean).toBeCloseTo(sum / (n + 1), 2);
  expect(Math.abs(precision / ((n + 1) / (1 + squares - sum ** 2 / (n + 1))) - 1)).toBeLessThan(0.01);
});
