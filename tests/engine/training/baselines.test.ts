import { expect, test } from "vitest";
import { evaluateBaselines } from "../../../src/engine/training/baselines";
import { errorFigures } from "../../../src/engine/training/metrics";
import type { TrainingColumns } from "../../../src/engine/training/types";

const columns: TrainingColumns = {
  size: 6,
  users: 3,
  products: 2,
  user: Int32Array.of(0, 0, 1, 2, 1, 2),
  product: Int32Array.of(0, 1, 0, 0, 1, 1),
  rating: Float32Array.of(5, 3, 4, 3, 2, 4),
  time: null,
  split: null,
  sides: [],
};
const split = { train: Int32Array.of(0, 1, 2, 3), validation: new Int32Array(0), test: Int32Array.of(4, 5) };

test("the baselines of six ratings are those worked out by hand", () => {
  const [global, product, damped] = evaluateBaselines(columns, split);
  // Training mean (5 + 3 + 4 + 3) / 4 = 3.75; the test ratings are 2 and 4, both of product 1, whose mean is 3.
  expect(global.name).toBe("global mean");
  expect(global.rmse).toBeCloseTo(Math.sqrt((1.75 ** 2 + 0.25 ** 2) / 2), 6);
  expect(global.mae).toBeCloseTo(1, 6);
  expect(product.name).toBe("product mean");
  expect(product.rmse).toBeCloseTo(1, 6);
  // Damping 1 (without validation ratings the first): product 1: -0.75 / 2; product 0: (1.25 + 0.25 - 0.75) / 4.
  const [b0, b1] = [0.75 / 4, -0.75 / 2];
  const [u1, u2] = [(4 - 3.75 - b0) / 2, (3 - 3.75 - b0) / 2];
  const errors = [3.75 + b1 + u1 - 2, 3.75 + b1 + u2 - 4];
  expect(damped.name).toBe("damped bias");
  expect(damped.rmse).toBeCloseTo(Math.sqrt((errors[0] ** 2 + errors[1] ** 2) / 2), 6);
});

test("errors over no ratings are unknown, not zero", () => {
  expect(errorFigures([], [])).toEqual({ n: 0, rmse: null, mae: null });
  expect(errorFigures([1, 2], [3, 4], () => false)).toEqual({ n: 0, rmse: null, mae: null });
});

test("errors over some positions count these alone", () => {
  expect(errorFigures([1, 2, 9], [2, 4, 1], (i) => i < 2)).toEqual({ n: 2, rmse: Math.sqrt(2.5), mae: 1.5 });
});
