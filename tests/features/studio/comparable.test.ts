import { expect, test } from "vitest";
import { SPLIT_METHODS } from "../../../src/domain/settings";
import type { TrainingColumns } from "../../../src/engine/read/copies";
import { splitRatings } from "../../../src/engine/train/split";
import { onSameRatings, onSameUsers } from "../../../src/features/train/store/comparable";

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

test.each(SPLIT_METHODS)("Runs on split %s are on the same ratings where the engine holds the same out", (split) => {
  const heldOut = (seed: number) => {
    const { validation, test } = splitRatings(columns, split, seed);
    return [Array.from(validation), Array.from(test)];
  };
  const isSame = JSON.stringify(heldOut(1)) === JSON.stringify(heldOut(2));
  expect(onSameRatings({ split, only: "", seed: 1 }, { split, only: "", seed: 2 })).toBe(isSame);
  expect(onSameRatings({ split, only: "", seed: 1 }, { split, only: "", seed: 1 })).toBe(true);
});

test("two methods never hold the same ratings out", () => {
  expect(onSameRatings({ split: "time", only: "", seed: 1 }, { split: "column", only: "", seed: 1 })).toBe(false);
});

test.each(SPLIT_METHODS)("lists on split %s are measured on users that seed and relevant ratings decide", (split) => {
  const mine = { split, only: "", seed: 1, relevantFrom: 4 };
  expect(onSameUsers(mine, { ...mine })).toBe(true);
  expect(onSameUsers(mine, { ...mine, seed: 2 })).toBe(false);
  expect(onSameUsers(mine, { ...mine, relevantFrom: "auto" })).toBe(false);
});

test.each(SPLIT_METHODS)("Runs on split %s are on the same ratings only where they are Runs on the same", (split) => {
  const mine = { split, only: "brand:K", seed: 1, relevantFrom: 4 };
  expect(onSameRatings(mine, { ...mine })).toBe(true);
  expect(onSameUsers(mine, { ...mine })).toBe(true);
  for (const only of ["", "brand:L", "brand:K;rating:4..5"]) {
    expect(onSameRatings(mine, { ...mine, only })).toBe(false);
    expect(onSameUsers(mine, { ...mine, only })).toBe(false);
  }
});
