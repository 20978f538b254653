import { expect, test } from "vitest";
import { oneCycle } from "../../../src/engine/train/schedule";

// fastai/callback/schedule.py: combined_cos(0.25, lr/25, lr, lr/1e5) and combined_cos(0.25, 0.95, 0.85, 0.95).
test.each([
  { step: 0, learningRate: 0.0002, momentum: 0.95 },
  { step: 50, learningRate: (0.0002 + 0.005) / 2, momentum: 0.9 },
  { step: 100, learningRate: 0.005, momentum: 0.85 },
  { step: 250, learningRate: (0.005 + 5e-8) / 2, momentum: 0.9 },
  { step: 400, learningRate: 5e-8, momentum: 0.95 },
])("one cycle at step $step of 400", ({ step, learningRate, momentum }) => {
  const point = oneCycle(step, 400, 0.005);
  expect(point.learningRate).toBeCloseTo(learningRate, 12);
  expect(point.momentum).toBeCloseTo(momentum, 12);
});
