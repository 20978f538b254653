import { describe, expect, it } from "vitest";
import type { EpochRecord } from "../../../src/engine/train/types";
import {
  curvesSentence,
  lossMeasure,
  lossSentence,
  phaseWords,
  ratingUnit,
  settlingSentence,
  sweepsSentence,
} from "../../../src/features/train/sentences";
import { PRIOR_WARM_UP } from "../../../src/models/hybrid/definition";
import { defaultsOf } from "../../../src/models/registry";
import { finishedRun } from "../fixtures";

function epochs(...losses: [train: number, validation: number | null][]): EpochRecord[] {
  return losses.map(([trainLoss, validationLoss], i) => ({
    epoch: i + 1,
    trainLoss,
    validationLoss,
    validationRmse: validationLoss === null ? null : Math.sqrt(validationLoss),
    validationKnown: null,
    validationNew: null,
    validationNdcg10: null,
    ms: 1,
  }));
}

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

  it("waits in a long run until a tenth of it has passed since the best epoch", () => {
    const rising = epochs([1.2, 1.1], [0.9, 1], [0.8, 1.03], [0.7, 1.05]);
    expect(curvesSentence(rising, false, 2, 40)).toBeNull();
    expect(curvesSentence(rising, false, 2, 20)).toMatch(/^Overfitting since epoch 2/);
    expect(curvesSentence(rising, true, 2, 40)).toMatch(/^Overfitting since epoch 2/);
  });

  it("suggests more epochs only when a finished run was still improving", () => {
    const falling = epochs([1.2, 1.1], [1, 1]);
    expect(curvesSentence(falling, true)).toMatch(/more epochs may do better/);
    expect(curvesSentence(falling, false)).toBeNull();
  });

  it("names the epoch whose weights are kept where it is not the one of the lowest loss", () => {
    expect(curvesSentence(epochs([1.2, 1.1], [0.9, 1], [0.7, 1.05]), true, 3)).toMatch(
      /The weights of epoch 3 are kept/,
    );
    expect(curvesSentence(epochs([1.2, 1.1], [1, 1]), true, 1)).toBeNull();
  });

  it("says nothing of a run without validation", () => {
    expect(curvesSentence(epochs([1.2, null], [0.9, null]), true)).toBeNull();
  });
});

describe("what the sweeps of a sampled model say", () => {
  const sweeps = (counted: number) =>
    [1.5, 1.2, 1.25, 1.1].map((loss, i) => ({
      sweep: i + 1,
      trainLoss: loss,
      validationLoss: loss + 0.1,
      counts: i + 1 >= counted,
    }));

  it("names the sweeps that are meant, their losses, and that these may rise where the mean begins anew", () => {
    const sentence = sweepsSentence(sweeps(3), "stars²");
    expect(sentence).toMatch(/^The mean of sweeps 3 to 4: training loss 1\.1000, validation loss 1\.2000 stars²\./);
    expect(sentence).toMatch(/begins anew at sweep 3.*no failure/);
    expect(sweepsSentence(sweeps(9), "stars²")).toMatch(/^Sweep 4, while the sampler settles/);
    expect(sweepsSentence([], "stars²")).toBeNull();
  });

  it("is what a run of a sampled model says, which overfits in no epoch", () => {
    const settings = { ...defaultsOf("bayesian"), epochs: 3 };
    const run = {
      settings,
      status: "finished",
      plan: null,
      bestEpoch: 3,
      epochs: epochs([1.2, 1.1], [0.9, 1], [0.7, 1.05]),
    } as const;
    const counted = { ...run, epochs: run.epochs.map((epoch) => ({ ...epoch, counts: epoch.epoch > 1 })) };
    expect(lossSentence(counted, "stars²", "")).toMatch(/^The mean of sweeps 2 to 3: training loss 0\.7000/);
    expect(lossSentence({ ...run, settings: defaultsOf("hybrid") }, "stars²", "")).toMatch(
      /^Overfitting since epoch 2/,
    );
  });
});

describe("why losses rise at first", () => {
  const settings = { ...defaultsOf("hybrid"), epochs: 50 };
  const settled = Math.round(PRIOR_WARM_UP * 50);
  const after = (done: number) => epochs(...Array.from({ length: done }, (): [number, number] => [1, 1]));

  it("is said of hybrid until the end of the epoch from which its priors pull in full", () => {
    const running = { settings, status: "running", plan: null } as const;
    expect(settlingSentence({ ...running, epochs: after(0) })).toBeNull();
    const sentence = `The pull against overfitting grows until epoch ${settled}: the losses may rise before they settle.`;
    expect(settlingSentence({ ...running, epochs: after(1) })).toBe(sentence);
    expect(settlingSentence({ ...running, epochs: after(settled - 1) })).toBe(sentence);
    expect(settlingSentence({ ...running, epochs: after(settled) })).toBeNull();
  });

  it("is not said of a run that has ended, nor of a model without priors", () => {
    expect(settlingSentence({ settings, status: "finished", plan: null, epochs: after(1) })).toBeNull();
    expect(settlingSentence({ settings, status: "failed", plan: null, epochs: after(1) })).toBeNull();
    const collabnn = { ...defaultsOf("collabnn"), epochs: 50 };
    expect(settlingSentence({ settings: collabnn, status: "running", plan: null, epochs: after(1) })).toBeNull();
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

  it("counts the loss of a ranking model in nats", () => {
    expect(lossMeasure("pooled-history", undefined)).toEqual({ measure: "softmax", unit: "nats" });
    expect(lossMeasure("hybrid", { ratingLow: 1, ratingHigh: 5 })).toEqual({ measure: "MSE", unit: "stars²" });
  });

  it("calls ratings stars only on a scale up to five", () => {
    expect(ratingUnit({ ratingLow: 0.5, ratingHigh: 5 })).toEqual({ one: "stars", squared: "stars²" });
    expect(ratingUnit({ ratingLow: 1, ratingHigh: 10 })).toEqual({ one: "rating points", squared: "rating²" });
    expect(ratingUnit({ ratingLow: 0, ratingHigh: 1 }).one).toBe("rating points");
  });
});
