import { describe, expect, it } from "vitest";
import type { EpochRecord } from "../../../src/engine/training/types";
import { curvesSentence, phaseWords, ratingUnit, verdict } from "../../../src/screens/train/sentences";
import { finishedRun, runResult } from "../fixtures";

/** Non-breaking spaces read as spaces. */
function plain(text: string | null): string | null {
  return text?.replaceAll("\u00a0", " ") ?? null;
}

function epochs(...losses: [train: number, validation: number | null][]): EpochRecord[] {
  return losses.map(([trainLoss, validationLoss], i) => ({
    epoch: i + 1,
    trainLoss,
    validationLoss,
    validationRmse: validationLoss === null ? null : Math.sqrt(validationLoss),
    ms: 1,
  }));
}

describe("the verdict", () => {
  it("says by how much the run is better than the best baseline", () => {
    expect(plain(verdict(runResult(), "stars"))).toBe(
      "Test RMSE is 0.0400 stars (3.57 %) better than the best baseline, damped bias (1.1200).",
    );
  });

  it("says plainly that simple arithmetic is better", () => {
    const result = runResult();
    result.test.rmse = 1.232;
    expect(plain(verdict(result, "stars"))).toBe(
      "Test RMSE is 0.1120 stars (10 %) worse than the best baseline, damped bias (1.1200): simple arithmetic predicts these ratings better.",
    );
  });

  it("calls a difference beyond four decimals none", () => {
    const result = runResult();
    result.test.rmse = 1.12004;
    expect(verdict(result, "stars")).toMatch(/^The same test RMSE/);
  });

  it("compares nothing without a test part", () => {
    const result = runResult();
    result.test.rmse = null;
    expect(verdict(result, "stars")).toBe("The test part has no ratings, so there is nothing to compare.");
  });
});

describe("what the curves say", () => {
  it("names overfitting when validation loss rises while training loss falls", () => {
    expect(curvesSentence(epochs([1.2, 1.1], [0.9, 1], [0.7, 1.05]), true)).toBe(
      "Overfitting since epoch 2: validation loss rose from 1.0000 to 1.0500 while training loss fell from 0.9000 to 0.7000. The weights of epoch 2 are kept.",
    );
  });

  it("does not call noise or a rise of both losses overfitting", () => {
    expect(curvesSentence(epochs([1.2, 1.1], [0.9, 1], [0.7, 1.004]), true)).toBeNull();
    expect(curvesSentence(epochs([1.2, 1.1], [0.9, 1], [0.95, 1.2]), true)).toBeNull();
  });

  it("suggests more epochs only when a finished run was still improving", () => {
    const falling = epochs([1.2, 1.1], [1, 1]);
    expect(curvesSentence(falling, true)).toMatch(/more epochs may do better/);
    expect(curvesSentence(falling, false)).toBeNull();
  });

  it("says nothing of a run without validation", () => {
    expect(curvesSentence(epochs([1.2, null], [0.9, null]), true)).toBeNull();
  });
});

describe("words of a run", () => {
  it("names phase and epoch while training", () => {
    const run = { ...finishedRun(), status: "running", phase: "training" } as const;
    expect(phaseWords(run)).toBe("Training, epoch 2 of 2");
    expect(phaseWords({ ...run, phase: "choosing backend" })).toBe("Trying the devices");
    expect(phaseWords({ ...run, status: "paused" })).toBe("Paused");
  });

  it("tells a run that was stopped from one that went to its end", () => {
    const run = finishedRun();
    expect(phaseWords(run)).toBe("Finished");
    run.result!.run.stopped = true;
    expect(phaseWords(run)).toBe("Stopped early");
  });

  it("calls ratings stars only on a scale up to five", () => {
    expect(ratingUnit({ ratingLow: 0.5, ratingHigh: 5 })).toEqual({ one: "stars", squared: "stars²" });
    expect(ratingUnit({ ratingLow: 1, ratingHigh: 10 })).toEqual({ one: "rating points", squared: "rating²" });
    expect(ratingUnit({ ratingLow: 0, ratingHigh: 1 }).one).toBe("rating points");
  });
});
