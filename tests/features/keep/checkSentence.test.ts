import { expect, test } from "vitest";
import { checkSentence } from "../../../src/features/keep/checkSentence";

const rmse = { metric: "rmse" as const, saved: 1.0065, recomputed: 1.0065003 };
const mae = { metric: "mae" as const, saved: 0.8, recomputed: 0.8 };

test("figures that are as they were saved are told with the largest difference, in plain digits", () => {
  expect(checkSentence({ status: "same", figures: [rmse, mae] })).toBe(
    "test RMSE 1.0065 and MAE 0.8000, recomputed from the stored weights, as saved (largest difference 0.0000003).",
  );
  const ranked = { metric: "ndcg10" as const, saved: 0.25, recomputed: 0.25 };
  expect(checkSentence({ status: "same", figures: [ranked] })).toBe(
    "test NDCG@10 0.2500, recomputed from the stored weights, as saved (no difference).",
  );
});

test("figures that differ are told with both, and with what that means", () => {
  const changed = { ...rmse, recomputed: 1.2 };
  expect(checkSentence({ status: "different", figures: [changed, mae] })).toBe(
    "test RMSE 1.2000 and MAE 0.8000, recomputed from the stored weights, but RMSE 1.0065 and MAE 0.8000 were saved. " +
      "Its weights or its ratings were changed since: do not rely on its figures.",
  );
});

test("a check that has no outcome says why", () => {
  expect(checkSentence({ status: "checking" })).toBe("recomputing its test figures from the stored weights.");
  expect(checkSentence({ status: "impossible", why: "Its test part has no ratings." })).toBe(
    "its test figures could not be recomputed: Its test part has no ratings.",
  );
});
