import { expect, test } from "vitest";
import { assertFitsMemory } from "../../../src/engine/training/memory";

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
