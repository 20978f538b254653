import { describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS, type RunSettings } from "../../../src/engine/training/types";
import {
  BATCH_SIZE,
  EPOCHS,
  FACTORS,
  HIDDEN,
  knobsFor,
  LEARNING_RATE,
  RANGE,
  SEED,
  WEIGHT_DECAY,
} from "../../../src/screens/train/knobs";
import { parseHash } from "../../../src/store/hash";

const STARS = { ratingLow: 1, ratingHigh: 5 };

describe("knobs", () => {
  it("read back what they show", () => {
    const settings: RunSettings = { ...DEFAULT_SETTINGS, model: "collabnn", range: [-1, 5.5] };
    for (const knob of knobsFor(settings)) {
      expect(knob.parse(knob.show(settings), STARS)).toEqual({ change: { [knob.key]: settings[knob.key] } });
    }
  });

  it("offer hidden layers to the network alone", () => {
    expect(knobsFor({ model: "dot-product" })).not.toContain(HIDDEN);
    expect(knobsFor({ model: "collabnn" })).toContain(HIDDEN);
  });

  it.each([
    [FACTORS, "0", "A whole number from 1 to 1,024."],
    [FACTORS, "2.5", "A whole number from 1 to 1,024."],
    [EPOCHS, "", "A whole number from 1 to 1,000."],
    [SEED, "-1", "A whole number from 0 to 4,294,967,295."],
    [BATCH_SIZE, "many", "auto, or a whole number from 1 to 1,048,576."],
    [LEARNING_RATE, "0", "A number above 0, at most 10, such as 0.005."],
    [WEIGHT_DECAY, "x", "A number from 0 to 100, such as 0.1."],
    [HIDDEN, "100, wide", "Up to six widths from 1 to 4,096, such as 100, 50."],
    [RANGE, "5", "auto, or two numbers such as 0 to 5.5."],
    [RANGE, "5 to 1", "The first end must be below the second."],
    [RANGE, "1 to 4", "The range must hold every rating, 1 to 5."],
  ])("say what to mend: %#", (knob, text, problem) => {
    expect(knob.parse(text, STARS)).toEqual({ problem });
  });

  it("take spellings that people use", () => {
    expect(LEARNING_RATE.parse("5e-3", null)).toEqual({ change: { learningRate: 0.005 } });
    expect(WEIGHT_DECAY.parse("0,1", null)).toEqual({ change: { weightDecay: 0.1 } });
    expect(RANGE.parse("0, 5.5", STARS)).toEqual({ change: { range: [0, 5.5] } });
    expect(RANGE.parse("0–5.5", STARS)).toEqual({ change: { range: [0, 5.5] } });
    expect(BATCH_SIZE.parse("Auto", null)).toEqual({ change: { batchSize: "auto" } });
    expect(HIDDEN.parse("", null)).toEqual({ change: { hidden: [] } });
  });

  it("take the ends of what a link takes, and no more", () => {
    for (const [knob, key] of [
      [FACTORS, "factors"],
      [EPOCHS, "epochs"],
      [BATCH_SIZE, "batch"],
      [WEIGHT_DECAY, "wd"],
      [LEARNING_RATE, "lr"],
    ] as const) {
      for (const text of ["0", "1", "10", "11", "100", "101", "1000", "1001", "1024", "1025", "1048576", "1048577"]) {
        const isTakenByLink = parseHash(`#/train?${key}=${text}`).settings[knob.key] === Number(text);
        expect([knob.key, text, "change" in knob.parse(text, null)]).toEqual([knob.key, text, isTakenByLink]);
      }
    }
  });
});
