import { expect, test } from "vitest";
import type { RunSettings } from "../../../src/domain/settings";
import { Traces } from "../../../src/features/train/store/traces";
import { DEFAULT_SETTINGS } from "../../../src/models/registry";

/** A Run from the beginning. */
function plain(settings: RunSettings) {
  return { settings, earlier: null };
}

test("the newest twelve traces are kept, whatever they were split by", () => {
  const traces = new Traces();
  const trace = { part: new Int32Array([0]), predicted: new Float32Array([4]), ndcg: null };
  for (let run = 1; run <= 12; run++) traces.keep(run, plain(DEFAULT_SETTINGS), trace);
  expect(traces.rivalsOf(plain(DEFAULT_SETTINGS)).map(({ run }) => run)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
  ]);
  traces.keep(13, plain({ ...DEFAULT_SETTINGS, split: "time" }), trace);
  expect(traces.rivalsOf(plain(DEFAULT_SETTINGS)).map(({ run }) => run)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});

test("a Run's predictions are known with the places of its test ratings, among those that it was a Run on", () => {
  const traces = new Traces();
  const trace = { part: Int32Array.of(2, 5), predicted: Float32Array.of(4, 3.5), ndcg: null };
  traces.keep(1, plain(DEFAULT_SETTINGS), trace);
  traces.keep(2, plain({ ...DEFAULT_SETTINGS, only: "category:Home\\, Garden;rating:2..5" }), trace);
  const { part: places, predicted } = trace;
  expect(traces.predictionsOf(1)).toEqual({ only: {}, places, predicted });
  expect(traces.predictionsOf(2)).toEqual({ only: { category: ["Home, Garden"], rating: [2, 5] }, places, predicted });
});

test("nothing is known of a Run that predicts no ratings, of one that is no longer kept, and of other data's", () => {
  const traces = new Traces();
  const trace = { part: new Int32Array([0]), predicted: new Float32Array([4]), ndcg: null };
  traces.keep(1, plain({ ...DEFAULT_SETTINGS, model: "pooled-history" }), { ...trace, predicted: null });
  expect(traces.predictionsOf(1)).toBeNull();
  for (let run = 2; run <= 14; run++) traces.keep(run, plain(DEFAULT_SETTINGS), trace);
  expect(traces.predictionsOf(2)).toBeNull();
  expect(traces.predictionsOf(3)).not.toBeNull();
  traces.clear();
  expect(traces.predictionsOf(14)).toBeNull();
});

test("Runs on other ratings are no rivals", () => {
  const traces = new Traces();
  const trace = { part: new Int32Array([0]), predicted: new Float32Array([4]), ndcg: null };
  traces.keep(1, plain({ ...DEFAULT_SETTINGS, only: "brand:K" }), trace);
  expect(traces.rivalsOf(plain(DEFAULT_SETTINGS))).toEqual([]);
  expect(traces.rivalsOf(plain({ ...DEFAULT_SETTINGS, only: "brand:K" }))).toHaveLength(1);
});

test("a Run that has seen some of the test ratings is no rival of one that has not", () => {
  const traces = new Traces();
  const trace = { part: Int32Array.of(2, 5), predicted: Float32Array.of(4, 3.5), ndcg: null };
  const earlier = { kind: "scored", name: "may.csv", run: 3, moved: 7 } as const;
  traces.keep(1, plain(DEFAULT_SETTINGS), trace);
  traces.keep(2, { settings: DEFAULT_SETTINGS, earlier }, trace);
  traces.keep(3, { settings: DEFAULT_SETTINGS, earlier: { ...earlier, moved: 0 } }, trace);
  const rivalsOf = (kind: "scored" | "continued", moved: number) =>
    traces.rivalsOf({ settings: DEFAULT_SETTINGS, earlier: { ...earlier, kind, moved } }).map(({ run }) => run);
  expect(rivalsOf("continued", 7)).toEqual([2]);
  expect(rivalsOf("continued", 0)).toEqual([1, 3]);
  expect(traces.rivalsOf(plain(DEFAULT_SETTINGS)).map(({ run }) => run)).toEqual([1, 3]);
});
