import { expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "../../src/engine/training/types";
import { Traces } from "../../src/store/connect/traces";

test("the newest twelve traces are kept, whatever they were split by", () => {
  const traces = new Traces();
  const trace = { predicted: new Float32Array([4]), ndcg: null };
  for (let run = 1; run <= 12; run++) traces.keep(run, DEFAULT_SETTINGS, trace);
  expect(traces.rivalsOf(DEFAULT_SETTINGS).map(({ run }) => run)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  traces.keep(13, { ...DEFAULT_SETTINGS, split: "time" }, trace);
  expect(traces.rivalsOf(DEFAULT_SETTINGS).map(({ run }) => run)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});
