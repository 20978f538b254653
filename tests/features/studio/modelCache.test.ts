import { expect, test } from "vitest";
import { pack } from "../../../src/engine/workspace/pack";
import { ModelCache } from "../../../src/features/train/store/modelCache";
import { snapshot } from "./fakeWorkers";

// Two Int32Arrays of 1 and two Float32Arrays of 4.
const BYTES = 4 + 4 + 16 + 16;
const entry = (run: number, epoch = 1) => ({ run, epoch, final: false, model: snapshot() });

test("a run's newer model takes the place of its older one", () => {
  const models = new ModelCache(BYTES);
  expect(models.keep(entry(1, 1))).toBe(true);
  expect(models.keep(entry(1, 2))).toBe(true);
  expect(models.of(1)?.epoch).toBe(2);
});

test("packed models are kept whatever their size: they lie outside the page's memory", () => {
  const models = new ModelCache(0);
  for (const run of [1, 2, 3]) models.keep({ run, epoch: 1, final: true, model: pack(snapshot()) });
  expect([1, 2, 3].map((run) => models.of(run)?.run)).toEqual([1, 2, 3]);
});

test("a model in memory that is larger than the budget is not kept, and pushes nothing out", () => {
  const models = new ModelCache(BYTES);
  models.keep(entry(1));
  const large = { ...snapshot(), users: new Float32Array(100) };
  expect(models.keep({ ...entry(2), model: large })).toBe(false);
  expect(models.of(1)?.run).toBe(1);
});
