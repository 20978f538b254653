import { expect, test } from "vitest";
import type { BaselineOutcome } from "../../../src/engine/evaluate/baselines/evaluate";
import { compareLists, compareWithBaselines, type Ground } from "../../../src/engine/evaluate/standing";
import type { BaselineName, RankingFigures } from "../../../src/engine/evaluate/types";
import { heldOut, type Row } from "./heldOut";

/** 40 users with four ratings each; a predictor is off by one number everywhere, so that is its RMSE, in every sample. */
const { part } = heldOut(Array.from({ length: 160 }, (_, i): Row => [i % 40, 0, 3]));
const offBy = (error: number) => new Float32Array(160).fill(3 + error);

function ground(validationRatings: number): Ground {
  return {
    test: part,
    ranking: null,
    validation: { ...part, part: part.part.slice(0, validationRatings) },
    onValidation: null,
  };
}

function baseline(name: BaselineName, onValidation: number, error: number | null): BaselineOutcome {
  const result = { name, validation: { rmse: onValidation }, validationRanking: null, ranking: null };
  return { result, predictedTest: error === null ? null : offBy(error), ndcg: null } as unknown as BaselineOutcome;
}

/** The first is the better one on the validation part, the second on the test part; the third predicts no ratings. */
const baselines = [baseline("damped bias", 0.8, 1.25), baseline("item-kNN", 1, 0.75), baseline("popularity", 0, null)];
const against = (mine: number, validationRatings: number) =>
  compareWithBaselines(ground(validationRatings), { predicted: offBy(mine), ndcg: null }, baselines.slice(0, 2));

test("the rival is the baseline that is best on the validation part, where that is large enough to tell", () => {
  expect(against(1, 160)).toEqual({
    baseline: "damped bias",
    metric: "rmse",
    difference: -0.25,
    interval: [-0.25, -0.25],
    outcome: "better",
  });
});

test("else all baselines are: worse than any is worse, better than each is better, and the hardest decides", () => {
  for (const validationRatings of [99, 0]) {
    expect(against(1, validationRatings)).toMatchObject({
      baseline: "item-kNN",
      difference: 0.25,
      outcome: "worse",
      among: 2,
    });
    expect(against(0.5, validationRatings)).toMatchObject({
      baseline: "item-kNN",
      difference: -0.25,
      outcome: "better",
    });
    expect(against(0.75, validationRatings)).toMatchObject({
      baseline: "item-kNN",
      difference: 0,
      outcome: "no different",
    });
  }
});

test("a baseline that predicts no ratings is no rival in rating errors, and one alone needs no correction", () => {
  const found = compareWithBaselines(ground(0), { predicted: offBy(1), ndcg: null }, [baselines[0], baselines[2]]);
  expect(found).toMatchObject({ baseline: "damped bias", outcome: "better" });
  expect(found).not.toHaveProperty("among");
});

test("Holm's correction turns what one test alone would find into nothing found", () => {
  // Of 40 users 27 are predicted better by 1, and 13 worse: alone that is a finding, beside three others like it none.
  const few = heldOut(Array.from({ length: 120 }, (_, i): Row => [i % 40, 0, 0])).part;
  const mine = new Float32Array(120).fill(1);
  const other = Float32Array.from(mine, (_, i) => (i % 40 < 27 ? Math.sqrt(2) : 0));
  const rivals = (count: number) =>
    (["damped bias", "item-kNN", "product mean", "global mean"] as const).slice(0, count).map((name) => ({
      ...baseline(name, 1, 1),
      predictedTest: other,
    }));
  const ofFew: Ground = { ...ground(0), test: few };
  const alone = compareWithBaselines(ofFew, { predicted: mine, ndcg: null }, rivals(1))!;
  const beside = compareWithBaselines(ofFew, { predicted: mine, ndcg: null }, rivals(4))!;
  // √(54 / 40) for the others.
  expect(alone.difference).toBeCloseTo(1 - Math.sqrt(1.35), 6);
  expect([alone.outcome, beside.outcome]).toEqual(["better", "no different"]);
  expect(beside.interval).toEqual(alone.interval);
});

test("lists have no verdict where nothing is ranked", () => {
  const none = { predicted: null, ndcg: null };
  expect(compareLists(ground(160), none, null as RankingFigures | null, baselines)).toBeNull();
});
