import { expect, test } from "vitest";
import { SPLIT_METHODS, TEST_SHARE } from "../../../src/domain/split";
import type { TrainingColumns } from "../../../src/engine/read/copies";
import { onSameRatings, onSameUsers } from "../../../src/features/train/store/comparable";
import { splitBy } from "../../setup/splitBy";

/** Ten users with five ratings each, of rising time. */
const columns: TrainingColumns = {
  feedback: "explicit",
  size: 50,
  users: 10,
  products: 5,
  user: Int32Array.from({ length: 50 }, (_, i) => i % 10),
  product: Int32Array.from({ length: 50 }, (_, i) => Math.floor(i / 10)),
  rating: new Float32Array(50).fill(4),
  time: Float64Array.from({ length: 50 }, (_, i) => i),
  split: Uint8Array.from({ length: 50 }, (_, i) => Math.max(0, (i % 10) - 7)),
  sides: [],
};

const whole = { testShare: TEST_SHARE, cutDate: "", only: "" };

test.each(SPLIT_METHODS)("Runs on split %s are on the same ratings where the engine holds the same out", (split) => {
  const heldOut = (seed: number) => {
    const { validation, test } = splitBy(columns, split, seed);
    return [Array.from(validation), Array.from(test)];
  };
  const isSame = JSON.stringify(heldOut(1)) === JSON.stringify(heldOut(2));
  expect(onSameRatings({ ...whole, split, seed: 1 }, { ...whole, split, seed: 2 })).toBe(isSame);
  expect(onSameRatings({ ...whole, split, seed: 1 }, { ...whole, split, seed: 1 })).toBe(true);
});

test("two methods never hold the same ratings out", () => {
  expect(onSameRatings({ ...whole, split: "time", seed: 1 }, { ...whole, split: "column", seed: 1 })).toBe(false);
});

test.each(SPLIT_METHODS)("lists on split %s are measured on users that seed and relevant ratings decide", (split) => {
  const mine = { ...whole, split, seed: 1, relevantFrom: 4 };
  expect(onSameUsers(mine, { ...mine })).toBe(true);
  expect(onSameUsers(mine, { ...mine, seed: 2 })).toBe(false);
  expect(onSameUsers(mine, { ...mine, relevantFrom: "auto" })).toBe(false);
});

test.each(SPLIT_METHODS)("Runs on split %s are on the same ratings only where they are Runs on the same", (split) => {
  const mine = { ...whole, split, only: "brand:K", seed: 1, relevantFrom: 4 };
  expect(onSameRatings(mine, { ...mine })).toBe(true);
  expect(onSameUsers(mine, { ...mine })).toBe(true);
  for (const only of ["", "brand:L", "brand:K;rating:4..5"]) {
    expect(onSameRatings(mine, { ...mine, only })).toBe(false);
    expect(onSameUsers(mine, { ...mine, only })).toBe(false);
  }
});

test("a share or a day counts where the split reads it", () => {
  const at = (split: (typeof SPLIT_METHODS)[number], change: object) =>
    onSameRatings({ ...whole, split, seed: 1 }, { ...whole, split, seed: 1, ...change });
  expect(SPLIT_METHODS.map((split) => at(split, { testShare: 20 }))).toEqual([false, true, false, true]);
  expect(SPLIT_METHODS.map((split) => at(split, { cutDate: "2016-05-01" }))).toEqual([true, true, false, true]);
  const cut = { ...whole, split: "time" as const, cutDate: "2016-05-01", seed: 1 };
  expect(onSameRatings(cut, { ...cut, testShare: 20 })).toBe(true);
});
