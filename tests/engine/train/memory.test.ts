import { expect, test } from "vitest";
import { assertFitsMemory, automaticFactors } from "../../../src/engine/train/memory";
import { learnerOptions } from "../../models/learnerTrials";

const options = (factors: number) => ({
  shape: { model: "dot-product-bias" as const, factors, hidden: [] },
  userRows: 1_000_001,
  productRows: 9_560,
  batchSize: 8192,
  range: [0.5, 5.5] as [number, number],
  seed: 1,
});

test("tables that fit are let through", () => {
  expect(() => assertFitsMemory(options(32))).not.toThrow();
});

test("tables that do not are refused with the factors that would", () => {
  // 600 factors and a bias are rows of 604 floats: 1,009,561 × 604 × 12 bytes = 6.81 GiB. In 1 GiB: 88 floats a row,
  // of which one is the bias.
  expect(() => assertFitsMemory(options(600))).toThrow(
    /need 6\.81 GB .* a tab can spare 1 GB\. Choose 87 factors or fewer/,
  );
});

test("hybrid needs a mean and a variance of each factor and bias, of users, products and features' values", () => {
  const sizes = { hidden: [], userRows: 1001, productRows: 101, batchSize: 64, seed: 1 };
  const hybrid = learnerOptions("hybrid", { ...sizes, factors: 8, range: [0.5, 5.5] });
  // 8 factors and a bias are two halves of 12 floats: 1,001 + 101 + 10 rows × 24 × 12 bytes.
  const exactly = 1112 * 24 * 12;
  expect(() => assertFitsMemory(hybrid, exactly)).not.toThrow();
  // 7 factors and a bias take two halves of 8.
  expect(() => assertFitsMemory(hybrid, exactly - 1)).toThrow(/Choose 7 factors or fewer/);
  expect(automaticFactors(hybrid, exactly - 1)).toBe(7);
});
