import { expect, test } from "vitest";
import { pack } from "../../../src/engine/workspace/pack";
import { ModelShelf } from "../../../src/features/train/store/modelShelf";
import { snapshot } from "./fakeWorkers";

// Two Int32Arrays of 1 and two Float32Arrays of 4.
const BYTES = 4 + 4 + 16 + 16;
const entry = (run: number, epoch = 1) => ({ run, epoch, final: false, model: snapshot() });

test("a run's newer model takes the place of its older one", () => {
  const shelf = new ModelShelf(BYTES);
  expect(shelf.keep(entry(1, 1))).toBe(true);
  expect(shelf.keep(entry(1, 2))).toBe(true);
  expect(shelf.of(1)?.epoch).toBe(2);
});

test("packed models are kept whatever their size: they lie outside the page's memory", () => {
  const shelf = new ModelShelf(0);
  for (const run of [1, 2, 3]) shelf.keep({ run, epoch: 1, final: true, model: pack(snapshot()) });
  expect([1, 2, 3].map((run) => shelf.of(run)?.run)).toEqual([1, 2, 3]);
});

test("a model in memory that is larger than the budget is not kept, and pushes nothing out", () => {
  const shelf = new ModelShelf(BYTES);
  shelf.keep(entry(1));
  const large = { ...snapshot(), users: new Float32Array(100) };
  expect(shelf.keep({ ...entry(2), model: large })).toBe(false);
  expect(shelf.of(1)?.run).toBe(1);
});
