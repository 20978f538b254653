import { describe, expect, test } from "vitest";
import type { EarlierRows } from "../../src/backends/earlier";
import type { LearnerOptions, LearnerWeights } from "../../src/models/learner";
import { createLearner, openProvenBackend } from "../../src/models/learners";
import { earlierFor } from "./earlierTrials";
import { learnerOptions, RATING_MODELS } from "./learnerTrials";

const COLUMNS = 5;

function optionsOf(model: (typeof RATING_MODELS)[number]): LearnerOptions {
  const sizes = { factors: 4, hidden: [6], userRows: 40, productRows: 20, batchSize: 16, seed: 11 };
  return learnerOptions(model, { ...sizes, range: [0.5, 5.5] });
}

async function started(backend: "wasm" | "cpu", options: LearnerOptions): Promise<LearnerWeights> {
  const learner = await createLearner(await openProvenBackend(backend), options);
  const weights = learner.read();
  learner.dispose();
  return weights;
}

/** Columns of a row that an earlier one gives. */
const columnsOf = (model: string) => (model === "dot-product" || model === "collabnn" ? COLUMNS - 1 : COLUMNS);

describe.each(RATING_MODELS.flatMap((model) => (["wasm", "cpu"] as const).map((backend) => ({ model, backend }))))(
  "$model on $backend",
  ({ model, backend }) => {
    test("known rows start where the earlier ones ended, new rows as they would without", async () => {
      const options = optionsOf(model);
      const earlier = earlierFor(options);
      const anew = await started(backend, options);
      const goingOn = await started(backend, { ...options, earlier });
      const columns = columnsOf(model);
      const check = (now: Float32Array, fresh: Float32Array, { values, width, from }: EarlierRows) => {
        const ofRow = now.length / from.length;
        from.forEach((known, row) => {
          const mine = now.subarray(row * ofRow, (row + 1) * ofRow);
          const other = fresh.subarray(row * ofRow, (row + 1) * ofRow);
          if (known === 0) expect([...mine]).toEqual([...other]);
          else {
            expect([...mine.subarray(0, columns)]).toEqual([
              ...values.subarray(known * width, known * width + columns),
            ]);
            // Of `hybrid`: how much is known of the row begins anew.
            expect([...mine.subarray(columns)]).toEqual([...other.subarray(columns)]);
          }
        });
      };
      check(goingOn.users, anew.users, earlier.users);
      check(goingOn.products, anew.products, earlier.products);
      if (earlier.sides) check(goingOn.sides, anew.sides, earlier.sides);
      expect(goingOn.dense.map(({ values }) => [...values])).toEqual(earlier.dense.map(({ values }) => [...values]));
    });
  },
);
