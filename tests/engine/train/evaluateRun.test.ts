import { describe, expect, test } from "vitest";
import { Random } from "../../../src/domain/random";
import type { Split } from "../../../src/engine/evaluate/part";
import { plainErrors } from "../../../src/engine/evaluate/plainErrors";
import type { TrainingColumns } from "../../../src/engine/read/copies";
import { evaluateRun, type RivalTrace } from "../../../src/engine/train/evaluateRun";
import { DEFAULT_SETTINGS } from "../../../src/models/registry";
import type { ModelSnapshot } from "../../../src/models/snapshot";
import { splitBy } from "../../setup/splitBy";
import { plantedRatings } from "./plantedRatings";

const columns = plantedRatings(3000, 150, 60, 8);
const settings = { ...DEFAULT_SETTINGS, seed: 5 };
const split = splitBy(columns, "random", settings.seed);
const breathe = async () => {};

/** Row r of each table belongs to code r - 1; the product's bias alone ranks, by its code. */
function modelOf({ users, products }: TrainingColumns): ModelSnapshot {
  const rowsOf = (size: number) => Int32Array.from({ length: size }, (_, code) => code + 1);
  return {
    model: "dot-product-bias",
    factors: 3,
    hidden: [],
    range: [0.5, 5.5],
    userRows: rowsOf(users),
    productRows: rowsOf(products),
    width: 4,
    users: new Float32Array(4 * (users + 1)),
    products: Float32Array.from({ length: 4 * (products + 1) }, (_, i) => (i % 4 === 3 ? i / 400 : 0)),
    dense: [],
  };
}

/** The true ratings of a part with this much noise. */
function guess(part: Int32Array, noise: number, seed = 1, of = columns): Float32Array {
  const random = new Random(seed, "guesses");
  return Float32Array.from(part, (i) => of.rating[i] + noise * random.normal());
}

function outcome(noise: number, parts: Split = split, of = columns) {
  return {
    model: modelOf(of),
    validationPredictions: guess(parts.validation, noise, 1, of),
    testPredictions: guess(parts.test, noise, 2, of),
  };
}

function evaluate(best: ReturnType<typeof outcome>, rivals: RivalTrace[] = []) {
  return evaluateRun(columns, { split, settings }, best, rivals, breathe);
}

/** Every number inside, with its path. */
function numbersIn(value: unknown, path = ""): [string, number][] {
  if (typeof value === "number") return [[path, value]];
  if (ArrayBuffer.isView(value)) return Array.from(value as Float32Array, (number, i) => [`${path}.${i}`, number]);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => numbersIn(inner, `${path}.${key}`));
}

function expectNoNaN(value: unknown): void {
  expect(numbersIn(value).filter(([, number]) => !Number.isFinite(number))).toEqual([]);
}

describe("a Run's evaluation", () => {
  test("measures the best epoch's predictions of both held-out parts", async () => {
    const best = outcome(0.5);
    const { validation, test, trace } = await evaluate(best);
    const actual = (part: Int32Array) => part.map((i) => columns.rating[i]);
    const expected = plainErrors(best.testPredictions, actual(split.test));
    expect(test.n).toBe(300);
    expect(test.rmse).toBeCloseTo(expected.rmse!, 12);
    expect(test.mae).toBeCloseTo(expected.mae!, 12);
    expect(validation.rmse).toBeCloseTo(plainErrors(best.validationPredictions, actual(split.validation)).rmse!, 12);
    expect(test.known.n + test.new.n).toBe(300);
    expect(test.segments.at(-1)!.segments.reduce((sum, { n }) => sum + n, 0)).toBe(300);
    expect(trace.predicted).toBe(best.testPredictions);
    expect(trace.ndcg).toHaveLength(test.ranking!.n);
  });

  test("is compared with the baseline of least validation RMSE, and better, worse or neither", async () => {
    const good = await evaluate(outcome(0.5));
    const rated = good.baselines.filter(({ validation }) => validation.rmse !== null);
    const [best] = rated.sort((a, b) => a.validation.rmse! - b.validation.rmse!);
    expect(good.comparison).toMatchObject({ metric: "rmse", baseline: best.name, outcome: "better" });
    expect(good.comparison!.difference).toBeCloseTo(good.test.rmse! - best.rmse!, 10);
    expect(good.verdict).toBe("better");
    expect((await evaluate(outcome(1.5))).verdict).toBe("worse");
    expect((await evaluate(outcome(best.rmse!))).verdict).toBe("no different");
  });

  test("is compared with the baseline of least test RMSE where there is no validation part", async () => {
    const parts = { ...split, validation: new Int32Array(0) };
    const found = await evaluateRun(columns, { split: parts, settings }, outcome(1.5, parts), [], breathe);
    expect(found.validation.rmse).toBeNull();
    const rated = found.baselines.filter(({ rmse }) => rmse !== null);
    const strictest = rated.reduce((best, other) => (other.rmse! < best.rmse! ? other : best));
    // Not the first of them, which comes of taking any.
    expect(strictest.name).not.toBe(rated[0].name);
    expect(found.comparison).toMatchObject({ metric: "rmse", baseline: strictest.name, outcome: "worse" });
    expect(found.verdict).toBe("worse");
  });

  test("compares with earlier Runs of as many test ratings, by NDCG with one that only ranks", async () => {
    const { trace } = await evaluate(outcome(0.5));
    const nothing = new Float32Array(trace.ndcg!.length);
    const { rivals } = await evaluate(outcome(0.5), [
      { run: 1, ...trace },
      { run: 2, predicted: guess(split.test, 0.9), ndcg: null },
      { run: 3, predicted: new Float32Array(7), ndcg: null },
      { run: 4, predicted: null, ndcg: nothing },
      { run: 5, predicted: null, ndcg: new Float32Array(7) },
      { run: 6, predicted: null, ndcg: null },
    ]);
    expect(rivals.map(({ run, metric, outcome }) => [run, metric, outcome])).toEqual([
      [1, "rmse", "no different"],
      [2, "rmse", "better"],
      [4, "ndcg10", "better"],
    ]);
  });

  test("of a model that only ranks has no errors, and is compared by NDCG with the baseline that ranks best", async () => {
    const ranking = modelOf(columns);
    const pooled = {
      inputs: new Float32Array(ranking.products.length),
      prior: Float32Array.from({ length: columns.products + 1 }, (_, row) => row),
      longest: 10,
      starts: new Int32Array(columns.users + 1),
      history: new Int32Array(0),
    };
    const none = new Float32Array(0);
    const model: ModelSnapshot = { ...ranking, model: "pooled-history", pooled };
    const found = await evaluate({ model, validationPredictions: none, testPredictions: none });
    expect(found.validation).toEqual({ n: 300, rmse: null, mae: null, interval: null, maeInterval: null });
    expect(found.test).toMatchObject({ n: 300, rmse: null, segments: [], biasTests: [] });
    expect(found.trace.predicted).toBeNull();
    const ndcgs = found.baselines.map(({ ranking }) => ranking?.ndcg10 ?? 0);
    const { comparison, test } = found;
    expect(comparison).toMatchObject({
      metric: "ndcg10",
      baseline: found.baselines[ndcgs.indexOf(Math.max(...ndcgs))].name,
    });
    expect(comparison!.difference).toBeCloseTo(test.ranking!.ndcg10 - Math.max(...ndcgs), 6);
    expectNoNaN(found);
  });

  test("is the same again for the same epoch, and touches neither the predictions nor the ratings", async () => {
    const best = outcome(0.7);
    const before = structuredClone({ best, rating: columns.rating });
    const first = await evaluate(best);
    expect(await evaluate(best)).toEqual(first);
    expect({ best, rating: columns.rating }).toEqual(before);
  });

  const none = new Int32Array(0);
  const oneUser = plantedRatings(40, 1, 30, 2);
  const once = { ...columns, user: columns.user.map((_, i) => i), users: columns.size };
  const flat = { ...columns, rating: new Float32Array(columns.size).fill(3) };
  test.each([
    { of: "an empty test part", data: columns, parts: { ...split, test: none } },
    { of: "an empty validation part", data: columns, parts: { ...split, validation: none } },
    { of: "both parts empty", data: columns, parts: { ...split, validation: none, test: none } },
    { of: "one user", data: oneUser, parts: splitBy(oneUser, "random", 1) },
    { of: "one rating per user", data: once, parts: split },
    { of: "ratings that are all the same", data: flat, parts: split },
    { of: "a single test rating", data: columns, parts: { ...split, test: split.test.slice(0, 1) } },
  ])("holds no NaN with $of", async ({ data, parts }) => {
    for (const noise of [0, 1]) {
      const found = await evaluateRun(data, { split: parts, settings }, outcome(noise, parts, data), [], breathe);
      expectNoNaN(found);
      if (parts.test.length < 6) expect(found).toMatchObject({ comparison: null, verdict: null });
    }
  });
});
