import { expect, test } from "vitest";
import type { RunSettings } from "../../../src/domain/settings";
import { listScorer } from "../../../src/engine/evaluate/modelScorer";
import { measureRanking, relevantFromOf } from "../../../src/engine/evaluate/ranking";
import { POPULARITIES } from "../../../src/engine/recommend/lists/listScore";
import { leftOutNotes } from "../../../src/engine/train/fitLists";
import { planValidation } from "../../../src/engine/train/rankingPlan";
import { trainRun } from "../../../src/engine/train/run";
import { RunControl } from "../../../src/engine/train/runControl";
import { splitRatings } from "../../../src/engine/train/split";
import type { TrainingEvent } from "../../../src/engine/train/types";
import { defaultsOf } from "../../../src/models/registry";
import type { ModelSnapshot } from "../../../src/models/snapshot";
import { plantedTastes } from "./plantedTastes";

const columns = plantedTastes(90, 40, 14, 3);
const breathe = async () => {};
const NEVER = new AbortController().signal;

async function run(change: Partial<RunSettings> & Pick<RunSettings, "model">) {
  const events: TrainingEvent[] = [];
  const settings: RunSettings = { ...defaultsOf(change.model), epochs: 2, factors: 3, backend: "wasm", ...change };
  const outcome = await trainRun(columns, settings, new RunControl(NEVER), (event) => events.push(event));
  return { ...outcome, events };
}

test("a ranking model that is solved at once is a Run of one epoch, without errors of ratings", async () => {
  const { result, best, events } = await run({ model: "item-item" });
  expect(result.run.epochs).toHaveLength(1);
  expect(result.run.settings).toMatchObject({ epochs: 1, factors: 1 });
  expect(result.test.rmse).toBeNull();
  expect(result.test.ratingOrder).toBeNull();
  expect(best.lists!.liked).toBeNull();
  expect(result.run.epochs[0].validationNdcg10).toBeCloseTo(result.validationRanking!.ndcg10, 10);
  expect(events.filter(({ type }) => type === "epoch")).toHaveLength(1);
  expect((await run({ model: "item-item" })).best).toEqual(best);
});

test("histories are the products of the training part, each once; counts are the users who have a product", async () => {
  const { result, best } = await run({ model: "item-item" });
  const { settings } = result.run;
  const { train } = splitRatings(columns, settings);
  const histories = Array.from({ length: columns.users }, () => new Set<number>());
  for (const i of train) histories[columns.user[i]].add(columns.product[i]);
  const { starts, history, itemItem } = best.lists!;
  histories.forEach((own, user) => {
    expect([...history.subarray(starts[user], starts[user + 1])].sort()).toEqual([...own].sort());
  });
  const counts = Array.from({ length: columns.products }, (_, p) => histories.filter((own) => own.has(p)).length);
  expect([...itemItem.counts]).toEqual(counts);
  expect(leftOutNotes(best.lists!)).toEqual([]);
});

test("popularity weighs what does best on the validation part, for the lists as they are shown", async () => {
  const { result, best } = await run({ model: "dot-product-bias", ranker: "item-item" });
  const { settings } = result.run;
  const split = splitRatings(columns, settings);
  const task = planValidation(columns, split, relevantFromOf(columns, settings.relevantFrom), settings.seed)!;
  const judged = async (popularity: number) => {
    const model: ModelSnapshot = { ...best, lists: { ...best.lists!, popularity } };
    return (await measureRanking(task, listScorer(model), breathe)).figures.ndcg10;
  };
  const figures = [];
  for (const popularity of POPULARITIES) figures.push(await judged(popularity));
  expect(await judged(best.lists!.popularity)).toBe(Math.max(...figures));
  expect(result.validationRanking!.ndcg10).toBeCloseTo(Math.max(...figures), 10);
});

test("a rating model with a ranking model beside it is measured by both orders; without one by its ratings", async () => {
  const both = await run({ model: "dot-product-bias", ranker: "item-item" });
  const alone = await run({ model: "dot-product-bias", ranker: "none" });
  expect(both.result.test.rmse).toBe(alone.result.test.rmse);
  expect(both.result.test.ratingOrder).toEqual(alone.result.test.ranking);
  expect(alone.result.test.ratingOrder).toBeNull();
  expect(alone.best.lists).toBeUndefined();
  // Ratings are noise here, tastes are in what is chosen.
  expect(both.result.test.ranking!.ndcg10).toBeGreaterThan(alone.result.test.ranking!.ndcg10 + 0.05);
});
