import { tensor1d, tensor2d } from "@tensorflow/tfjs-core";
import { describe, expect, test } from "vitest";
import { openTfjsCpu } from "../../src/backends/tfjs/tfjsBackend";
import {
  dropOutKey,
  dropOutMask,
  type HybridOptions,
  LOG_VARIANCE_UNIT,
  networkStep,
  Priors,
} from "../../src/models/hybrid/posterior";
import { divergence } from "../../src/models/hybrid/tfjsScore";
import { largestDifference } from "../backends/plainAdamW";
import { divergenceFromPrior } from "./plainHybrid";

/** ∫ q ln (q / p) by the trapezoid rule, q normal with this mean and variance, p with mean 0 and the prior's. */
function integratedDivergence(mean: number, variance: number, prior: number): number {
  const density = (x: number, m: number, v: number) => Math.exp(-((x - m) ** 2) / (2 * v)) / Math.sqrt(2 * Math.PI * v);
  const step = Math.sqrt(variance) / 200;
  let sum = 0;
  for (let i = -2400; i <= 2400; i++) {
    const x = mean + i * step;
    const q = density(x, mean, variance);
    sum += step * q * (Math.log(q) - Math.log(density(x, 0, prior)));
  }
  return sum;
}

describe("the pull of a prior", () => {
  const normals = [
    { means: [0.7, -1.2], variances: [0.3, 0.02] },
    { means: [0, 0.4], variances: [1.5, 0.2] },
  ];
  const priors = [0.5, 2];

  test("is by the textbook the divergence's integral", () => {
    const { means, variances } = normals[0];
    const integral = means.reduce((sum, mean, k) => sum + integratedDivergence(mean, variances[k], priors[k]), 0);
    expect(divergenceFromPrior(normals[0], priors)).toBeCloseTo(integral, 6);
  });

  test("on tfjs is the textbook's divergence to the constants, by the positions' weights", async () => {
    await openTfjsCpu();
    const weights = [0.25, 3];
    const expected = normals.reduce((sum, normal, i) => sum + weights[i] * divergenceFromPrior(normal, priors), 0);
    // Two live columns of four.
    const padded = (rows: number[][], rest: number) => tensor2d(rows.map((row) => [...row, rest, rest]));
    const rows = {
      means: padded(
        normals.map(({ means }) => means),
        9,
      ),
      variances: padded(
        normals.map((n) => n.variances),
        9,
      ),
    };
    const precisions = tensor2d([[...priors.map((prior) => 1 / prior), 0, 0]]);
    const found = (await divergence([rows], [precisions], [tensor1d(weights)], 2).data())[0];
    // ½ Σ (ln prior − 1) a row is left out.
    const constants = priors.reduce((sum, prior) => sum + (Math.log(prior) - 1) / 2, 0);
    expect(found + constants * (weights[0] + weights[1])).toBeCloseTo(expected, 5);
  });
});

const FACTORS = 2;
const HALF = 4;
const options: HybridOptions = {
  offset: 0,
  firstRow: [1, 2, 4],
  ofUser: 1,
  userBias: new Float32Array(4),
  productBias: new Float32Array(3),
  userCounts: Int32Array.of(0, 3, 0, 1),
  productCounts: Int32Array.of(0, 2, 2),
  sideCounts: Int32Array.of(0, 0, 2, 2),
  noise: 1.5,
  dropout: 0,
  stepsPerEpoch: 5,
  steps: 50,
};

/** Rows with these means and variances of the live columns. */
function tableOf(rows: { means: number[]; variances: number[] }[]): Float32Array {
  const table = new Float32Array((1 + rows.length) * 2 * HALF);
  rows.forEach(({ means, variances }, i) => {
    table.set(means, (i + 1) * 2 * HALF);
    table.set(
      variances.map((variance) => Math.log(variance) / LOG_VARIANCE_UNIT),
      (i + 1) * 2 * HALF + HALF,
    );
  });
  return table;
}

const tables = {
  users: tableOf([
    { means: [1, 2, 3], variances: [0.1, 0.2, 0.3] },
    { means: [100, 100, 100], variances: [9, 9, 9] }, // without a training rating
    { means: [-3, 0, 1], variances: [0.3, 0.4, 0.1] },
  ]),
  products: tableOf([
    { means: [0, 0, 0], variances: [1e-9, 0.5, 0.5] },
    { means: [0, 1, 1], variances: [1e-9, 0.1, 0.1] },
  ]),
  sides: tableOf([
    { means: [7, 7, 7], variances: [1, 1, 1] }, // without a training rating
    { means: [1, 0, 0], variances: [1, 1, 1] },
    { means: [0, 1, 0], variances: [1, 1, 2] },
  ]),
};

/** Take steps with this error and penalty each; an estimate after every epoch but the last. */
function advance(priors: Priors, steps: number, error: number, penalty: number): void {
  for (let i = 0; i < steps; i++) {
    if (priors.isDue) priors.estimate(() => tables);
    priors.add(error, penalty);
    priors.advance();
  }
}

describe("priors and noise", () => {
  test("are due once after every epoch", () => {
    const priors = new Priors(options, FACTORS);
    expect(priors.isDue).toBe(false);
    advance(priors, 4, 1, 1);
    expect(priors.isDue).toBe(false);
    advance(priors, 1, 1, 1);
    expect(priors.isDue).toBe(true);
    priors.estimate(() => tables);
    expect(priors.isDue).toBe(false);
  });

  test("a column's prior variance becomes the mean of mean² + variance over the rows with training ratings", () => {
    const priors = new Priors(options, FACTORS);
    const start = priors.precisions.slice();
    advance(priors, 50, 1, 0);
    priors.estimate(() => tables);
    const variances = Array.from(priors.precisions, (precision) => 1 / precision);
    const group = (of: number) => variances.slice(of * HALF, of * HALF + FACTORS + 1);
    // Users: (1 + 0.1 + 9 + 0.3) / 2, (4 + 0.2 + 0 + 0.4) / 2, (9 + 0.3 + 1 + 0.1) / 2
    expect(largestDifference(group(0), [5.2, 2.3, 5.2])).toBeLessThan(1e-5);
    // Products: no narrower than 1e-5, (0.5 + 1.1) / 2 twice.
    expect(largestDifference(group(1), [1e-5, 0.8, 0.8])).toBeLessThan(1e-6);
    // A feature without trained rows keeps what it has.
    expect(priors.precisions.subarray(2 * HALF, 3 * HALF)).toEqual(start.subarray(2 * HALF, 3 * HALF));
    // (1 + 1 + 0 + 1) / 2, (0 + 1 + 1 + 1) / 2, (0 + 1 + 0 + 2) / 2
    expect(largestDifference(group(3), [1.5, 1.5, 1.5])).toBeLessThan(1e-5);
    for (let of = 0; of < 4; of++) expect(priors.precisions[of * HALF + FACTORS + 1]).toBe(0);
  });

  test("priors stay while the model warms up", () => {
    const priors = new Priors(options, FACTORS);
    const start = priors.precisions.slice();
    advance(priors, 5, 1, 0);
    priors.estimate(() => tables);
    expect(priors.precisions).toEqual(start);
  });

  test("noise is the mean over the last epoch of squared error and the variance's cost; full pull is twice the noise", () => {
    const priors = new Priors(options, FACTORS);
    advance(priors, 45, 0.4, 0.1);
    for (const [error, penalty] of [
      [1, 0.5],
      [2, 0.5],
      [3, 0.5],
      [1, 0.5],
      [3, 0.5],
    ]) {
      advance(priors, 1, error, penalty);
    }
    expect(priors.scale).toBeCloseTo(2 * 0.5, 6);
    priors.estimate(() => tables);
    expect(priors.scale).toBeCloseTo(2 * 2.5, 6);
  });

  test("the pull grows in equal steps from nearly nothing to its full strength", () => {
    const priors = new Priors({ ...options, stepsPerEpoch: 1000 }, FACTORS);
    const scales = Array.from({ length: 51 }, () => {
      const { scale } = priors;
      priors.advance();
      return scale;
    });
    expect(scales[0]).toBeLessThan(0.1 * 3);
    expect(scales[50]).toBe(3);
    const rising = scales.filter((scale) => scale < 3);
    const growth = rising.map((scale, i) => scale - (rising[i - 1] ?? 0));
    expect(
      largestDifference(
        growth,
        growth.map(() => rising[0]),
      ),
    ).toBeLessThan(1e-12);
  });

  test("go on from what was saved, also between an epoch's end and its estimate", () => {
    for (const steps of [50, 47]) {
      const [whole, resumed] = [new Priors(options, FACTORS), new Priors(options, FACTORS)];
      advance(whole, steps, 0.7, 0.1);
      resumed.restore(structuredClone(whole.save()));
      for (const priors of [whole, resumed]) advance(priors, 5, 0.5, 0.1);
      expect(resumed).toEqual(whole);
    }
  });
});

test("the network learns and decays at the same share of a step", () => {
  const step = { rate: 0.2, rootScale: 3, beta1: 0.9, beta2: 0.99, epsilon: 1e-5, keep: 0.9 };
  const { rate, keep, ...rest } = networkStep(step);
  const { rate: _, keep: __, ...unchanged } = step;
  expect(rest).toEqual(unchanged);
  expect(rate).toBeLessThan(step.rate);
  expect((1 - keep) / (1 - step.keep)).toBeCloseTo(rate / step.rate, 12);
});

describe("the mask of what drops out", () => {
  const dropout = 0.3;
  const mask = dropOutMask(dropOutKey(1, 2, 0), 500, 20, dropout);

  test("leaves out that share, and makes up for it in what it keeps", () => {
    const kept = mask.filter((value) => value !== 0);
    expect(new Set(kept)).toEqual(new Set([Math.fround(1 / 0.7)]));
    // Binomial: σ = √(0.3 × 0.7 / 10,000) = 0.0046.
    expect(Math.abs(1 - kept.length / mask.length - dropout)).toBeLessThan(4 * 0.0046);
  });

  test("is another at each step, for each layer and seed, and the same again", () => {
    expect(dropOutMask(dropOutKey(1, 2, 0), 500, 20, dropout)).toEqual(mask);
    for (const key of [dropOutKey(1, 3, 0), dropOutKey(1, 2, 1), dropOutKey(2, 2, 0)]) {
      const other = dropOutMask(key, 500, 20, dropout);
      const both = other.filter((value, i) => value === 0 && mask[i] === 0).length / mask.length;
      // Independent: 0.3², σ = √(0.09 × 0.91 / 10,000) = 0.0029.
      expect(Math.abs(both - dropout ** 2)).toBeLessThan(4 * 0.0029);
    }
  });

  test("treats units and positions alike: none drops out more than another", () => {
    for (let unit = 0; unit < 20; unit++) {
      const dropped = Array.from({ length: 500 }, (_, i) => mask[i * 20 + unit]).filter((value) => value === 0).length;
      // σ = √(0.3 × 0.7 / 500) = 0.0205
      expect(Math.abs(dropped / 500 - dropout)).toBeLessThan(4 * 0.0205);
    }
  });
});
