import { describe, expect, it } from "vitest";
import { evaluateBaselines } from "../../../../src/engine/evaluate/baselines/evaluate";
import { evaluationPart } from "../../../../src/engine/evaluate/part";
import { planRanking } from "../../../../src/engine/evaluate/ranking";
import { BASELINE_NAMES, type BaselineName } from "../../../../src/engine/evaluate/types";
import { columnsOf, nowhere, type Row, randomRows, range } from "./ratings";

/** All baselines on rows of which the first `train` train and the last `test` test; those between validate. */
async function baselinesOf(rows: readonly Row[], users: number, products: number, train: number, test: number) {
  const columns = columnsOf(rows, users, products);
  const split = {
    train: range(0, train),
    validation: range(train, rows.length - test),
    test: range(rows.length - test, rows.length),
  };
  const outcomes = await evaluateBaselines({
    columns,
    split,
    validation: evaluationPart(columns, split.train, split.validation, 1),
    test: evaluationPart(columns, split.train, split.test, 1),
    ranking: planRanking(columns, split.train, split.test, 4, 1),
    onValidation: planRanking(columns, split.train, split.validation, 4, 1),
    breathe: nowhere,
  });
  expect(outcomes.map(({ result }) => result.name)).toEqual(BASELINE_NAMES);
  return Object.fromEntries(outcomes.map((outcome) => [outcome.result.name, outcome])) as Record<
    BaselineName,
    (typeof outcomes)[number]
  >;
}

describe("the baselines of six ratings", () => {
  const rows: Row[] = [
    [0, 0, 5],
    [0, 1, 3],
    [1, 0, 4],
    [2, 0, 3],
    [1, 1, 2],
    [2, 1, 4],
  ];

  it("have the errors worked out by hand", async () => {
    const all = await baselinesOf(rows, 3, 2, 4, 2);
    const [global, product, damped] = [all["global mean"], all["product mean"], all["damped bias"]];
    // Training mean (5 + 3 + 4 + 3) / 4 = 3.75; the test ratings are 2 and 4, both of product 1, whose mean is 3.
    expect(global.result.rmse).toBeCloseTo(Math.sqrt((1.75 ** 2 + 0.25 ** 2) / 2), 6);
    expect(global.result.mae).toBeCloseTo(1, 6);
    expect(product.result.rmse).toBeCloseTo(1, 6);
    // Damping 1 (without validation ratings the first): product 1: -0.75 / 2; product 0: (1.25 + 0.25 - 0.75) / 4.
    const [b0, b1] = [0.75 / 4, -0.75 / 2];
    const [u1, u2] = [(4 - 3.75 - b0) / 2, (3 - 3.75 - b0) / 2];
    const predicted = [3.75 + b1 + u1, 3.75 + b1 + u2];
    expect([...damped.predictedTest!]).toEqual(predicted.map((rating) => expect.closeTo(rating, 6)));
    expect(damped.result.rmse).toBeCloseTo(Math.sqrt(((predicted[0] - 2) ** 2 + (predicted[1] - 4) ** 2) / 2), 6);
    expect(damped.result.validation).toMatchObject({ n: 0, rmse: null });
  });

  it("rank for the one user with a relevant test rating, who has product 1 left to be listed", async () => {
    const all = await baselinesOf(rows, 3, 2, 4, 2);
    for (const name of [
      "product mean",
      "damped bias",
      "popularity",
      "item-kNN",
      "EASE",
      "user-kNN",
      "RP3β",
      "iALS",
    ] as const) {
      expect(all[name].result.ranking).toMatchObject({ n: 1, ndcg10: 1, recall10: 1, coverage: 0.5 });
      expect([...all[name].ndcg!]).toEqual([1]);
    }
  });

  it("say why figures are missing", async () => {
    const all = await baselinesOf(rows, 3, 2, 4, 2);
    expect(all["global mean"].result).toMatchObject({ ranking: null, note: expect.stringContaining("same score") });
    for (const name of ["popularity", "EASE", "user-kNN", "RP3β", "iALS"] as const) {
      expect(all[name].result).toMatchObject({ n: 2, rmse: null, mae: null, interval: null });
      expect(all[name].result.note).toContain("only ranks");
      expect(all[name].predictedTest).toBeNull();
    }
    for (const name of ["product mean", "damped bias", "item-kNN"] as const) expect(all[name].result.note).toBeNull();
  });
});

describe("the damped bias", () => {
  it("takes the damping that is best on the validation part", async () => {
    const rows = randomRows(30, 20, 0.5, 4);
    const train = Math.floor(rows.length * 0.7);
    const held = Math.floor((rows.length - train) / 2);
    const all = await baselinesOf(rows, 30, 20, train, held);
    const training = rows.slice(0, train);
    const mean = training.reduce((sum, [, , rating]) => sum + rating, 0) / train;
    const bias = (values: number[], damping: number) => values.reduce((a, b) => a + b, 0) / (values.length + damping);
    const rmse = (part: Row[], damping: number) => {
      const ofProduct = Array.from({ length: 20 }, (_, p) =>
        bias(
          training.filter((row) => row[1] === p).map((row) => row[2] - mean),
          damping,
        ),
      );
      const ofUser = Array.from({ length: 30 }, (_, u) =>
        bias(
          training.filter((row) => row[0] === u).map((row) => row[2] - mean - ofProduct[row[1]]),
          damping,
        ),
      );
      const error = ([u, p, rating]: Row) => mean + ofProduct[p] + ofUser[u] - rating;
      return Math.sqrt(part.reduce((sum, row) => sum + error(row) ** 2, 0) / part.length);
    };
    const dampings = [1, 2, 5, 10, 25, 50];
    const onValidation = dampings.map((damping) => rmse(rows.slice(train, -held), damping));
    const best = onValidation.indexOf(Math.min(...onValidation));
    expect(best).toBeGreaterThan(0);
    expect(all["damped bias"].result.validation.rmse).toBeCloseTo(onValidation[best], 5);
    expect(all["damped bias"].result.rmse).toBeCloseTo(rmse(rows.slice(-held), dampings[best]), 5);
  });
});

describe("unusual parts", () => {
  const rows = randomRows(20, 10, 0.5, 6);

  it("without test ratings have neither errors nor ranking", async () => {
    const all = await baselinesOf(rows, 20, 10, rows.length, 0);
    for (const name of BASELINE_NAMES) {
      expect(all[name].result).toMatchObject({ n: 0, rmse: null, ranking: null });
      expect(all[name].result.note).not.toBeNull();
      expect(all[name].ndcg).toBeNull();
    }
  });

  it("without a relevant test rating have errors alone", async () => {
    const low = rows.map(([user, product], at): Row => [user, product, at < 80 ? 1 + (at % 5) : 2]);
    const all = await baselinesOf(low, 20, 10, 80, low.length - 80);
    expect(all["item-kNN"].result.rmse).not.toBeNull();
    expect(all["item-kNN"].result).toMatchObject({ ranking: null, note: expect.stringContaining("relevant") });
    expect(all.EASE.result).toMatchObject({ ranking: null, note: expect.stringContaining("relevant") });
  });

  it("with one user and one product beside the tested one work", async () => {
    const all = await baselinesOf(
      [
        [0, 0, 5],
        [0, 1, 5],
      ],
      1,
      2,
      1,
      1,
    );
    for (const name of ["product mean", "damped bias", "popularity", "item-kNN", "EASE"] as const) {
      expect(all[name].result.ranking).toMatchObject({ n: 1, recall10: 1 });
    }
    expect(all["damped bias"].result.rmse).toBe(0);
  });

  it("can be abandoned at any breath", async () => {
    const columns = columnsOf(rows, 20, 10);
    const split = { train: range(0, 60), validation: range(60, 80), test: range(80, rows.length) };
    const run = async (most: number) => {
      let breaths = 0;
      await evaluateBaselines({
        columns,
        split,
        validation: evaluationPart(columns, split.train, split.validation, 1),
        test: evaluationPart(columns, split.train, split.test, 1),
        ranking: planRanking(columns, split.train, split.test, 4, 1),
        onValidation: null,
        breathe: async () => {
          if (++breaths > most) throw new Error("abandoned");
        },
      });
      return breaths;
    };
    const total = await run(Number.POSITIVE_INFINITY);
    for (const most of [0, Math.floor(total / 2), total - 1]) await expect(run(most)).rejects.toThrow("abandoned");
  });
});
