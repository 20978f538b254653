import { expect, test } from "vitest";
import type { RunSettings } from "../../../src/domain/settings";
import { foldParts, spreadOf, trainWithFolds } from "../../../src/engine/train/folds";
import { trainRun } from "../../../src/engine/train/run";
import { RunControl } from "../../../src/engine/train/runControl";
import type { TrainingEvent } from "../../../src/engine/train/types";
import { defaultsOf } from "../../../src/models/registry";
import { plantedRatings } from "./plantedRatings";

test.each([
  { size: 103, folds: 5, tested: [20, 21, 20, 21, 21], validated: 10 },
  { size: 30, folds: 2, tested: [15, 15], validated: 3 },
])("$folds folds of $size ratings test each rating once, and validate on a tenth", ({ size, folds, ...sizes }) => {
  const all = Array.from({ length: folds }, (_, fold) => foldParts(size, 7, folds, fold));
  const count = (parts: Uint8Array, part: number) => parts.reduce((sum, own) => sum + (own === part ? 1 : 0), 0);
  expect(all.map((parts) => count(parts, 2))).toEqual(sizes.tested);
  for (const parts of all) expect(count(parts, 1)).toBe(sizes.validated);
  for (let i = 0; i < size; i++) expect(all.filter((parts) => parts[i] === 2)).toHaveLength(1);
  expect(foldParts(size, 7, folds, 0)).toEqual(all[0]);
  expect(foldParts(size, 8, folds, 0)).not.toEqual(all[0]);
});

test("the spread over folds is the sample standard deviation about their mean", () => {
  // (4 + 1 + 0 + 9) / 3
  expect(spreadOf([1, 2, 3, 6])).toEqual({ mean: 3, deviation: Math.sqrt(14 / 3), each: [1, 2, 3, 6] });
  expect(spreadOf([2])).toEqual({ mean: 2, deviation: null, each: [2] });
  expect(spreadOf([1, null])).toBeNull();
});

const columns = plantedRatings(300, 30, 12, 4);
const settings: RunSettings = {
  ...defaultsOf("dot-product-bias"),
  ...{ ranker: "none", backend: "cpu", factors: 2, epochs: 1, batchSize: 64, split: "random", seed: 3, folds: 2 },
};

test("a Run with folds has its own result, and beside it what the same training comes to on each cut", async () => {
  const control = new RunControl(new AbortController().signal);
  const events: TrainingEvent[] = [];
  const { result } = await trainWithFolds(columns, settings, control, (event) => events.push(event));
  expect(events.filter(({ type }) => type === "fold")).toEqual([
    { type: "fold", fold: 1, folds: 2 },
    { type: "fold", fold: 2, folds: 2 },
  ]);
  const alone = (of: typeof columns, change: Partial<RunSettings>) =>
    trainRun(of, { ...settings, folds: null, ...change }, new RunControl(new AbortController().signal), () => {});
  const own = (await alone(columns, {})).result;
  expect(result.test.rmse).toBe(own.test.rmse);
  const each = [];
  for (const fold of [0, 1]) {
    const cut = { ...columns, split: foldParts(columns.size, settings.seed, 2, fold) };
    each.push((await alone(cut, { split: "column" })).result);
  }
  expect(result.folds!.count).toBe(2);
  expect(result.folds!.run.rmse!.each).toEqual(each.map(({ test }) => test.rmse));
  expect(result.folds!.run.ndcg10!.each).toEqual(each.map(({ test }) => test.ranking!.ndcg10));
  const damped = result.folds!.baselines.find(({ name }) => name === "damped bias")!;
  const dampedOf = ({ baselines }: typeof own) => baselines.find(({ name }) => name === "damped bias")!.rmse;
  expect(damped.rmse!.each).toEqual(each.map(dampedOf));
});

test("a Run that is stopped among its folds keeps its own result, and says that they are not all there", async () => {
  const control = new RunControl(new AbortController().signal);
  const { result } = await trainWithFolds(columns, settings, control, (event) => {
    if (event.type === "fold" && event.fold === 2) control.stop();
  });
  expect(result.folds).toBeUndefined();
  expect(result.run.stopped).toBe(false);
  expect(result.run.notes.join(" ")).toMatch(/stopped before all folds/);
});
